import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { findMatter, openMatter } from '#primitives/matter'
import { cityToday } from '#primitives/place'
import type { AccountSettings } from '../account-settings.ts'
import { account } from '../tables.ts'

export type OpenCheck = Readonly<{ matterId: string; number: string; left: number }>

/** The person's identity check of today, with one more try counted; null where the day's tries, the person's or the number's, are used up. Two at once go one after another. 核验次数 */
export async function takeTry(deed: Deed, identityNumber: string, { tries }: AccountSettings, personId = deed.actor.id): Promise<OpenCheck | null> {
  const day = await cityToday(deed)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`account.check:${personId}`}, 0))`.execute(account(deed.tx))
  const known = await account(deed.tx).selectFrom('account.identity_check').select(['matter_id', 'tries']).where('person_id', '=', personId).where('on_day', '=', day).executeTakeFirst()
  if (known && known.tries >= tries.person_a_day) return null
  const digest = keys().blind('account.number', identityNumber)[0]!.digest
  const ofNumber = await account(deed.tx).insertInto('account.number_try').values({ digest, on_day: day, tries: 1 })
    .onConflict((of) => of.columns(['digest', 'on_day']).doUpdateSet({ tries: sql`account.number_try.tries + 1` }).where('account.number_try.tries', '<', tries.number_a_day)).returning('tries').executeTakeFirst()
  if (!ofNumber) return null
  const matterId = known && !(await findMatter(deed, known.matter_id))?.final ? known.matter_id : randomUUIDv7()
  const { number } = known?.matter_id === matterId ? (await findMatter(deed, matterId))! : await openMatter(deed, { id: matterId, kind: 'identity_check', divisionPath: '', holder: { level: 'city', path: '' }, link: false, source: 'online' })
  const row = { matter_id: matterId, tries: (known?.tries ?? 0) + 1 }
  await account(deed.tx).insertInto('account.identity_check').values({ person_id: personId, on_day: day, ...row }).onConflict((of) => of.columns(['person_id', 'on_day']).doUpdateSet(row)).execute()
  return { matterId, number, left: tries.person_a_day - row.tries }
}
