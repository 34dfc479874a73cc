import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { advance, openMatter } from '#primitives/matter'
import { deliverToPerson, type Applied } from '#systems/application'
import { findChoice } from '../choice/find-choice.ts'
import { KIND } from '../parcel-actions.ts'
import { delivery } from '../tables.ts'
import { lastParcel } from './find-parcel.ts'

/** What is approved goes the way that was chosen: a parcel for the unit to pack, or nothing beside the wallet; at a counter it waits for the person. Twice is once. 按选择送达 */
export async function sendAsChosen(deed: Deed, applied: Applied): Promise<void> {
  if (applied.state !== 'approved') return
  const choice = await findChoice(deed, applied.id, { lock: true })
  if (!choice || choice.way === 'counter') return
  const platform: Deed = { ...deed, subject: null, actor: jobActor('delivery.send_as_chosen') }
  if (choice.way === 'wallet') return void (await deliverToPerson(platform, applied.personId, applied.id, { how: 'online', words: '按申请人选择，只领电子证照，已放进卡包' }))
  const last = await lastParcel(deed, applied.id)
  if (last && !last.matter.final) return
  const id = randomUUIDv7()
  const attempt = (last?.row.attempt ?? 0) + 1
  await openMatter(platform, { id, kind: KIND, divisionPath: applied.divisionPath, holder: { level: 'city', path: '' }, item: applied.item.code, publicity: 'closed', link: false })
  await delivery(deed.tx).insertInto('delivery.parcel').values({
    id, application_id: applied.id, attempt, person_id: applied.personId, unit_id: applied.unitId, item_name: applied.item.name, application: applied.number, way: choice.way, cabinet: choice.cabinet, opened_at: deed.now, ended_at: null,
  }).execute()
  await advance(platform, id, 'order', { assignTo: { unitId: applied.unitId } })
  await record(platform, 'delivery.parcel_ordered', id, { application: applied.id, unit: applied.unitId, way: choice.way })
}
