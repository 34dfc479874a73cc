import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { tooMany } from '#base/errors'
import { cityToday } from '#primitives/place'
import { party } from '../tables.ts'

/** Counts that the actor sees somebody unmasked today, and refuses the one too many. The same person counts once. 当日查看计数 */
export async function countSight(deed: Deed, personId: string): Promise<{ seenToday: number, dailyLimit: number }> {
  const day = await cityToday(deed)
  const { daily_limit: dailyLimit } = await party(deed.tx).selectFrom('party.setting').select('daily_limit').executeTakeFirstOrThrow()
  await sql`select pg_advisory_xact_lock(hashtextextended(${`party.sight:${deed.actor.id}`}, 0))`.execute(party(deed.tx)) // two windows must not both take the last one
  await party(deed.tx).insertInto('party.sight').values({ actor_id: deed.actor.id, on_day: day, person_id: personId, times: 1 })
    .onConflict((of) => of.columns(['actor_id', 'on_day', 'person_id']).doUpdateSet({ times: sql`party.sight.times + 1` })).execute()
  const { count } = await party(deed.tx).selectFrom('party.sight').where('actor_id', '=', deed.actor.id).where('on_day', '=', day)
    .select((of) => of.fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow()
  if (Number(count) > dailyLimit) throw tooMany('party.too_many_unmasked', { limit: dailyLimit })
  return { seenToday: Number(count), dailyLimit }
}
