import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { drawnEntries, type DrawnEntry } from '#systems/exchange'
import type { FrontEntries, FrontEntryFilter, FrontShown } from './contract.ts'
import { platformHere } from './platform-here.ts'
import { front } from './tables.ts'

/** Whoever maps departments sees all of them; a data post what is of its own unit. */
const seesAll = (deed: Deed): boolean => may(deed.actor, 'front.department.map')
const ofUnit = (deed: Deed) => (seesAll(deed) ? sql<boolean>`true` : sql<boolean>`d.unit_id = ${deed.actor.departmentId ?? ''}`)

/** How the city stands with the exchange it had before: when its catalogue was read, what lies in it, which departments are not mapped. 前置情况 */
export async function showFront(deed: Deed): Promise<FrontShown> {
  const db = front(deed.tx)
  const state = await db.selectFrom('front.state').selectAll().executeTakeFirst()
  const counts = await db.selectFrom('front.entry as e').leftJoin('front.department as d', 'd.code', 'e.department_code').where(ofUnit(deed)).select([
    sql<number>`(count(*) filter (where e.gone_at is null))::int`.as('entries'), sql<number>`(count(*) filter (where e.gone_at is null and e.faults <> '[]'))::int`.as('faulty'), sql<number>`(count(*) filter (where e.gone_at is not null))::int`.as('gone'),
  ]).executeTakeFirstOrThrow()
  const departments = !seesAll(deed) ? [] : await db.selectFrom('front.entry as e').leftJoin('front.department as d', 'd.code', 'e.department_code').select(['e.department_code as code', 'd.unit_id', sql<string | null>`max(e.department_name)`.as('name'), sql<number>`count(*)::int`.as('entries')])
    .where('e.gone_at', 'is', null).where('e.department_code', 'is not', null).groupBy(['e.department_code', 'd.unit_id']).orderBy('entries', 'desc').orderBy('code').limit(1000).execute()
  const units = await findUnits(deed, [...new Set(departments.flatMap(({ unit_id }) => unit_id ?? []))])
  return {
    name: platformHere()?.name ?? null, harvestedAt: state?.harvested_at?.toISOString() ?? null, failedAt: state?.failed_at?.toISOString() ?? null, failure: state?.failure ?? null,
    ...counts, unnamed: state?.unnamed ?? 0,
    unmapped: departments.filter(({ unit_id }) => unit_id === null).slice(0, 200).map(({ code, name, entries }) => ({ code: code!, name, entries })),
    mapped: departments.flatMap(({ code, name, entries, unit_id: id }) => (id === null ? [] : [{ code: code!, name, entries, unit: { id, name: units.get(id)?.name ?? id } }])),
  }
}

/** What the existing platform lists, in the order of its ids; all that are there, those with faults, or those that are gone. 既有目录 */
export async function findFrontEntries(deed: Deed, { view = 'all', limit = 50, after }: FrontEntryFilter): Promise<FrontEntries> {
  let rows = front(deed.tx).selectFrom('front.entry as e').leftJoin('front.department as d', 'd.code', 'e.department_code').selectAll('e').select('d.unit_id').where(ofUnit(deed))
  rows = rows.where('e.gone_at', view === 'gone' ? 'is not' : 'is', null)
  if (view === 'faulty') rows = rows.where(sql<boolean>`e.faults <> '[]'`)
  if (after !== undefined) rows = rows.where('e.id', '>', after.replaceAll('\0', ''))
  const found = await rows.orderBy('e.id').limit(limit + 1).execute()
  const units = await findUnits(deed, [...new Set(found.flatMap(({ unit_id }) => unit_id === null ? [] : [unit_id]))])
  const drawn = await drawnEntries(deed, found.map(({ id }) => id))
  const items = found.slice(0, limit).map((row) => ({
    id: row.id, name: row.name, department: row.department_code === null ? null : { code: row.department_code, name: row.department_name }, unit: row.unit_id === null ? null : { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id },
    share: row.share, fields: row.fields, faults: row.faults, changedAt: row.changed_at.toISOString(), goneAt: row.gone_at?.toISOString() ?? null, drawn: drawnOf(drawn.get(row.id)),
  }))
  return { items, next: found.length > limit ? items.at(-1)!.id : null }
}

const drawnOf = (one: DrawnEntry | undefined): FrontEntries['items'][number]['drawn'] => (one ? { code: one.code, unitId: one.unitId, change: one.change } : null)
