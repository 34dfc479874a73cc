import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { advance } from '#primitives/matter'
import { requireDivision } from '#primitives/place'
import type { Applied } from '#systems/application'
import { itemOfVersion } from '#systems/service-item'
import type { ChooseWay } from '../contract.ts'
import { deliverySettings, requireCabinet } from '../delivery-settings.ts'
import { beforeDispatch } from '../parcel-actions.ts'
import { lastParcel } from '../parcel/find-parcel.ts'
import { voidLabel } from '../parcel/label-of.ts'
import { sendAsChosen } from '../parcel/send-as-chosen.ts'
import { delivery } from '../tables.ts'
import { findChoice, letThrough, openContact, sealContact, type ChoiceRow, type Contact } from './find-choice.ts'
import { waysOf } from './ways-of.ts'

/** Chooses how the person receives what the application gives, or chooses anew until it is dispatched; whoever calls judged that the actor may. 选择领取方式 */
export async function chooseWay(deed: Deed, applied: Applied, { way, to, cabinet }: ChooseWay): Promise<void> {
  await letThrough(deed, applied.id)
  if (applied.final) throw conflict('delivery.application_over')
  const item = await itemOfVersion(deed, applied.item.code, applied.item.version)
  if (!waysOf(item, await deliverySettings(deed)).includes(way)) throw invalid('delivery.no_such_way')
  const contact = await contactFor(deed, way, to)
  if (way === 'locker') await requireCabinet(deed, cabinet ?? '')
  const before = await findChoice(deed, applied.id, { lock: true })
  const row = {
    way, cabinet: way === 'locker' ? cabinet! : null, contact: contact === null ? null : sealContact(contact), chosen_at: deed.now, chosen_by: deed.actor.postId ?? deed.actor.id, chosen_by_unit: deed.actor.kind === 'staff' ? deed.actor.departmentId : null, unit_id: applied.unitId,
  }
  if (before && isSame(before, row, contact)) return // a second tap
  await letGo(deed, applied.id, row)
  await delivery(deed.tx).insertInto('delivery.choice').values({ application_id: applied.id, person_id: applied.personId, ...row }).onConflict((old) => old.column('application_id').doUpdateSet(row)).execute()
  await record(deed, 'delivery.way_chosen', applied.id, { way })
  await sendAsChosen(deed, applied)
}

async function contactFor(deed: Deed, way: ChooseWay['way'], to: ChooseWay['to']): Promise<Contact | null> {
  if (way === 'counter' || way === 'wallet') return null
  if (to === undefined) throw invalid('delivery.to_whom')
  const { name, phone, division, address } = to
  const reached = { name: name.trim(), phone: phone.replaceAll(/[ -]/g, '') }
  if (way === 'locker') return reached
  if (division === undefined || address === undefined) throw invalid('delivery.where_to')
  await requireDivision(deed, division)
  return { ...reached, division, address: address.trim() }
}

const isSame = (before: ChoiceRow, row: Pick<ChoiceRow, 'way' | 'cabinet'>, contact: Contact | null): boolean =>
  before.way === row.way && before.cabinet === row.cabinet && JSON.stringify(before.contact && openContact(before.contact)) === JSON.stringify(contact)

/** What was ordered for the old choice: refused once it is on its way; a label that was printed is void, and another way is another parcel. */
async function letGo(deed: Deed, applicationId: string, row: Pick<ChoiceRow, 'way' | 'cabinet'>): Promise<void> {
  const parcel = await lastParcel(deed, applicationId)
  if (!parcel || parcel.matter.final) return
  if (!beforeDispatch.has(parcel.matter.state)) throw conflict('delivery.on_its_way')
  await voidLabel(deed, parcel.row.id)
  if (parcel.row.way !== row.way || parcel.row.cabinet !== row.cabinet) {
    await advance(deed, parcel.row.id, 'cancel')
    await delivery(deed.tx).updateTable('delivery.parcel').set({ ended_at: deed.now }).where('id', '=', parcel.row.id).execute()
  } else if (parcel.matter.state === 'packed') await advance(deed, parcel.row.id, 'unpack')
}
