import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Deed } from '#base/deed'
import { unprocessable } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { checkTable } from './check-table.ts'
import { forget } from './held-for-a-while.ts'
import { rule } from './tables.ts'
import type { RuleTable } from './table-shape.ts'

export const hashOf = (content: object): string => createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)

/** Publishes a version of a decision table after its checks and its own examples pass; the earlier versions stay. 发布规则表 */
export async function publishTable(deed: Deed, table: RuleTable, origin: 'folder' | 'desk', path: string | null = null): Promise<{ table: string; version: number }> {
  const faults = checkTable(table)
  if (faults.length > 0) throw unprocessable('rule.table_faulty', { table: table.table, faults: faults.slice(0, 50) })
  const live = await rule(deed.tx).selectFrom('rule.table_version').select(['version', 'content', 'origin'])
    .where('table_name', '=', table.table).orderBy('version', 'desc').limit(1).forUpdate().executeTakeFirst()
  if (live && isDeepStrictEqual(live.content, table)) return { table: table.table, version: live.version }
  if (live?.origin === 'desk' && origin === 'folder') {
    const row = { path: path ?? '', content: JSON.stringify(table) as unknown as RuleTable, found_at: deed.now }
    await rule(deed.tx).insertInto('rule.folder_conflict').values({ table_name: table.table, ...row })
      .onConflict((conflict) => conflict.column('table_name').doUpdateSet(row)).execute()
    return { table: table.table, version: live.version }
  }
  const version = (live?.version ?? 0) + 1
  const hash = hashOf(table)
  await rule(deed.tx).insertInto('rule.table_version').values({
    table_name: table.table, version, hash, content: JSON.stringify(table) as unknown as RuleTable, effective_from: table.effective_from, effective_to: table.effective_to ?? null,
    origin, published_at: deed.now, published_by: deed.actor.id,
  }).execute()
  if (origin === 'desk') await rule(deed.tx).deleteFrom('rule.folder_conflict').where('table_name', '=', table.table).execute()
  forget(deed, `table:${table.table}`)
  await appendLeaf(deed, { kind: 'rule.published', payload: { table: table.table, version, hash, origin, by: deed.actor.id } })
  await record(deed, 'rule.published', table.table, { table: table.table, version, origin })
  return { table: table.table, version }
}
