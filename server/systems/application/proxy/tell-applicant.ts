import type { Deed } from '#base/deed'
import { tell, type Telling } from '#primitives/notice'
import { maskName } from '#primitives/party'
import { agentsFor, headsOfFirm } from '#systems/account'
import { openApplicant } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import { proxiesOf } from './find-proxies.ts'

/** Tells the person, and who acts for them as long as the delegation holds: these are told whose application it is. 通知申请人和代办人 */
export async function tellApplicant(deed: Deed, row: ApplicationRow, template: string, facts: Readonly<Record<string, string>>): Promise<void> {
  const telling = { template, link: `/applications/${row.id}`, also: ['sms'] as const }
  if (row.subject_kind === 'firm') return tellFirm(deed, row, telling, facts)
  await tell(deed, { ...telling, to: { party: row.person_id }, facts })
  const proxies = (await proxiesOf(deed, [row.id])).get(row.id) ?? []
  if (proxies.length === 0) return
  const agents = new Set(await agentsFor(deed, row.person_id, row.item_code))
  const theirs = facts.item === undefined ? facts : { ...facts, item: `${maskName(openApplicant(row).name)}：${facts.item}` }
  for (const { id } of proxies) if (agents.has(id)) await tell(deed, { ...telling, to: { party: id }, facts: theirs })
}

/** Of a firm whoever has acted in it and still may; where nobody of them is left, whoever may. */
async function tellFirm(deed: Deed, row: ApplicationRow, telling: Omit<Telling, 'to'>, facts: Readonly<Record<string, string>>): Promise<void> {
  const able = await agentsFor(deed, row.person_id, row.item_code)
  const acting = ((await proxiesOf(deed, [row.id])).get(row.id) ?? []).map(({ id }) => id).filter((id) => able.includes(id))
  const said = facts.item === undefined ? facts : { ...facts, item: `${openApplicant(row).name}：${facts.item}` }
  for (const party of acting.length > 0 ? acting : able) await tell(deed, { ...telling, to: { party }, facts: said })
}

/** Somebody handed it in for the person: it is theirs to take back, and to end the delegation. 告知被代办人 */
export async function tellOfProxy(deed: Deed, row: ApplicationRow, item: string): Promise<void> {
  const proxy = (await proxiesOf(deed, [row.id])).get(row.id)?.find(({ id }) => id === deed.actor.id)
  const firm = row.subject_kind === 'firm'
  const toldOf = firm ? (await headsOfFirm(deed, row.person_id)).filter((id) => id !== deed.actor.id) : [row.person_id]
  if (proxy) for (const party of toldOf) await tell(deed, { to: { party }, template: firm ? 'application.notice.handed_in_for_firm' : 'application.notice.handed_in_for', facts: { ...(firm ? { firm: openApplicant(row).name } : {}), proxy: proxy.name, item, number: row.number }, link: `/applications/${row.id}`, also: ['sms'] })
}
