import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { FrontEntries, FrontEntryFilter, FrontShown } from './contract.ts'
import { platformHere } from './platform-here.ts'
import { front } from './tables.ts'

/** How the city stands with the exchange it had before: when its catalogue was read, what lies in it, which departments are not mapped. 前置情况 */
export async function showFront(deed: Deed): Promise<FrontShown> {
  const db = front(deed.tx)
  const state = await db.selectFrom('front.state').selectAll().executeTakeFirst()
  const counts = await db.selectFrom('front.entry').select([
    sql<number>`(count(*) filter (where gone_at is null))::int`.as('entries'), sql<number>`(count(*) filter (where gone_at is null and faults <> '[]'))::int`.as('faulty'), sql<number>`(count(*) filter (where gone_at is not null))::int`.as('gone'),
  ]).executeTakeFirstOrThrow()
  const unmapped = await db.selectFrom('front.entry as e').leftJoin('front.department as d', 'd.code', 'e.department_code').select(['e.department_code as code', sql<string | null>`max(e.department_name)`.as('name'), sql<number>`count(*)::int`.as('entries')])
    .where('e.gone_at', 'is', null).where('e.department_code', 'is not', null).where('d.code', 'is', null).groupBy('e.department_code').orderBy('entries', 'desc').orderBy('code').limit(200).execute()
  return {
    name: platformHere()?.name ?? null, harvestedAt: state?.harvested_at?.toISOString() ?? null, failedAt: state?.failed_at?.toISOString() ?? null, failure: state?.failure ?? null,
    ...counts, unnamed: state?.unnamed ?? 0, unmapped: unmapped.map(({ code, ...one }) => ({ code: code!, ...one })),
  }
}

/** What the existing platform lists, in the order of its ids; all that are there, those with faults, or those that are gone. 既有目录 */
export async function findFrontEntries(deed: Deed, { view = 'all', limit = 50, after }: FrontEntryFilter): Promise<FrontEntries> {
  let rows = front(deed.tx).selectFrom('front.entry as e').leftJoin('front.department as d', 'd.code', 'e.department_code').selectAll('e').select('d.unit_id')
  rows = rows.where('e.gone_at', view === 'gone' ? 'is not' : 'is', null)
  if (view === 'faulty') rows = rows.where(sql<boolean>`e.faults <> '[]'`)
  if (after !== undefined) rows = rows.where('e.id', '>', after.replaceAll('\0', ''))
  const found = await rows.orderBy('e.id').limit(limit + 1).execute()
  const units = await findUnits(deed, [...new Set(found.flatMap(({ unit_id }) => unit_id === null ? [] : [unit_id]))])
  const items = found.slice(0, limit).map((row) => ({
    id: row.id, name: row.name, department: row.department_code === null ? null : { code: row.department_code, name: row.department_name }, unit: row.unit_id === null ? null : { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id },
    share: row.share, fields: row.fields, faults: row.faults, changedAt: row.changed_at.toISOString(), goneAt: row.gone_at?.toISOString() ?? null,
  }))
  return { items, next: found.length > limit ? items.at(-1)!.id : null }
}
