import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { countMatters } from '#primitives/matter'
import { findUnits, requireUnit } from '#primitives/party'
import type { Duties, DutiesOfUnit, ListCounts, Negatives } from '../contract.ts'
import { exchange } from '../tables.ts'

/** Whether an entry is as fresh as its cycle says: a system of this platform that keeps it itself, and the existing platform that is asked live, always are. */
const stateOf = (now: Date): RawBuilder<string> => sql`case when coalesce(r.contribution, r.drawn_from) is not null then 'kept' when l.last_at is null then 'never' when r.cycle = 'once' then 'fresh'
  when l.last_at + case r.cycle when 'realtime' then interval '1 hour' when 'daily' then interval '1 day' when 'weekly' then interval '7 days' when 'monthly' then interval '1 month' when 'quarterly' then interval '3 months' else interval '1 year' end >= ${now}::timestamptz then 'fresh' else 'late' end`
const owed = sql`from exchange.resource r left join exchange.landing l on l.resource_code = r.code where r.withdrawn_at is null and r.share <> 'forbidden'`
type Counted = { unit_id: string; entries: number; landed: number; fresh: number; late: number; never: number }
const demandsOpen = async (deed: Deed) => new Map((await countMatters(deed, { scopes: [''], kinds: ['data_demand'], open: true }, 'unit')).map(({ key, count, overdue }) => [key ?? '', { count, overdue }]))

const countDuties = async (deed: Deed): Promise<Counted[]> => (await sql<Counted>`
  select unit_id, count(*)::int as entries, count(*) filter (where state <> 'never')::int as landed, count(*) filter (where state in ('fresh', 'kept'))::int as fresh, count(*) filter (where state = 'late')::int as late, count(*) filter (where state = 'never')::int as never
  from (select r.unit_id, ${stateOf(deed.now)} as state ${owed}) one group by unit_id`.execute(exchange(deed.tx))).rows

/** What each source department must supply 责任清单: its entries that are shared and the demands that were given to it; who owes most on top. */
export async function findDuties(deed: Deed): Promise<Duties> {
  const [counted, demands] = [await countDuties(deed), await demandsOpen(deed)]
  const ids = [...new Set([...counted.map((one) => one.unit_id), ...[...demands.keys()].filter((id) => id !== '')])]
  const units = await findUnits(deed, ids)
  const none = { entries: 0, landed: 0, fresh: 0, late: 0, never: 0 }
  const items = ids.map((id) => {
    const { unit_id: _, ...own } = counted.find((one) => one.unit_id === id) ?? { unit_id: id, ...none }
    return { unit: { id, name: units.get(id)?.name ?? id }, ...own, demands: demands.get(id)?.count ?? 0, demandsOverdue: demands.get(id)?.overdue ?? 0 }
  })
  return { items: items.toSorted((a, b) => b.demandsOverdue - a.demandsOverdue || b.late - a.late || b.never - a.never || (a.unit.id < b.unit.id ? -1 : 1)).slice(0, 2000) }
}

/** The entries that one department must supply, and when each last came. 一个部门的责任 */
export async function showDuties(deed: Deed, unitId: string): Promise<DutiesOfUnit> {
  const { name } = await requireUnit(deed, unitId)
  const { rows } = await sql<{ code: string; name: string; cycle: string; rows: number | null; last_at: Date | null; state: 'kept' | 'never' | 'fresh' | 'late' }>`
    select r.code, r.name, r.cycle, l.rows, l.last_at, ${stateOf(deed.now)} as state ${owed} and r.unit_id = ${unitId} order by l.last_at is not null, l.last_at, r.code limit 2000`.execute(exchange(deed.tx))
  return { unit: { id: unitId, name }, items: rows.map(({ last_at, ...row }) => ({ ...row, lastAt: last_at?.toISOString() ?? null })) }
}

/** What the law forbids to share 负面清单: the kinds of data that it names, and the entries that rest on it. */
export async function findNegatives(deed: Deed): Promise<Negatives> {
  const laws = await exchange(deed.tx).selectFrom('exchange.negative').select(['name', 'why', 'basis']).orderBy('place').execute()
  const entries = await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'unit_id', 'share_basis']).where('share', '=', 'forbidden').where('withdrawn_at', 'is', null).orderBy('code').limit(5000).execute()
  const units = await findUnits(deed, entries.map((one) => one.unit_id))
  return { laws, entries: entries.map((one) => ({ code: one.code, name: one.name, unitName: units.get(one.unit_id)?.name ?? one.unit_id, basis: one.share_basis })) }
}

/** Demands met, and not entries, are what counts; how fresh what is owed is; how much the law forbids. 三张清单统计 */
export async function countLists(deed: Deed): Promise<ListCounts> {
  const states = await countMatters(deed, { scopes: [''], kinds: ['data_demand'] }, 'state')
  const of = (...names: string[]): number => states.filter(({ key }) => names.includes(key ?? '')).reduce((sum, { count }) => sum + count, 0)
  const duties = await countDuties(deed)
  const sum = (of_: keyof Omit<Counted, 'unit_id'>): number => duties.reduce((total, one) => total + one[of_], 0)
  const { laws, entries } = await exchange(deed.tx).selectNoFrom((is) => [
    is.selectFrom('exchange.negative').select((n) => n.fn.countAll<number>().as('n')).as('laws'), is.selectFrom('exchange.resource').where('share', '=', 'forbidden').where('withdrawn_at', 'is', null).select((n) => n.fn.countAll<number>().as('n')).as('entries'),
  ]).executeTakeFirstOrThrow()
  return {
    demands: { all: states.reduce((total, { count }) => total + count, 0), met: of('met'), promised: of('promised'), unanswered: of('raised', 'named'), declined: of('declined'), overdue: states.reduce((total, { overdue }) => total + overdue, 0) },
    duties: { units: duties.length, entries: sum('entries'), fresh: sum('fresh'), late: sum('late'), never: sum('never') }, negatives: { laws: Number(laws), entries: Number(entries) },
  }
}
