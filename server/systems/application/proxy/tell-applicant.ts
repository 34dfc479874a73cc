import type { Deed } from '#base/deed'
import { tell } from '#primitives/notice'
import { maskName } from '#primitives/party'
import { agentsFor } from '#systems/account'
import { openApplicant } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import { proxiesOf } from './find-proxies.ts'

/** Tells the person, and who acts for them as long as the delegation holds: these are told whose application it is. 通知申请人和代办人 */
export async function tellApplicant(deed: Deed, row: ApplicationRow, template: string, facts: Readonly<Record<string, string>>): Promise<void> {
  const telling = { template, link: `/applications/${row.id}`, also: ['sms'] as const }
  await tell(deed, { ...telling, to: { party: row.person_id }, facts })
  const proxies = (await proxiesOf(deed, [row.id])).get(row.id) ?? []
  if (proxies.length === 0) return
  const agents = new Set(await agentsFor(deed, row.person_id, row.item_code))
  const theirs = facts.item === undefined ? facts : { ...facts, item: `${maskName(openApplicant(row).name)}：${facts.item}` }
  for (const { id } of proxies) if (agents.has(id)) await tell(deed, { ...telling, to: { party: id }, facts: theirs })
}

/** Somebody handed it in for the person: it is theirs to take back, and to end the delegation. 告知被代办人 */
export async function tellOfProxy(deed: Deed, row: ApplicationRow, item: string): Promise<void> {
  const proxy = (await proxiesOf(deed, [row.id])).get(row.id)?.find(({ id }) => id === deed.actor.id)
  if (proxy) await tell(deed, { to: { party: row.person_id }, template: 'application.notice.handed_in_for', facts: { proxy: proxy.name, item, number: row.number }, link: `/applications/${row.id}`, also: ['sms'] })
}
