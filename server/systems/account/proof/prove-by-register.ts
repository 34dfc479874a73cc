import type { Deed } from '#base/deed'
import { conflict, tooMany } from '#base/errors'
import { jobActor } from '#base/jobs'
import { accountOf, giveAccountTo, renameAccount, requireAccount } from '#primitives/access'
import { advance } from '#primitives/matter'
import { identifyPerson, maskName, mergePersons, ownPerson, personIdsOf, phoneIsOf, requireIdentityNumber } from '#primitives/party'
import { compareFact, factGranted } from '#systems/exchange'
import type { IdentityProven, ProveIdentity } from '../contract.ts'
import { accountSettings, type AccountSettings, type IdentityRegister } from '../account-settings.ts'
import { assuranceOf } from './assurance-of.ts'
import { account } from '../tables.ts'
import { takeTry } from './identity-check.ts'
import { writeProof } from './write-proof.ts'

/** A resident says name and number; a register says yes or no through the exchange, under a matter that the resident sees. What did not match is an answer, so that the try counts. 实名核验 */
export async function proveByRegister(deed: Deed, said: ProveIdentity): Promise<IdentityProven> {
  const { accountId, partyId } = requireAccount(deed)
  if ((await assuranceOf(deed)) >= 2) throw conflict('account.proven_already')
  if (((await accountOf(deed, partyId))?.phoneProvenAt ?? null) === null) throw conflict('account.phone_first')
  const { number } = await requireIdentityNumber(deed, said.number)
  const name = said.name.trim()
  const settings = await accountSettings(deed)
  const registers = await registersOpen(deed, settings)
  if (registers.length === 0) throw conflict('account.register_not_open')
  const check = await takeTry(deed, number, settings)
  if (!check) throw tooMany('account.tries_used')
  const own = await ownPerson(deed)
  const register = own.number === null || own.number === number ? await registerThatKnows(deed, registers, { name, number }, { unit: settings.unit, matter: check.number }) : null
  if (!register) return { outcome: 'not_matched', level: 1, left: check.left }
  const personId = (await identifyPerson(deed, partyId, { name, number })) ? partyId : await takeOver(deed, { id: accountId, partyId }, { number, phone: own.phone })
  if (personId === null) {
    await noteElsewhere(deed, { number, resource: register.resource, matterId: check.matterId })
    return { outcome: 'elsewhere', level: 1, left: check.left }
  }
  await advance({ ...deed, actor: jobActor('account.identity_check') }, check.matterId, 'match')
  await renameAccount(deed, accountId, maskName(name))
  await writeProof(deed, personId, { level: 2, source: 'register', resource: register.resource, matter_id: check.matterId })
  return { outcome: 'matched', level: 2, left: check.left }
}

/** Somebody registered at a counter or by the hotline before, who had no account, and whose phone this is: from now on it is theirs, with what they did meanwhile. Null where that is not so. */
export async function takeOver(deed: Deed, { id: accountId, partyId }: Readonly<{ id: string; partyId: string }>, { number, phone }: { number: string; phone: string | null }): Promise<string | null> {
  const holder = (await personIdsOf(deed, [number])).get(number)!
  if (phone === null || (await accountOf(deed, holder)) || !(await phoneIsOf(deed, holder, phone))) return null
  await mergePersons(deed, partyId, holder)
  await giveAccountTo(deed, accountId, holder)
  return holder
}

async function noteElsewhere(deed: Deed, { number, resource, matterId }: { number: string; resource: string; matterId: string }): Promise<void> {
  const row = { holder_id: (await personIdsOf(deed, [number])).get(number)!, matter_id: matterId, resource, matched_at: deed.now }
  await account(deed.tx).insertInto('account.elsewhere').values({ person_id: deed.actor.id, ...row }).onConflict((of) => of.column('person_id').doUpdateSet(row)).execute()
}

/** Registers that the unit holds a grant for, in the city's order. */
export async function registersOpen(deed: Deed, { identity, unit }: AccountSettings): Promise<IdentityRegister[]> {
  const open: IdentityRegister[] = []
  for (const register of identity) if (await factGranted(deed, register.resource, [register.number, register.name], { unit })) open.push(register)
  return open
}

/** The first register that knows the number, where it has this name for it; null where it has another, or none knows it. */
export async function registerThatKnows(deed: Deed, registers: readonly IdentityRegister[], { name, number }: ProveIdentity, use: { unit: string; matter: string }): Promise<IdentityRegister | null> {
  for (const register of registers) {
    const answer = (await compareFact(deed, register.resource, { field: register.number, value: number }, { [register.name]: name }, use))[register.name]
    if (answer !== 'unknown') return answer === 'same' ? register : null
  }
  return null
}
