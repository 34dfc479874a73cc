import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, invalid, tooMany } from '#base/errors'
import { checkCreditCode, maskName, ownPerson, registerFirm } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { askFact, compareFact, factGranted } from '#systems/exchange'
import { accountSettings, type AccountSettings } from '../account-settings.ts'
import type { Claimed } from '../contract.ts'
import { takeTry } from '../proof/identity-check.ts'
import { account } from '../tables.ts'
import { requireLevel } from './give-consent.ts'
import { writeDelegation } from './write-delegation.ts'

/** A firm's legal representative: the register of firms says whether one's own number is that of the firm's. Whoever was it before is so no longer, and with them go the clerks that they chose. 法定代表人核验 */
export async function claimFirm(deed: Deed, said: string): Promise<Claimed> {
  await requireLevel(deed)
  const settings = await accountSettings(deed)
  const checked = checkCreditCode(said)
  if ('fault' in checked) throw invalid(`party.${checked.fault}`)
  const { number } = await ownPerson(deed)
  if (number === null || !settings.firm || !(await firmsOpen(deed, settings))) throw conflict('account.firms_not_open')
  const check = await takeTry(deed, checked.code, settings)
  if (!check) throw tooMany('account.tries_used')
  const { resource, code, head, name: nameField } = settings.firm
  const [key, use] = [{ field: code, value: checked.code }, { unit: settings.unit, matter: check.number }]
  if ((await compareFact(deed, resource, key, { [head]: number }, use))[head] !== 'same') return { outcome: 'not_matched', left: check.left, delegation: null }
  const registered = (await askFact(deed, resource, key, [nameField], use)).items[nameField]?.value
  const firm = await registerFirm(deed, { creditCode: checked.code, name: typeof registered === 'string' ? registered : checked.code })
  return { outcome: 'matched', left: check.left, delegation: await becomeHead(deed, firm, await oneself(deed), { source: 'register', resource }) }
}

type Named = Readonly<{ id: string; name: string }>
/** Who acts, by the masked name. */
export const oneself = async (deed: Deed): Promise<Named> => ({ id: deed.actor.id, name: maskName((await ownPerson(deed)).name) })

/** Somebody is the firm's legal representative from now on, to be shown anew within a year; the delegation's id. 成为法定代表人 */
export async function becomeHead(deed: Deed, firm: Named, head: Named, known: Readonly<{ source: 'register' | 'provider' | 'founding'; resource?: string }>): Promise<string> {
  const heads = await account(deed.tx).selectFrom('account.delegation').select(['id', 'agent_id', 'until_on']).where('principal_id', '=', firm.id).where('kind', '=', 'firm_head').where('ended_at', 'is', null).forUpdate().execute()
  const mine = heads.find((one) => one.agent_id === head.id)
  await endThese(deed, heads.filter((one) => one !== mine).map(({ id }) => id))
  const untilOn = addDays(await cityToday(deed), (await accountSettings(deed)).delegation.longest_days)
  if (mine) {
    await account(deed.tx).updateTable('account.delegation').set({ until_on: untilOn, principal_name: firm.name }).where('id', '=', mine.id).execute()
    return mine.id
  }
  return writeDelegation(deed, { kind: 'firm_head', ...known, principal: { id: firm.id, name: firm.name }, agent: head, grantedBy: null, items: null, untilOn })
}

export const firmsOpen = async (deed: Deed, { firm, unit }: AccountSettings): Promise<boolean> => firm !== undefined && factGranted(deed, firm.resource, [firm.code, firm.head, firm.name], { unit })

async function endThese(deed: Deed, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await account(deed.tx).updateTable('account.delegation').set({ ended_at: deed.now, ended_by: deed.actor.id }).where('id', 'in', [...ids]).execute()
}
