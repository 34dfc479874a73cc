import { sql } from 'kysely'
import { cityTime } from '#base/clock'
import type { Deed } from '#base/deed'
import { tooMany } from '#base/errors'
import { cityOf, cityToday, isUnder } from '#primitives/place'
import { divisionPaths } from '../page/division-paths.ts'
import { blindKey } from '../row/row-digests.ts'
import type { Grant, Row } from '../row/grant-in-force.ts'
import { exchange } from '../tables.ts'

/** One person or firm that was asked about, for one matter. */
export type About = Readonly<{ matter: string; field: string; value: string; rows: readonly Row[] }>
export type Use = Readonly<{ rows: number; queries?: number; about?: readonly About[] }>

/** Whether so many more may be asked today, before a platform outside is called: there a question counts as a row at least. The count itself is made, and judged again, by `meterUse`. 先判限额 */
export async function requireQuotaLeft(deed: Deed, grant: Grant, asked: number): Promise<void> {
  const used = await exchange(deed.tx).selectFrom('exchange.usage').select(['queries', 'rows']).where('grant_id', '=', grant.id).where('on_day', '=', await cityToday(deed)).executeTakeFirst()
  if (Math.max(Number(used?.queries ?? 0), Number(used?.rows ?? 0)) + asked > grant.rows_a_day) throw tooMany('exchange.quota_used', { rows: grant.rows_a_day })
}

/** Counts by day and hour, and about whom, under the lock of the day's row, so that two at once cannot both have the last of the quota. 计量 */
export async function meterUse(deed: Deed, grant: Grant, { rows, queries = 1, about = [] }: Use): Promise<void> {
  const day = await cityToday(deed)
  const hour = Number(cityTime(deed.now, (await cityOf(deed)).zone).slice(0, 2))
  const tagged = await tags(deed, grant, about)
  const { rows: [used] } = await sql<{ rows: number }>`
    with counted as (
      insert into exchange.usage as u (grant_id, on_day, queries, rows) values (${grant.id}, ${day}, ${queries}, ${rows})
      on conflict (grant_id, on_day) do update set queries = u.queries + ${queries}, rows = u.rows + ${rows} returning u.rows
    ), hourly as (
      insert into exchange.usage_hour as h (grant_id, on_day, hour, queries, rows, seen) values (${grant.id}, ${day}, ${hour}, ${queries}, ${rows}, false)
      on conflict (grant_id, on_day, hour) do update set queries = h.queries + ${queries}, rows = h.rows + ${rows}, seen = false
    ), told as (
      insert into exchange.use_about as a (grant_id, on_day, matter, tag, times, outside)
      select ${grant.id}::uuid, ${day}::date, * from unnest(${tagged.map(({ matter }) => matter)}::text[], ${tagged.map(({ tag }) => tag)}::bytea[], ${tagged.map(({ times }) => times)}::int[], ${tagged.map(({ outside }) => outside)}::boolean[])
      on conflict (grant_id, on_day, matter, tag) do update set times = a.times + excluded.times, outside = a.outside or excluded.outside
    ) select rows from counted`.execute(exchange(deed.tx))
  if (used!.rows > grant.rows_a_day) throw tooMany('exchange.quota_used', { rows: grant.rows_a_day })
}

type Tagged = { matter: string; tag: Buffer; times: number; outside: boolean }

/** Each of them once for a matter, by a blind tag. */
async function tags(deed: Deed, grant: Grant, about: readonly About[]): Promise<Tagged[]> {
  const own = deed.actor.divisionPath ?? ''
  const found = new Map<string, Tagged>()
  for (const { matter, field, value, rows } of about) {
    const paths = own === '' ? [] : await divisionPaths(deed, grant.resourceFields, rows)
    const outside = paths.some((path) => path !== null && !isUnder(path, own))
    const tag = blindKey(grant.resource_code, field, value)[0]!
    const before = found.get(`${matter} ${tag.toString('hex')}`)
    if (before) { before.times++; before.outside ||= outside }
    else found.set(`${matter} ${tag.toString('hex')}`, { matter, tag, times: 1, outside })
  }
  return [...found.values()]
}
