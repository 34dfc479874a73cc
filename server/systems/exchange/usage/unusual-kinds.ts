import { sql } from 'kysely'
import { addDays, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { cityOf } from '#primitives/place'
import { currentCalendar, decide, workedBy } from '#primitives/rule'
import { exchange, type ExchangeTables } from '../tables.ts'

export type AlarmKind = ExchangeTables['exchange.use_alarm']['kind']
export const alarmKinds: readonly AlarmKind[] = ['multiple', 'off_hours', 'outside_area', 'many_persons', 'same_person']
/** From which figure on it is unusual; `days`: so far it is looked back; `least`, `history`: below these nothing is said. */
export type Limits = Readonly<{ at: number; days: number; least: number; history: number; tell: string }>
export type Unusual = Readonly<{ grant_id: string; figure: number; usual: number | null; matter: string | null }>
/** Grants, and for each the day from which its use counts: what was judged is not raised again. */
export type Looked = Readonly<{ ids: readonly string[]; since: readonly string[] }>

export const ALARMS = 'use_alarms'
const HOUR = 3_600_000

/** What the city's rules say of a kind; null where they say nothing, and then it is not looked for. */
export async function limitsOf(deed: Deed, kind: AlarmKind): Promise<Limits | null> {
  const { outcome } = await decide(deed, ALARMS, { kind })
  return outcome === null ? null : { at: Number(outcome.at), days: Number(outcome.days ?? 1), least: Number(outcome.least ?? 0), history: Number(outcome.history ?? 0), tell: String(outcome.tell) }
}

/** The day from which a kind looks, for a day of use. */
export const firstDay = (kind: AlarmKind, day: string, { days }: Limits): string => (kind === 'multiple' || kind === 'off_hours' ? day : addDays(day, 1 - days))

/** Whose use of a day is unusual in one way. 异常使用判断 */
export async function unusualOf(deed: Deed, kind: AlarmKind, day: string, { ids, since }: Looked, limits: Limits): Promise<Unusual[]> {
  const looked = sql`unnest(${ids}::uuid[], ${since}::date[]) as l (grant_id, since)`
  const { at, days, least, history } = limits
  const about = sql`${looked} join exchange.use_about a on a.grant_id = l.grant_id and a.on_day between l.since and ${day}::date`
  const asked = sql`${looked} join exchange.grant g on g.id = l.grant_id and g.mode = 'query' join exchange.use_about a on a.grant_id = l.grant_id and a.on_day between l.since and ${day}::date`
  const question = {
    multiple: sql<Unusual>`select l.grant_id, t.rows as figure, u.usual, null as matter from ${looked} join exchange.usage t on t.grant_id = l.grant_id and t.on_day = ${day} and t.rows >= ${least}
      cross join lateral (select avg(p.rows)::float8 as usual, count(*) as days from exchange.usage p where p.grant_id = l.grant_id and p.on_day >= ${addDays(day, -days)} and p.on_day < ${day}) u
      where u.days >= ${history} and t.rows >= ${at} * u.usual`,
    off_hours: sql<Unusual>`select l.grant_id, sum(h.rows)::int as figure, null as usual, null as matter from ${looked} join exchange.usage_hour h on h.grant_id = l.grant_id and h.on_day = ${day} and h.hour = any(${await offHours(deed, day)}::int[])
      group by l.grant_id having sum(h.rows) >= ${at}`,
    outside_area: sql<Unusual>`select l.grant_id, count(distinct a.tag)::int as figure, null as usual, null as matter from ${about} where a.outside group by l.grant_id having count(distinct a.tag) >= ${at}`,
    many_persons: sql<Unusual>`select distinct on (grant_id) * from (select l.grant_id, count(distinct a.tag)::int as figure, null as usual, a.matter from ${asked} group by l.grant_id, a.matter having count(distinct a.tag) >= ${at}) f order by grant_id, figure desc`,
    same_person: sql<Unusual>`select grant_id, max(figure) as figure, null as usual, null as matter from (select l.grant_id, sum(a.times)::int as figure from ${asked} group by l.grant_id, a.tag having sum(a.times) >= ${at}) f group by grant_id`,
  }[kind]
  return (await question.execute(exchange(deed.tx))).rows
}

/** The hours of a day in which nobody works, by the city's calendar: nights, holidays. */
async function offHours(deed: Deed, day: string): Promise<number[]> {
  const [calendar, { zone }] = [await currentCalendar(deed), await cityOf(deed)]
  return Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => {
    const from = instantOf(day, `${String(hour).padStart(2, '0')}:00`, zone).getTime()
    return workedBy(calendar, from + HOUR) === workedBy(calendar, from)
  })
}
