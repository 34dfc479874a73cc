import type { Deed } from '#base/deed'
import { conflict, forbidden, tooMany } from '#base/errors'
import { jobActor } from '#base/jobs'
import { checkCode, createResident, openToOthers, renameAccount, residentsOn } from '#primitives/access'
import { advance } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { identifyPerson, maskName, personIdsOf, personOfRecord, requireIdentityNumber, tiePerson } from '#primitives/party'
import { accountSettings } from '../account-settings.ts'
import { assuranceOfPerson } from './assurance-of.ts'
import { withoutNumber } from './confirm-at-counter.ts'
import { takeTry } from './identity-check.ts'
import { registersOpen, registerThatKnows, takeOver } from './prove-by-register.ts'
import { writeProof } from './write-proof.ts'

/** What the caller says: the code that went to the calling number, and who they are. */
type SaidOnCall = Readonly<{ phone: string; code: string; name: string; number: string }>
/** `elsewhere`: name and number match, and the person is known by another phone or by a document: that one calls, or the person comes. */
type ProvenOnCall = Readonly<{ outcome: 'matched'; personId: string } | { outcome: 'code_wrong' | 'elsewhere' } | { outcome: 'not_matched'; left: number }>

/** Who is on the telephone, never by the word of whoever took the call: the code proves the number that calls, a register says yes or no to name and number, under a matter that the person sees. Of whom that is known already, it must be their phone and their name.
 *  What did not match is an answer, so that the try counts; the code stays good for another go. 通话核验 */
export async function proveOnCall(deed: Deed, said: SaidOnCall): Promise<ProvenOnCall> {
  const { departmentId } = deed.actor
  if (departmentId === null) throw forbidden('account.no_post')
  if (!(await checkCode(deed, said, { keep: true }))) return { outcome: 'code_wrong' }
  const { number } = await requireIdentityNumber(deed, said.number)
  const name = said.name.trim()
  const holder = (await personIdsOf(deed, [number])).get(number) ?? null
  if (holder === deed.actor.id) throw forbidden('account.own_at_counter')
  const { residents } = await residentsOn(deed, said.phone)
  const own = residents.find(({ partyId }) => partyId === holder)
  const nameless = own ? null : await withoutNumber(deed, residents)
  if (!own && !nameless && !openToOthers(residents)) throw conflict('access.phone_not_shared')
  const side = own ?? nameless ?? (await createResident(deed, said.phone))
  await tiePerson(deed, side.partyId, { departmentId, reason: 'account.call' })
  const settings = await accountSettings(deed)
  const check = await takeTry(deed, number, settings, side.partyId)
  if (!check) throw tooMany('account.tries_used')
  const known = own && (await assuranceOfPerson(deed, own.partyId)) >= 2
  if (known) {
    if ((await personOfRecord(deed, own.partyId)).name !== name) return { outcome: 'not_matched', left: check.left }
    return matched(deed, said, check.matterId, own.partyId)
  }
  const registers = await registersOpen(deed, settings)
  if (registers.length === 0) throw conflict('account.register_not_open')
  const register = await registerThatKnows({ ...deed, subject: side.partyId }, registers, { name, number }, { unit: settings.unit, matter: check.number })
  if (!register) return { outcome: 'not_matched', left: check.left }
  const personId = (await identifyPerson(deed, side.partyId, { name, number })) ? side.partyId : await takeOver(deed, side, { number, phone: said.phone })
  if (personId === null) return { outcome: 'elsewhere' }
  await tiePerson(deed, personId, { departmentId, reason: 'account.call' })
  await renameAccount(deed, side.id, maskName(name))
  await writeProof(deed, personId, { level: 2, source: 'register', resource: register.resource, matter_id: check.matterId })
  await tell(deed, { to: { party: personId }, template: 'account.notice.proven_on_call', link: '/account', also: ['sms'] })
  return matched(deed, said, check.matterId, personId)
}

async function matched(deed: Deed, said: SaidOnCall, matterId: string, personId: string): Promise<ProvenOnCall> {
  await checkCode(deed, said) // good once
  await advance({ ...deed, actor: jobActor('account.identity_check') }, matterId, 'match')
  return { outcome: 'matched', personId }
}
