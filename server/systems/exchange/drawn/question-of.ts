import type { Deed } from '#base/deed'
import { identityRules } from '#primitives/party'
import type { Grant } from '../row/grant-in-force.ts'
import { requireQuotaLeft } from '../usage/meter-use.ts'
import type { Question } from './ask-platform.ts'

/** The question that a use under a grant makes of the existing platform: what the grant gives, and by what the person and the place are known; the day's quota is judged first, so that nobody can wear the platform out through this one. */
export async function questionOf(deed: Deed, grant: Grant, by: ReadonlyMap<string, readonly string[]>, asked: number, most: number): Promise<Question> {
  await requireQuotaLeft(deed, grant, asked)
  const needed = grant.resourceFields.filter((one) => grant.fields.includes(one.field) || by.has(one.field) || one.personal === 'identity_number' || one.division)
  return { entry: grant.drawn_from!, by, fields: needed, most, rules: await identityRules(deed, []), at: deed.now }
}
