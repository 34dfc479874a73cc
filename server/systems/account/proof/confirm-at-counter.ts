import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { accountOf, changePhone, checkCode, createResident, giveAccountTo, openToOthers, renameAccount, residentsOn } from '#primitives/access'
import { tell } from '#primitives/notice'
import { changePerson, findPersonByNumber, identifyPerson, maskedPerson, maskName, mergePersons, requireIdentityNumber, tiePerson } from '#primitives/party'
import type { ConfirmAtCounter, ConfirmedAtCounter } from '../contract.ts'
import { mergeInto } from '../phone/merge-into.ts'
import { writeProof } from './write-proof.ts'

type Side = Readonly<{ id: string; partyId: string }>

/** A post sees the person and the document; the code sent to the phone, read aloud, says which account it is. The same is the way for who lost a phone and for who has two accounts, once the post says so. No smartphone is needed, and no face is scanned. 窗口核验 */
export async function confirmAtCounter(deed: Deed, seen: ConfirmAtCounter): Promise<ConfirmedAtCounter> {
  const { postId, departmentId } = deed.actor
  if (postId === null || departmentId === null) throw forbidden('account.no_post')
  if (!(await checkCode(deed, seen))) return { outcome: 'code_wrong', level: 0 } // what is refused below rolls back, and the code stays good for another go
  const { number } = await requireIdentityNumber(deed, seen.number)
  const name = seen.name.trim()
  const holder = await findPersonByNumber(deed, number, 'identify_at_counter')
  if (holder?.id === deed.actor.id) throw forbidden('account.own_at_counter')
  const { id, partyId } = await accountSeen(deed, seen, holder?.id ?? null)
  await tiePerson(deed, partyId, { departmentId, reason: 'account.counter' })
  if (!(await identifyPerson(deed, partyId, { name, number }))) throw conflict('account.number_elsewhere')
  await changePerson(deed, partyId, { phone: seen.phone })
  await renameAccount(deed, id, maskName(name))
  await writeProof(deed, partyId, { level: 3, source: 'counter', document: seen.document, post_id: postId, unit_id: departmentId })
  await tell(deed, { to: { party: partyId }, template: 'account.notice.confirmed', link: '/account', also: ['sms'] })
  return { outcome: 'confirmed', level: 3 }
}

/** The account of whoever stands there, after what the post said is to be done with phones and second accounts. */
async function accountSeen(deed: Deed, seen: ConfirmAtCounter, holderId: string | null): Promise<Side> {
  const { residents } = await residentsOn(deed, seen.phone)
  const own = holderId === null ? null : await accountOf(deed, holderId)
  if (own && residents.some(({ id }) => id === own.id)) return own
  const nameless = await withoutNumber(deed, residents)
  if (own) {
    if (nameless) {
      if (!seen.merge) throw conflict('account.second_account')
      await mergeInto(deed, nameless, own)
      return own
    }
    if (!seen.replacePhone) throw conflict('account.other_phone')
    await changePhone(deed, own, seen.phone, null)
    return own
  }
  if (nameless) {
    if (holderId === null) return nameless
    await mergePersons(deed, nameless.partyId, holderId)
    await giveAccountTo(deed, nameless.id, holderId)
    return { id: nameless.id, partyId: holderId }
  }
  if (!openToOthers(residents)) throw conflict('access.phone_not_shared')
  return createResident(deed, seen.phone, holderId === null ? {} : { partyId: holderId, name: maskName(seen.name.trim()) })
}

/** The one account on the phone that is not known to be anybody's. */
export async function withoutNumber(deed: Deed, residents: readonly Side[]): Promise<Side | null> {
  for (const one of residents) {
    await tiePerson(deed, one.partyId, { departmentId: deed.actor.departmentId!, reason: 'account.counter' })
    if ((await maskedPerson(deed, one.partyId)).number === null) return one
  }
  return null
}
