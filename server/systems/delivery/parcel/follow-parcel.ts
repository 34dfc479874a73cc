import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { findUnits } from '#primitives/party'
import { appliedOf, deliverToPerson } from '#systems/application'
import { findChoice, letThrough, openContact } from '../choice/find-choice.ts'
import { deliverySettings, requireCabinet } from '../delivery-settings.ts'
import { delivery } from '../tables.ts'
import type { ParcelRow } from './find-parcel.ts'
import { labelOf, voidLabel } from './label-of.ts'
import { sendAsChosen } from './send-as-chosen.ts'

/** What follows from each step of a parcel, whoever took it: a clerk, a word of the carrier, or the clock. The person is told in plain words; who has it is known to the application too. 寄递件后续 */
export async function followParcel(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const row = await delivery(deed.tx).selectFrom('delivery.parcel').selectAll().where('id', '=', subjectId).executeTakeFirstOrThrow()
  await letThrough(deed, row.application_id)
  switch (detail.action) {
    case 'dispatch': return tellPerson(deed, row, row.way === 'community' ? 'delivery.notice.with_community' : 'delivery.notice.dispatched', await trackingFacts(deed, row))
    case 'load': return tellOfBox(deed, row)
    case 'arrive': return tellPerson(deed, row, 'delivery.notice.arrived', await trackingFacts(deed, row))
    case 'receive': return received(deed, row)
    case 'return': case 'expire': return cameBack(deed, row, detail.action === 'expire')
    case 'lose': {
      await end(deed, row, { open: true })
      await tellUnit(deed, row, 'delivery.notice.lost_unit')
      return tellPerson(deed, row, 'delivery.notice.lost', {})
    }
    case 'reissue': {
      await end(deed, row)
      await tellPerson(deed, row, 'delivery.notice.reissued', {})
      return sendAsChosen(deed, await appliedOf(deed, row.person_id, row.application_id))
    }
  }
}

/** The parcel is over: nobody asks the carrier about it any more, no box opens for it; lost it still waits to be reissued. */
async function end(deed: Deed, row: ParcelRow, { open = false } = {}): Promise<void> {
  if (!open) await delivery(deed.tx).updateTable('delivery.parcel').set({ ended_at: deed.now }).where('id', '=', row.id).execute()
  await delivery(deed.tx).updateTable('delivery.label').set({ ask_at: null }).where('parcel_id', '=', row.id).execute()
  await delivery(deed.tx).deleteFrom('delivery.opening').where('parcel_id', '=', row.id).execute()
}

async function received(deed: Deed, row: ParcelRow): Promise<void> {
  await end(deed, row)
  const { number } = await requireMatter(deed, row.id)
  const how = { post: '已由邮政妥投', locker: '已从自助柜取走', community: '已由社区送到' }[row.way]
  await deliverToPerson(deed, row.person_id, row.application_id, { how: row.way, words: `${how}，寄递件 ${number}` })
  await tellPerson(deed, row, 'delivery.notice.received', {})
}

/** Back at the counter, which it never stops being for; the person may have it sent once more. */
async function cameBack(deed: Deed, row: ParcelRow, late: boolean): Promise<void> {
  await end(deed, row)
  if (row.way === 'locker') await voidLabel(deed, row.id) // the box is free for another
  await delivery(deed.tx).updateTable('delivery.choice').set({ way: 'counter', cabinet: null, chosen_at: deed.now }).where('application_id', '=', row.application_id).execute()
  await appendLeaf(deed, { kind: 'delivery.came_back', subjects: [row.person_id], payload: { parcel: row.id, application: row.application, late } })
  await tellUnit(deed, row, late ? 'delivery.notice.not_fetched_unit' : 'delivery.notice.returned_unit')
  await tellPerson(deed, row, late ? 'delivery.notice.not_fetched' : 'delivery.notice.returned', {})
}

async function trackingFacts(deed: Deed, row: ParcelRow): Promise<Record<string, string>> {
  const { carrier } = await deliverySettings(deed)
  return { carrier, tracking: (await labelOf(deed, row.id))?.tracking ?? '' }
}

async function tellPerson(deed: Deed, row: ParcelRow, template: string, facts: Readonly<Record<string, string>>): Promise<void> {
  const unit = (await findUnits(deed, [row.unit_id])).get(row.unit_id)?.name ?? row.unit_id
  await tell(deed, { to: { party: row.person_id }, template, facts: { item: row.item_name, number: row.application, unit, ...facts }, link: `/applications/${row.application_id}`, also: ['sms'] })
}

const tellUnit = async (deed: Deed, row: ParcelRow, template: string): Promise<void> => tell(deed, { to: { unit: row.unit_id }, template, facts: { number: (await requireMatter(deed, row.id)).number, item: row.item_name }, link: `/desk/parcels?id=${row.id}` })

/** The code goes by text message to the telephone that was given, and nowhere else; the inbox says where to find it. */
async function tellOfBox(deed: Deed, row: ParcelRow): Promise<void> {
  const opening = await delivery(deed.tx).selectFrom('delivery.opening').selectAll().where('parcel_id', '=', row.id).executeTakeFirst()
  const choice = await findChoice(deed, row.application_id)
  if (!opening || !choice) return
  const { name: cabinet, place } = await requireCabinet(deed, opening.cabinet)
  const facts = { item: row.item_name, cabinet, place, box: opening.box }
  await tell(deed, { to: { party: row.person_id }, template: 'delivery.notice.at_locker', facts, link: `/applications/${row.application_id}` })
  if (choice.contact) await tell(deed, { to: { phone: openContact(choice.contact).phone }, template: 'delivery.notice.code', facts: { ...facts, code: keys().open('delivery.opening_code', opening.code).toString('utf8') } })
  await appendLeaf(deed, { kind: 'delivery.at_locker', subjects: [row.person_id], payload: { parcel: row.id, application: row.application, cabinet: opening.cabinet, box: opening.box } })
}
