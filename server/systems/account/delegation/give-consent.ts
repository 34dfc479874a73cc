import { randomInt } from 'node:crypto'
import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { keys } from '#base/keys'
import { requireAccount } from '#primitives/access'
import { maskName, ownPerson } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import type { GiveConsent } from '../contract.ts'
import { assuranceOf } from '../proof/assurance-of.ts'
import { accountSettings } from '../account-settings.ts'
import { account } from '../tables.ts'

export const consentDigest = (code: string): Buffer => keys().blind('account.consent', code)[0]!.digest

/** A code to be shown face to face to whoever is to act for oneself; a new one takes the place of the last. 面对面授权码 */
export async function giveConsent(deed: Deed, { items, untilOn, firm }: GiveConsent): Promise<{ code: string; expiresAt: string }> {
  const { partyId } = requireAccount(deed)
  const { delegation } = await accountSettings(deed)
  await requireLevel(deed)
  await requireScopeOf(deed, items, untilOn)
  const expiresAt = new Date(deed.now.getTime() + delegation.code_minutes * 60_000)
  const principal = firm === undefined ? { id: partyId, name: maskName((await ownPerson(deed)).name), kind: 'person' as const } : await ownFirm(deed, firm, untilOn)
  for (let draws = 0; draws < 5; draws++) {
    const code = String(randomInt(100_000_000)).padStart(8, '0')
    const row = { digest: consentDigest(code), principal_id: principal.id, principal_name: principal.name, kind: principal.kind, items, until_on: untilOn, expires_at: expiresAt }
    await account(deed.tx).deleteFrom('account.consent').where((of) => of.or([of('granted_by', '=', partyId), of.and([of('digest', '=', row.digest), of('expires_at', '<=', deed.now)])])).execute()
    const made = await account(deed.tx).insertInto('account.consent').values({ granted_by: partyId, ...row }).onConflict((of) => of.doNothing()).returning('digest').executeTakeFirst()
    if (made) return { code, expiresAt: expiresAt.toISOString() }
  }
  throw conflict('account.again')
}

/** A firm of which one is the legal representative now; a clerk acts no longer than the representative was checked for. */
async function ownFirm(deed: Deed, firmId: string, untilOn: string): Promise<{ id: string; name: string; kind: 'firm_clerk' }> {
  const head = await account(deed.tx).selectFrom('account.delegation').select(['principal_name', 'until_on']).where('kind', '=', 'firm_head').where('principal_id', '=', firmId).where('agent_id', '=', deed.actor.id)
    .where('ended_at', 'is', null).where('until_on', '>=', await cityToday(deed)).executeTakeFirst()
  if (!head) throw forbidden('account.not_head')
  if (untilOn > head.until_on) throw invalid('account.head_until', { until: head.until_on })
  return { id: firmId, name: head.principal_name, kind: 'firm_clerk' }
}

/** Giver and agent are known by name: a delegation between unknown people would say nothing. */
export async function requireLevel(deed: Deed): Promise<void> {
  const { least_level: least } = (await accountSettings(deed)).delegation
  if ((await assuranceOf(deed)) < least) throw forbidden('account.level_too_low', { level: least })
}

/** Items that there are, and a last day that is neither past nor further off than the city allows. */
export async function requireScopeOf(deed: Deed, items: readonly string[] | null, untilOn: string): Promise<void> {
  const { longest_days: days } = (await accountSettings(deed)).delegation
  const today = await cityToday(deed)
  if (untilOn < today) throw invalid('account.until_passed')
  if (untilOn > addDays(today, days)) throw invalid('account.until_too_far', { days })
  const names = await itemNames(deed, items ?? [])
  const unknown = items?.find((code) => !names.has(code))
  if (unknown !== undefined) throw invalid('account.item_unknown', { item: unknown })
}
