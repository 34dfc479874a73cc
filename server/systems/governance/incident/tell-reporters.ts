import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { keys } from '#base/keys'
import { findMatters } from '#primitives/matter'
import { tell, tellAll } from '#primitives/notice'
import { findUnits } from '#primitives/party'
import { catalogue } from '../catalogue/items.ts'
import { governance } from '../tables.ts'

/** Steps that a reporter wants to hear of; a return among units is no news to them, its end is. */
const news = ['accept', 'reject', 'mend', 'dispatch', 'designate', 'suspend', 'resume', 'handle', 'close', 'reopen', 'recheck_fail', 'merge']

/** Every named reporter hears in their inbox, one who only left a telephone by SMS. 告知上报人 */
async function tellReporters(deed: Deed, events: readonly EventMessage[]): Promise<void> {
  const ids = events.map((event) => event.subjectId)
  const said = await governance(deed.tx).selectFrom('governance.statement').select(['incident_id', 'person_id', 'contact']).where('incident_id', 'in', ids)
    .where((is) => is.or([is('person_id', 'is not', null), is('contact', 'is not', null)])).execute()
  const matters = new Map((await findMatters(deed, { ids }, { limit: ids.length })).items.map((matter) => [matter.id, matter]))
  const units = await findUnits(deed, events.flatMap((event) => (typeof event.detail.unit === 'string' ? [event.detail.unit] : [])))
  const { byCode } = await catalogue(deed)
  const texts = events.flatMap((event) => {
    const matter = matters.get(event.subjectId)
    if (!matter) return []
    const facts = { number: matter.number, item: (matter.item && byCode.get(matter.item)?.name) || '', unit: units.get(event.detail.unit as string)?.name ?? '' }
    return said.filter((one) => one.incident_id === event.subjectId && one.person_id !== event.actorId).map((one) => ({ ...one, template: `governance.told.${String(event.detail.action)}`, facts }))
  })
  await tellAll(deed, texts.flatMap(({ person_id, template, facts, incident_id }) => (person_id ? [{ party: person_id, template, facts, link: `/matter/${incident_id}` }] : [])))
  for (const { contact, person_id, template, facts } of texts) {
    const phone = contact && person_id === null ? keys().open('governance.report.contact', contact).toString() : ''
    if (/^1\d{10}$/.test(phone)) await tell(deed, { to: { phone }, template, facts })
  }
}

export const reporterListener: Listener = { name: 'governance.tell_reporters', on: 'matter.advanced', where: { kind: ['incident'], followed: [true], action: news }, performAll: tellReporters }
