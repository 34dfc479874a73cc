import type { Deed } from '#base/deed'
import { ownPerson } from '#primitives/party'
import { assuranceOf, principalsFor, oldEnough } from '#systems/account'
import { itemInForce } from '#systems/service-item'
import type { Subjects } from '../contract.ts'
import { levels } from './require-assurance.ts'

/** For whom one may begin an item: oneself, unless a guardian has to, and whoever let one act for them. 为谁办 */
export async function findSubjects(deed: Deed, code: string): Promise<Subjects> {
  const { item } = await itemInForce(deed, code, null)
  const { number } = await ownPerson(deed)
  const others = (await principalsFor(deed, code)).filter(({ kind }) => kind === 'person' || kind === 'guardian')
  return { oneself: await oldEnough(deed, number), others: others.map(({ id, name, kind, untilOn }) => ({ id, name, guardian: kind === 'guardian', untilOn })), needs: item.assurance ?? null, reached: item.assurance === undefined || (await assuranceOf(deed)) >= levels[item.assurance] }
}
