import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, cityDay } from '#base/clock'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { record } from '#primitives/event'
import { findMatters } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { cityOf, cityToday } from '#primitives/place'
import { postsAt } from '#primitives/party'
import { exchange } from '../tables.ts'
import { alarmKinds, firstDay, limitsOf, unusualOf, type AlarmKind, type Limits, type Unusual } from './unusual-kinds.ts'

const AT_ONCE = 200
/** About whom a grant was used is kept no longer than any kind looks back. */
const KEPT_DAYS = 35
type Hour = Readonly<{ grant_id: string; on_day: string; hour: number; queries: number }>

/** Looks at the use that is new since it last looked, and opens an alarm for what is unusual: one for each grant and kind. 异常使用发现 */
export async function findUnusual(run: JobRun): Promise<void> {
  for (;;) {
    const hours = await run.perform((deed) => lookAtSome(deed))
    if (hours < AT_ONCE) break
  }
  await run.perform(async (deed) => { await exchange(deed.tx).deleteFrom('exchange.use_about').where('on_day', '<', addDays(await cityToday(deed), -KEPT_DAYS)).execute() })
}

async function lookAtSome(deed: Deed): Promise<number> {
  const hours: Hour[] = await exchange(deed.tx).selectFrom('exchange.usage_hour').select(['grant_id', 'on_day', 'hour', 'queries']).where('seen', '=', false).limit(AT_ONCE).execute()
  for (const [day, of] of Map.groupBy(hours, ({ on_day }) => on_day)) await lookAtDay(deed, day, [...new Set(of.map(({ grant_id }) => grant_id))])
  if (hours.length > 0) // what was used meanwhile is looked at next time
    await sql`update exchange.usage_hour h set seen = true from unnest(${hours.map((one) => one.grant_id)}::uuid[], ${hours.map((one) => one.on_day)}::date[], ${hours.map((one) => one.hour)}::int[], ${hours.map((one) => one.queries)}::int[]) as s (grant_id, on_day, hour, queries)
      where h.grant_id = s.grant_id and h.on_day = s.on_day and h.hour = s.hour and h.queries = s.queries`.execute(exchange(deed.tx))
  return hours.length
}

async function lookAtDay(deed: Deed, day: string, ids: readonly string[]): Promise<void> {
  const { zone } = await cityOf(deed)
  const judged = await exchange(deed.tx).selectFrom('exchange.use_alarm').select(['grant_id', 'kind', 'standing', (of) => of.fn.max('judged_at').as('at')]).where('grant_id', 'in', [...ids]).where('judged_at', 'is not', null).groupBy(['grant_id', 'kind', 'standing']).execute()
  for (const kind of alarmKinds) {
    const limits = await limitsOf(deed, kind)
    if (!limits) continue
    const first = firstDay(kind, day, limits)
    const looked = ids.flatMap((id) => {
      const of = judged.filter((one) => one.grant_id === id && one.kind === kind)
      if (of.some(({ standing }) => standing)) return []
      const since = of.reduce((latest, { at }) => { const next = addDays(cityDay(at!, zone), 1); return next > latest ? next : latest }, first)
      return since > day ? [] : [{ id, since }]
    })
    if (looked.length === 0) continue
    for (const one of await unusualOf(deed, kind, day, { ids: looked.map(({ id }) => id), since: looked.map(({ since }) => since) }, limits)) await raise(deed, kind, day, one, limits)
  }
}

/** One open alarm for a grant and kind: found again it grows, and is told once. */
async function raise(deed: Deed, kind: AlarmKind, day: string, { grant_id, figure, usual, matter }: Unusual, { at, tell: role }: Limits): Promise<void> {
  const { rows: [row] } = await sql<{ id: string; fresh: boolean }>`insert into exchange.use_alarm as a (id, grant_id, kind, on_day, figure, usual, threshold, matter, opened_at, last_at, standing)
    values (${randomUUIDv7()}, ${grant_id}, ${kind}, ${day}, ${figure}, ${usual}, ${at}, ${matter}, ${deed.now}, ${deed.now}, false)
    on conflict (grant_id, kind) where judged_at is null do update set figure = greatest(a.figure, excluded.figure), on_day = greatest(a.on_day, excluded.on_day), matter = case when excluded.figure > a.figure then excluded.matter else a.matter end, last_at = excluded.last_at
    returning id, xmax = 0 as fresh`.execute(exchange(deed.tx))
  if (!row!.fresh) return
  const of = await exchange(deed.tx).selectFrom('exchange.request as q').innerJoin('exchange.resource as r', 'r.code', 'q.resource_code').select(['r.name', 'q.source_id', 'q.unit_id']).where('q.id', '=', grant_id).executeTakeFirstOrThrow()
  const [asked] = (await findMatters(deed, { ids: [grant_id] }, { limit: 1 })).items
  await record(deed, 'exchange.use_unusual', grant_id, { alarm: row!.id, kind })
  const telling = { template: 'exchange.use.unusual', facts: { number: asked!.number, resource: of.name }, link: `/desk/use-alarms?id=${row!.id}` }
  for (const unit of new Set([of.source_id, of.unit_id])) await tell(deed, { ...telling, to: { unit } })
  for (const { id } of await postsAt(deed, '', role)) await tell(deed, { ...telling, to: { post: id } })
}
