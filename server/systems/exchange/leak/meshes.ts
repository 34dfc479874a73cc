import { sql } from 'kysely'
import { addDays, instantOf } from '#base/clock'
import { may, type Deed } from '#base/deed'
import { findMatters, mattersByNumbers } from '#primitives/matter'
import { cityOf, cityToday } from '#primitives/place'
import { decide } from '#primitives/rule'
import type { ExchangeLeakKind } from '../contract.ts'
import { exchange } from '../tables.ts'
import { ALARMS } from '../usage/unusual-kinds.ts'

/** One thing that slipped through: which, whose, since when, and where it is opened. */
export type Slipped = Readonly<{ key: string; name: string; detail: string; unit: string; since: Date | null; link: string }>
export const leakKinds: readonly ExchangeLeakKind[] = ['unused_grant', 'no_rows', 'behind_cycle', 'closed_matter', 'overdue', 'unjudged', 'undelivered']

/** Of each mesh so many are looked at. */
export const MOST = 1000
const DAY = 86_400_000
/** Matters of the exchange that somebody must finish by a day. */
const kinds = ['data_request', 'data_correction', 'data_provision', 'data_disposal', 'data_dispute', 'data_demand', 'catalogue_change']
const pages: Readonly<Record<string, string>> = { data_correction: 'corrections', catalogue_change: 'catalogue-changes', data_provision: 'followups', data_disposal: 'followups', data_dispute: 'followups', data_demand: 'lists' }

