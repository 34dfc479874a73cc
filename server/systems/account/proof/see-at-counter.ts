import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { tell } from '#primitives/notice'
import { createPerson, findPersonByNumber, identifyPerson, maskedPerson, maskName, personIdsOf, requireIdentityNumber, tiePerson } from '#primitives/party'
import type { ConfirmAtCounter } from '../contract.ts'
import { assuranceOfPerson } from './assurance-of.ts'
import { writeProof } from './write-proof.ts'

/** `read`: the document's chip said it, and nobody typed. */
export type SeenAtCounter = Pick<ConfirmAtCounter, 'name' | 'number' | 'document'> & Readonly<{ read: boolean }>

/** A post sees person and document: the person is found or registered, and known face to face from now on; no phone is needed. What a clerk typed renames nobody, what a chip says does. 当面核验 */
export async function seeAtCounter(deed: Deed, seen: SeenAtCounter): Promise<string> {
  const { postId, departmentId } = deed.actor
  if (postId === null || departmentId === null) throw forbidden('account.no_post')
  const { number } = await requireIdentityNumber(deed, seen.number)
  const name = seen.name.trim()
  const known = seen.read ? ((await personIdsOf(deed, [number])).get(number) ?? null) : ((await findPersonByNumber(deed, number, 'identify_at_counter'))?.id ?? null) // a chip is no guess, and is not counted as one
  if (known === deed.actor.id) throw forbidden('account.own_at_counter')
  const personId = known ?? (await createPerson(deed, { name, number })).id
  await tiePerson(deed, personId, { departmentId, reason: 'account.counter' })
  if (known !== null && (await maskedPerson(deed, known)).name !== maskName(name)) {
    if (!seen.read) throw conflict('account.name_differs')
    await identifyPerson(deed, personId, { name, number })
  }
  if ((await assuranceOfPerson(deed, personId)) === 3) return personId
  await writeProof(deed, personId, { level: 3, source: 'counter', document: seen.document, post_id: postId, unit_id: departmentId })
  await tell(deed, { to: { party: personId }, template: 'account.notice.confirmed', link: '/account', also: ['sms'] })
  return personId
}
