import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { matterTrace, requireMatter } from '#primitives/matter'
import { maskAddress, maskName, maskPhone, ownPerson } from '#primitives/party'
import { divisionLine, findDivision } from '#primitives/place'
import type { Applied } from '#systems/application'
import { itemOfVersion } from '#systems/service-item'
import type { Receiving } from '../contract.ts'
import { deliverySettings, type Settings } from '../delivery-settings.ts'
import { beforeDispatch } from '../parcel-actions.ts'
import { lastParcel, type ParcelRow } from '../parcel/find-parcel.ts'
import { labelOf } from '../parcel/label-of.ts'
import { movedOf, stepsOf } from '../parcel/parcel-trace.ts'
import { delivery } from '../tables.ts'
import { findChoice, letThrough, openContact, type ChoiceRow } from './find-choice.ts'
import { waysOf } from './ways-of.ts'

/** How the person receives it, which other ways there are, and where it is now; whoever calls judged that the actor may read it. What the person wrote is masked for whoever acts for them and did not write it. `shownName`: of whoever stands at a window. 领取方式和进度 */
export async function showReceiving(deed: Deed, applied: Applied, shownName?: string): Promise<Receiving> {
  await letThrough(deed, applied.id)
  const settings = await deliverySettings(deed)
  const item = await itemOfVersion(deed, applied.item.code, applied.item.version)
  const choice = await findChoice(deed, applied.id)
  const last = await lastParcel(deed, applied.id)
  const own = deed.actor.id === applied.personId ? await ownPerson(deed) : shownName === undefined ? null : { name: shownName, phone: null, address: null }
  return {
    application: applied.id, ways: waysOf(item, settings), chosen: choice ? await chosenSaid(deed, choice, settings) : null, mayChange: !applied.final && (last === null || last.matter.final || beforeDispatch.has(last.matter.state)),
    own: own && { name: own.name, phone: own.phone, address: own.address }, cabinets: settings.cabinets.map(cabinetSaid), carrier: settings.carrier, postage: settings.postage, postageEnglish: settings.postage_en,
    parcel: last === null || last.matter.state === 'cancelled' ? null : await parcelSaid(deed, last.row, settings),
  }
}

export const cabinetSaid = ({ code, name, place }: Settings['cabinets'][number]): NonNullable<Receiving['cabinets'][number]> => ({ code, name, place })
export const cabinetOf = ({ cabinets }: Settings, code: string | null): Receiving['cabinets'][number] | null => { const found = cabinets.find((one) => one.code === code); return found ? cabinetSaid(found) : null }

async function chosenSaid(deed: Deed, choice: ChoiceRow, settings: Settings): Promise<Receiving['chosen']> {
  const open = choice.person_id === deed.actor.id || choice.chosen_by === (deed.actor.postId ?? deed.actor.id)
  const contact = choice.contact === null ? null : openContact(choice.contact)
  const division = contact?.division === undefined ? null : await findDivision(deed, contact.division)
  return {
    way: choice.way, cabinet: cabinetOf(settings, choice.cabinet), at: choice.chosen_at.toISOString(), atCounter: choice.chosen_by_unit !== null,
    to: contact && {
      name: open ? contact.name : maskName(contact.name), phone: open ? contact.phone : maskPhone(contact.phone), address: contact.address === undefined ? null : open ? contact.address : maskAddress(contact.address),
      division: division && { code: division.code, name: (await divisionLine(deed, division.path)).map(({ name }) => name).join('') },
    },
  }
}

async function parcelSaid(deed: Deed, row: ParcelRow, settings: Settings): Promise<Receiving['parcel']> {
  const trace = await matterTrace(deed, row.id, 'party')
  const { number, state, final, stateDueAt } = await requireMatter(deed, row.id)
  const label = await labelOf(deed, row.id)
  const opening = state === 'at_locker' ? await delivery(deed.tx).selectFrom('delivery.opening').select('code').where('parcel_id', '=', row.id).executeTakeFirst() : undefined
  return {
    number, way: row.way, state, stateName: trace.stateName, final, tracking: label?.carrier === 'post' ? label.tracking : null, box: label?.box ?? null, cabinet: cabinetOf(settings, row.cabinet),
    code: opening && deed.actor.id === row.person_id ? keys().open('delivery.opening_code', opening.code).toString('utf8') : null, dueAt: final ? null : (stateDueAt?.toISOString() ?? null), steps: stepsOf(trace), moved: label ? await movedOf(deed, label.tracking) : [],
  }
}