/** What is looked at: all for the authority, otherwise what one's unit uses or gives. */
const mine = (deed: Deed, ...columns: string[]) => (may(deed.actor, 'exchange.request.read_all') ? sql`true` : sql`(${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${deed.actor.departmentId ?? ''}`), sql` or `)})`)
const read = async (deed: Deed, query: ReturnType<typeof sql<Slipped>>): Promise<Slipped[]> => (await query.execute(exchange(deed.tx))).rows

/** What slipped through one mesh. 查漏 */
export const meshes: Readonly<Record<ExchangeLeakKind, (deed: Deed) => Promise<Slipped[]>>> = {
  /** Granted, in force, and not used for as long as the city's rules say. */
  async unused_grant(deed) {
    const days = Number((await decide(deed, ALARMS, { kind: 'unused_grant' })).outcome?.at ?? 30)
    const before = addDays(await cityToday(deed), -days)
    const { zone } = await cityOf(deed)
    const unused = sql<{ id: string }>`(select g.id from exchange.grant g join exchange.resource r on r.code = g.resource_code
      where g.until_on >= ${await cityToday(deed)} and g.granted_at < ${instantOf(before, '00:00', zone)} and not exists (select from exchange.usage u where u.grant_id = g.id and u.on_day >= ${before}) and ${mine(deed, 'g.unit_id', 'r.unit_id')})`
    const standing = (await findMatters(deed, { among: unused, states: ['granted'], open: true }, { limit: MOST, sort: 'oldest' })).items.map(({ id }) => id)
    return standing.length === 0 ? [] : read(deed, sql<Slipped>`select g.id::text as key, r.name, g.purpose as detail, g.unit_id as unit, coalesce((select max(u.on_day)::timestamptz from exchange.usage u where u.grant_id = g.id), g.granted_at) as since, '/data-requests?open=&id=' || g.id as link
      from exchange.grant g join exchange.resource r on r.code = g.resource_code where g.id = any(${standing}::uuid[]) order by g.id`)
  },
  /** In the catalogue to be had, and nothing ever landed. */
  no_rows: (deed) => read(deed, sql<Slipped>`select r.code as key, r.name, r.theme as detail, r.unit_id as unit, r.effective_from as since, '/resources?q=' || r.code as link from exchange.resource r
    where r.withdrawn_at is null and r.share <> 'forbidden' and r.contribution is null and r.drawn_from is null and r.format <> 'file' and not exists (select from exchange.landing l where l.resource_code = r.code) and ${mine(deed, 'r.unit_id')} order by r.code limit ${MOST}`),
  /** Landed once, and its cycle has gone by since. */
  behind_cycle: (deed) => read(deed, sql<Slipped>`select r.code as key, r.name, r.cycle as detail, r.unit_id as unit, l.last_at as since, '/resources?q=' || r.code as link from exchange.landing l join exchange.resource r on r.code = l.resource_code
    join (values ('realtime', 1), ('daily', 1), ('weekly', 7), ('monthly', 31), ('quarterly', 92), ('yearly', 366)) c (cycle, days) on c.cycle = r.cycle
    where r.withdrawn_at is null and l.last_at < ${deed.now}::timestamptz - make_interval(days => c.days + 1) and ${mine(deed, 'r.unit_id')} order by l.last_at limit ${MOST}`),
  closed_matter: useOfClosed,
  /** A step of the exchange whose limit has passed. */
  async overdue(deed) {
    const all = may(deed.actor, 'exchange.request.read_all')
    const { items } = await findMatters(deed, { kinds, open: true, stateOverdue: true, ...(all ? {} : { units: [deed.actor.departmentId ?? ''] }) }, { limit: MOST, sort: 'due' })
    const codes = [...new Set(items.flatMap(({ item }) => item ?? []))]
    const names = new Map((codes.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name']).where('code', 'in', codes).execute()).map((row) => [row.code, row.name]))
    return items.map((one) => ({ key: one.id, name: names.get(one.item ?? '') ?? one.number, detail: `${one.number} ${one.stateName}`, unit: one.unitId ?? '', since: one.stateDueAt, link: `/${pages[one.kind] ?? 'data-requests'}?open=&id=${one.id}` }))
  },
  unjudged: (deed) => read(deed, sql<Slipped>`select a.id::text as key, r.name, a.kind as detail, g.unit_id as unit, a.opened_at as since, '/use-alarms?id=' || a.id as link from exchange.use_alarm a join exchange.grant g on g.id = a.grant_id
    join exchange.resource r on r.code = g.resource_code where a.judged_at is null and ${mine(deed, 'g.unit_id', 'r.unit_id')} order by a.id limit ${MOST}`),
  /** A whole copy that began more than a day ago and was never finished: nobody has its receipt. */
  undelivered: (deed) => read(deed, sql<Slipped>`select d.id::text as key, r.name, d.rows::text as detail, g.unit_id as unit, d.began_at as since, '/data-requests?open=&id=' || g.id as link from exchange.delivery d join exchange.grant g on g.id = d.grant_id
    join exchange.resource r on r.code = g.resource_code where d.finished_at is null and d.began_at < ${new Date(deed.now.getTime() - DAY)} and ${mine(deed, 'g.unit_id', 'r.unit_id')} order by d.began_at limit ${MOST}`),
}

type Used = Readonly<{ grant_id: string; matter: string; name: string; unit: string; on_day: string }>

/** Used in the last week for a matter that had been closed before. */
async function useOfClosed(deed: Deed): Promise<Slipped[]> {
  const { zone } = await cityOf(deed)
  const since = addDays(await cityToday(deed), -7)
  const { rows } = await sql<Used>`select a.grant_id, a.matter, r.name, g.unit_id as unit, max(a.on_day)::text as on_day from exchange.use_about a join exchange.grant g on g.id = a.grant_id join exchange.resource r on r.code = g.resource_code
    where a.on_day >= ${since} and ${mine(deed, 'g.unit_id', 'r.unit_id')} group by a.grant_id, a.matter, r.name, g.unit_id order by max(a.on_day) desc limit ${MOST}`.execute(exchange(deed.tx))
  const ids = await mattersByNumbers(deed, rows.map(({ matter }) => matter))
  const { items } = ids.size === 0 ? { items: [] } : await findMatters(deed, { ids: [...ids.values()], open: false }, { limit: MOST })
  const closed = new Map(items.map((one) => [one.number, one.closedAt]))
  return rows.flatMap((row) => {
    const at = closed.get(row.matter)
    const day = instantOf(row.on_day, '00:00', zone)
    return at && at < day ? [{ key: `${row.grant_id}:${row.matter}`, name: row.name, detail: row.matter, unit: row.unit, since: day, link: `/data-requests?open=&id=${row.grant_id}` }] : []
  })
}
