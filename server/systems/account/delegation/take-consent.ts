import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, tooMany } from '#base/errors'
import { maskName, ownPerson } from '#primitives/party'
import { cityToday } from '#primitives/place'
import type { ConsentTaken } from '../contract.ts'
import { accountSettings } from '../account-settings.ts'
import { account } from '../tables.ts'
import { consentDigest, requireLevel } from './give-consent.ts'
import { writeDelegation } from './write-delegation.ts'

/** Whoever is to act enters the code that the other shows: good once, and a wrong one counts. 接受授权 */
export async function takeConsent(deed: Deed, code: string): Promise<ConsentTaken> {
  await requireLevel(deed)
  const { tries } = await accountSettings(deed)
  const day = await cityToday(deed)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`account.consent:${deed.actor.id}`}, 0))`.execute(account(deed.tx)) // guesses sent at once are judged one after another
  const before = (await account(deed.tx).selectFrom('account.consent_try').select('tries').where('person_id', '=', deed.actor.id).where('on_day', '=', day).executeTakeFirst())?.tries ?? 0
  if (before >= tries.consent_a_day) throw tooMany('account.consent_tries_used')
  const consent = await account(deed.tx).deleteFrom('account.consent').where('digest', '=', consentDigest(code)).where('expires_at', '>', deed.now).returningAll().executeTakeFirst()
  if (!consent) {
    await account(deed.tx).insertInto('account.consent_try').values({ person_id: deed.actor.id, on_day: day, tries: 1 }).onConflict((of) => of.columns(['person_id', 'on_day']).doUpdateSet({ tries: sql`account.consent_try.tries + 1` })).execute()
    return { outcome: 'wrong', left: tries.consent_a_day - before - 1, delegation: null }
  }
  if (consent.granted_by === deed.actor.id) throw conflict('account.own_code')
  const id = await writeDelegation(deed, {
    kind: consent.kind, source: 'code', principal: { id: consent.principal_id, name: consent.principal_name }, grantedBy: consent.granted_by, agent: { id: deed.actor.id, name: maskName((await ownPerson(deed)).name) }, items: consent.items, untilOn: consent.until_on,
  })
  return { outcome: 'given', left: tries.consent_a_day - before, delegation: id }
}
