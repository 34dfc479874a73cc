import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { demoMode } from '#base/demo'
import { notFound, Refusal } from '#base/errors'
import { castOf, personOfRecord } from '#primitives/party'
import type { DemoPeople, Vouch } from '../contract.ts'
import { requireProvider } from './begin-login.ts'

/** Residents of the demo who have a number: nobody of them exists. 演示人员 */
export async function demoPeople(deed: Deed): Promise<DemoPeople['items']> {
  if (!demoMode()) return []
  const people = (await castOf(deed)).filter(({ resident }) => resident)
  const found: DemoPeople['items'] = []
  for (const { key, personId } of people) {
    const one = await personOfRecord(deed, personId).catch((error: unknown) => { if (error instanceof Refusal && error.code === 'party.person_unnumbered') return null; throw error })
    if (one) found.push({ key, name: one.name, number: one.number })
  }
  return found
}

/** The demo's provider says that somebody of the cast has logged in there. 演示登录 */
export async function vouchInDemo(deed: Deed, code: string, { person, state, creditCode }: Static<typeof Vouch>): Promise<{ code: string }> {
  const { provider, settings } = await requireProvider(deed, code)
  const one = (await demoPeople(deed)).find(({ key }) => key === person)
  if (!one || !provider.vouch) throw notFound('account.provider_unknown')
  const firm = settings.kind === 'firm' && creditCode !== undefined ? { creditCode, name: creditCode, headNumber: one.number } : null
  return { code: provider.vouch({ subject: `demo-${one.key}`, name: one.name, number: one.number, firm }, { state }) }
}
