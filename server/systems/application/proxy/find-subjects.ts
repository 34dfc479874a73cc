import type { Deed } from '#base/deed'
import { findFirms, ownPerson } from '#primitives/party'
import { assuranceOf, isFirm, principalsFor, oldEnough } from '#systems/account'
import { applicantsOf, itemInForce } from '#systems/service-item'
import type { Subjects } from '../contract.ts'
import { levels } from './require-assurance.ts'

/** For whom one may begin an item: oneself, unless a guardian has to or it is for firms alone; whoever let one act for them; and the firms for which one may do it. 为谁办 */
export async function findSubjects(deed: Deed, code: string): Promise<Subjects> {
  const { item } = await itemInForce(deed, code, null)
  const applicants = await applicantsOf(deed, item)
  const { number } = await ownPerson(deed)
  const able = (await principalsFor(deed, code)).filter(({ kind }) => applicants.has(isFirm(kind) ? 'firm' : 'person'))
  const firms = await findFirms(deed, able.filter(({ kind }) => isFirm(kind)).map(({ id }) => id))
  return {
    oneself: applicants.has('person') && (await oldEnough(deed, number)), firmsOnly: !applicants.has('person'),
    others: able.map(({ id, name, kind, untilOn }) => ({ id, name: firms.get(id)?.name ?? name, code: firms.get(id)?.creditCode ?? null, guardian: kind === 'guardian', untilOn })),
    needs: item.assurance ?? null, reached: item.assurance === undefined || (await assuranceOf(deed)) >= levels[item.assurance],
  }
}
