import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { appendLeaf } from './append-leaf.ts'
import { ledger } from './tables.ts'

/** Deletes what leaves commit to, for a reason, and owes a leaf that names them: the tree stays valid, and what is missing can be told from what was taken. 清除
 *  Purge leaves themselves are never purged. Answers the entries whose contents went. */
export async function purgePayloads(deed: Deed, entryIds: readonly string[], reason: string): Promise<string[]> {
  const db = ledger(deed.tx)
  const { rows } = await sql<{ id: string; kind: string }>`
    delete from ledger.payload using ledger.entry
    where payload.entry_id = any(${entryIds}::uuid[]) and entry.id = payload.entry_id and entry.kind <> 'ledger.purged' returning entry.id, entry.kind
  `.execute(db)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id).sort()
  await sql`delete from ledger.subject where entry_id = any(${ids}::uuid[])`.execute(db)
  await sql`
    insert into ledger.tally (kind, leaves, purged) select kind, 0, count(*) from unnest(${rows.map(({ kind }) => kind)}::text[]) as gone (kind) group by kind
    on conflict (kind) do update set purged = tally.purged + excluded.purged
  `.execute(db)
  await appendLeaf(deed, { kind: 'ledger.purged', payload: { reason, entries: ids } })
  return ids
}
