import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { checkCode, createResident, renameAccount, residentsOn } from '#primitives/access'
import { tell } from '#primitives/notice'
import { identifyPerson, maskName, tiePerson } from '#primitives/party'
import type { ConfirmAtCounter, ConfirmedAtCounter } from '../contract.ts'
import { writeProof } from './write-proof.ts'

/** A post sees the person and the document; the code sent to the phone, read aloud, says which account it is. No smartphone is needed, and no face is scanned. 窗口核验 */
export async function confirmAtCounter(deed: Deed, seen: ConfirmAtCounter): Promise<ConfirmedAtCounter> {
  const { postId, departmentId } = deed.actor
  if (postId === null || departmentId === null) throw forbidden('account.no_post')
  if (!(await checkCode(deed, seen))) return { outcome: 'code_wrong', level: 0 }
  const entrant = (await residentsOn(deed, seen.phone)).find(({ disabled }) => !disabled) ?? (await createResident(deed, seen.phone))
  if (entrant.partyId === deed.actor.id) throw forbidden('account.own_at_counter')
  await tiePerson(deed, entrant.partyId, { departmentId, reason: 'account.counter' })
  if (!(await identifyPerson(deed, entrant.partyId, { name: seen.name.trim(), number: seen.number }))) throw conflict('account.number_elsewhere')
  await renameAccount(deed, entrant.id, maskName(seen.name.trim()))
  await writeProof(deed, entrant.partyId, { level: 3, source: 'counter', document: seen.document, post_id: postId, unit_id: departmentId })
  await tell(deed, { to: { party: entrant.partyId }, template: 'account.notice.confirmed', link: '/account', also: ['sms'] })
  return { outcome: 'confirmed', level: 3 }
}
