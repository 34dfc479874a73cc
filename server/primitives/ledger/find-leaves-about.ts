import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { contentOf } from './commitment.ts'
import type { LeafAbout } from './contract.ts'
import { ledger } from './tables.ts'

/** What the deed that owes the leaf wrote down, as it was written, absent where it was purged; and by which decision it was withheld until now, if it was. */
export type LeafDetail = LeafAbout & { detail: unknown; withheldBy: string | null }

/** The leaves about one person or firm, the newest first and without those that are withheld still, of one kind or one entry where that is asked; with `before`, null too, in the order of time. Whoever calls has judged that the asker may know, and shows of the details what is theirs to see. 查询涉我记录 */
export async function findLeavesAbout(deed: Deed, subjectId: string, page: { limit?: number; after?: string; kind?: string; entryId?: string; before?: Readonly<{ at: Date; id: string }> | null } = {}): Promise<{ items: LeafDetail[]; next: string | null }> {
  const limit = page.limit ?? 50
  const tags = keys().blind('ledger.subject', subjectId).map(({ digest }) => digest)
  let query = ledger(deed.tx).selectFrom('ledger.subject')
    .innerJoin('ledger.entry', 'ledger.entry.id', 'ledger.subject.entry_id')
    .leftJoin('ledger.payload', 'ledger.payload.entry_id', 'ledger.subject.entry_id')
    .leftJoin('ledger.withheld', 'ledger.withheld.entry_id', 'ledger.subject.entry_id')
    .select(['ledger.entry.id', 'kind', 'at', 'leaf_index', 'commitment', 'sealed', 'decision_id'])
    .where('tag', 'in', tags).where((is) => is.or([is('ledger.withheld.until', 'is', null), is('ledger.withheld.until', '<=', deed.now)]))
    .$if(page.before !== undefined, (all) => all.orderBy('at', 'desc')).orderBy('ledger.subject.entry_id', 'desc').limit(limit + 1)
  if (page.kind) query = query.where('ledger.entry.kind', '=', page.kind)
  // by time they are sorted all at once: the newest thousand
  if (page.before !== undefined) query = query.where('ledger.subject.entry_id', 'in', (of) => of.selectFrom('ledger.subject as s').innerJoin('ledger.entry as e', 'e.id', 's.entry_id').select('s.entry_id').where('s.tag', 'in', tags).$if(page.kind !== undefined, (newest) => newest.where('e.kind', '=', page.kind!)).orderBy('s.entry_id', 'desc').limit(1000))
  if (page.entryId) query = query.where('ledger.subject.entry_id', '=', page.entryId)
  if (page.before) query = query.where(sql<boolean>`(ledger.entry.at, ledger.subject.entry_id) < (${page.before.at}, ${page.before.id}::uuid)`)
  if (page.after) query = query.where('ledger.subject.entry_id', '<', page.after)
  const rows = await query.execute()
  const items = rows.slice(0, limit).map((row): LeafDetail => {
    const content = row.sealed ? contentOf(keys().open('ledger.payload', row.sealed), row.commitment)?.content : undefined
    return {
      entryId: row.id, kind: row.kind, at: row.at.toISOString(), leafIndex: row.leaf_index === null ? null : Number(row.leaf_index),
      by: content?.actor.kind ?? null, departmentId: content?.actor.department ?? null, purpose: content?.purpose ?? null, fields: fieldsOf(content?.detail), detail: content?.detail, withheldBy: row.decision_id,
    }
  })
  return { items, next: rows.length > limit ? items.at(-1)!.entryId : null }
}

/** Which fields were shown, where the deed that owes the leaf says so. */
function fieldsOf(detail: unknown): string[] {
  const fields = typeof detail === 'object' && detail !== null && 'fields' in detail ? detail.fields : []
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string').slice(0, 20) : []
}
