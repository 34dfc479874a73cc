import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { keys } from '#base/keys'
import { requireMatter } from '#primitives/matter'
import { inviteToRate } from '#systems/rating'
import { catalogue } from '../catalogue/items.ts'
import { governance } from '../tables.ts'

/** Everyone who reported it is asked once how the unit handled it: each report is a contact of its own. 邀请评价 */
async function inviteReporters(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const { unitId, item, divisionPath } = await requireMatter(deed, subjectId)
  if (unitId === null) return
  const said = await governance(deed.tx).selectFrom('governance.statement').select(['report_id', 'person_id', 'contact']).where('incident_id', '=', subjectId).where((is) => is.or([is('person_id', 'is not', null), is('contact', 'is not', null)])).execute()
  const name = (item && (await catalogue(deed)).byCode.get(item)?.name) || ''
  for (const { report_id: contactId, person_id: personId, contact } of said)
    await inviteToRate(deed, { source: 'incident', contactId, personId, phone: contact && keys().open('governance.report.contact', contact).toString(), unitId, divisionPath, item: { code: item ?? 'incident', name }, channel: 'online' })
}

export const ratingListener: Listener = { name: 'governance.invite_rating', on: 'matter.advanced', where: { kind: ['incident'], followed: [true], action: ['close'] }, perform: inviteReporters }
