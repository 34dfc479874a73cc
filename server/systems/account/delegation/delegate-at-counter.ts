import type { Deed } from '#base/deed'
import { conflict, forbidden, notFound } from '#base/errors'
import { createPerson, findPersonByNumber, maskName } from '#primitives/party'
import { tell } from '#primitives/notice'
import { accountSettings } from '../account-settings.ts'
import type { DelegateAtCounter } from '../contract.ts'
import { assuranceOfPerson } from '../proof/assurance-of.ts'
import { requireScopeOf } from './give-consent.ts'
import { writeDelegation } from './write-delegation.ts'

/** Both stand before a post, their documents seen: who has no phone at all can let somebody act for them, too. 窗口办授权 */
export async function delegateAtCounter(deed: Deed, { principal, agent, items, untilOn }: DelegateAtCounter): Promise<{ id: string }> {
  const { postId, departmentId } = deed.actor
  if (postId === null || departmentId === null) throw forbidden('account.no_post')
  await requireScopeOf(deed, items, untilOn)
  const acting = await findPersonByNumber(deed, agent.number, 'identify_at_counter')
  if (!acting) throw notFound('account.agent_unknown')
  if (acting.id === deed.actor.id) throw forbidden('account.own_at_counter')
  const { least_level: least } = (await accountSettings(deed)).delegation
  if ((await assuranceOfPerson(deed, acting.id)) < least) throw conflict('account.agent_level_too_low', { level: least })
  const known = await findPersonByNumber(deed, principal.number, 'identify_at_counter')
  const principalId = known?.id ?? (await createPerson(deed, { name: principal.name.trim(), number: principal.number })).id
  if (principalId === acting.id || principalId === deed.actor.id) throw conflict('account.own_code')
  const name = maskName(principal.name.trim())
  const id = await writeDelegation(deed, { kind: 'person', source: 'counter', postId, principal: { id: principalId, name }, agent: { id: acting.id, name: acting.name }, grantedBy: principalId, items, untilOn })
  await tell(deed, { to: { party: acting.id }, template: 'account.notice.may_act', facts: { name, until: untilOn }, link: '/account' })
  return { id }
}
