import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, tooMany } from '#base/errors'
import { createPerson, maskName, ownPerson, personIdsOf, requireIdentityNumber } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { compareFact, factGranted } from '#systems/exchange'
import { accountSettings, type AccountSettings, type GuardianRegister } from '../account-settings.ts'
import type { Claimed, ClaimWard } from '../contract.ts'
import { takeTry } from '../proof/identity-check.ts'
import { registersOpen, registerThatKnows } from '../proof/prove-by-register.ts'
import { account } from '../tables.ts'
import { requireLevel } from './give-consent.ts'
import { birthday } from './needs-guardian.ts'
import { writeDelegation } from './write-delegation.ts'

/** A guardian: the register where the relation is recorded, asked by the number of the paper, says whether child and guardian are these two; it lasts to the day before the child is of age. 监护关系核验 */
export async function claimWard(deed: Deed, said: ClaimWard): Promise<Claimed> {
  await requireLevel(deed)
  const settings = await accountSettings(deed)
  const child = await requireIdentityNumber(deed, said.number)
  const own = await ownPerson(deed)
  const register = (await guardianRegistersOpen(deed, settings)).find(({ resource }) => resource === said.resource)
  if (own.number === null || !register || !settings.guardian) throw conflict('account.wards_not_open')
  const untilOn = addDays(birthday(child.bornOn, settings.guardian.adult_from), -1)
  if (untilOn < (await cityToday(deed))) throw conflict('account.of_age', { years: settings.guardian.adult_from })
  const check = await takeTry(deed, child.number, settings)
  if (!check) throw tooMany('account.tries_used')
  const name = said.name.trim()
  const use = { unit: settings.unit, matter: check.number }
  const compared = { [register.child_name]: name, ...(register.child_number ? { [register.child_number]: child.number } : {}), ...Object.fromEntries(register.guardians.map((field) => [field, own.number!])) }
  const answer = await compareFact(deed, register.resource, { field: register.key, value: said.paper.trim() }, compared, use)
  const theChild = answer[register.child_name] === 'same' && (register.child_number ? answer[register.child_number] === 'same' : (await registerThatKnows(deed, await registersOpen(deed, settings), { name, number: child.number }, use)) !== null)
  if (!theChild || !register.guardians.some((field) => answer[field] === 'same')) return { outcome: 'not_matched', left: check.left, delegation: null }
  const wardId = (await personIdsOf(deed, [child.number])).get(child.number) ?? (await createPerson(deed, { name, number: child.number })).id
  const known = await account(deed.tx).selectFrom('account.delegation').select('id').where('kind', '=', 'guardian').where('principal_id', '=', wardId).where('agent_id', '=', deed.actor.id).where('ended_at', 'is', null).executeTakeFirst()
  const id = known?.id ?? (await writeDelegation(deed, { kind: 'guardian', source: 'register', resource: register.resource, principal: { id: wardId, name: maskName(name) }, agent: { id: deed.actor.id, name: maskName(own.name) }, grantedBy: null, items: null, untilOn }))
  return { outcome: 'matched', left: check.left, delegation: id }
}

/** Registers of guardians that the unit holds a grant for. */
export async function guardianRegistersOpen(deed: Deed, { guardian, unit }: AccountSettings): Promise<GuardianRegister[]> {
  const open: GuardianRegister[] = []
  for (const one of guardian?.registers ?? []) if (await factGranted(deed, one.resource, [one.key, one.child_name, ...(one.child_number ? [one.child_number] : []), ...one.guardians], { unit })) open.push(one)
  return open
}
