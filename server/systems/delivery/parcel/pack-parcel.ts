import type { Deed } from '#base/deed'
import { conflict, invalid, Refusal } from '#base/errors'
import { log } from '#base/log'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { divisionLine, findDivision } from '#primitives/place'
import { carrierHere, type Sending } from '../carriers.ts'
import { findChoice, openContact } from '../choice/find-choice.ts'
import type { PackParcel } from '../contract.ts'
import { deliverySettings } from '../delivery-settings.ts'
import { delivery } from '../tables.ts'
import { requireOfUnit, type ParcelRow } from './find-parcel.ts'
import { labelOf, voidLabel, type LabelRow } from './label-of.ts'

/** Why name, telephone and address leave the server: one of the city's purposes. */
export const PURPOSE = 'send_result'
/** `chosenAt`: what it was ordered for; a person who chooses otherwise meanwhile is not sent to the old address. */
export type Order = Readonly<{ carrier: 'post' | 'locker'; sending: Sending; chosenAt: Date }>
export type Given = Readonly<{ tracking: string; box: string | null; chosenAt: Date }>

/** Name, telephone and address as they go on the label. */
export async function addressOf(deed: Deed, row: ParcelRow): Promise<NonNullable<Sending['to']>> {
  const choice = await findChoice(deed, row.application_id)
  if (!choice?.contact) throw conflict('delivery.address_erased')
  const { name, phone, division, address = '' } = openContact(choice.contact)
  const place = division === undefined ? null : await findDivision(deed, division)
  return { name, phone, address: `${place ? (await divisionLine(deed, place.path)).map((one) => one.name).join('') : ''}${address}` }
}

/** What the carrier must be asked before this parcel can be packed; null where nobody need be. The post is told name, telephone and address, and that leaves a leaf; a cabinet is told none of it. 下单 */
export async function orderFor(deed: Deed, id: string): Promise<Order | null> {
  const row = await requireOfUnit(deed, id)
  if (row.way === 'community' || carrierHere(row.way) === null || (await requireMatter(deed, id)).state !== 'ordered' || (await labelOf(deed, id)) !== null) return null
  const chosenAt = (await findChoice(deed, row.application_id))!.chosen_at
  const from = (await findUnits(deed, [row.unit_id])).get(row.unit_id)?.name ?? row.unit_id
  const to = row.way === 'post' ? await addressOf(deed, row) : null
  if (to) await appendLeaf({ ...deed, purpose: PURPOSE }, { kind: 'delivery.address_given', subjects: [row.person_id], payload: { parcel: id, application: row.application, to: 'post', fields: ['name', 'phone', 'address'] } })
  return { carrier: row.way, sending: { id: `${id}.${chosenAt.getTime().toString(36)}`, from, to, cabinet: row.cabinet }, chosenAt }
}

/** Asks the carrier; comes between two transactions. The same parcel asked again gives the same number. */
export async function askCarrier({ carrier, sending, chosenAt }: Order): Promise<Given> {
  const { tracking, box } = await carrierHere(carrier)!.order(sending).catch((error: unknown) => {
    log.warn({ carrier, err: { message: (error as Error).message } }, 'a carrier does not answer')
    throw new Refusal(502, 'delivery.carrier_silent')
  })
  return { tracking, box, chosenAt }
}

/** What is to be sent lies in its envelope with its label on it. Without a connector the clerk types the number that stands on the carrier's own. 装件 */
export async function packParcel(deed: Deed, id: string, { version, tracking }: PackParcel, given: Given | null): Promise<Matter> {
  const row = await requireOfUnit(deed, id, { lock: true })
  if (await labelOf(deed, id)) return requireMatter(deed, id) // a second tap
  const choice = await findChoice(deed, row.application_id, { lock: true })
  if (given && choice?.chosen_at.getTime() !== given.chosenAt.getTime()) throw conflict('delivery.chosen_anew', {}, async (later) => { await keepLabel(later, row, { tracking: given.tracking, box: given.box, by_hand: false }); await voidLabel(later, id) })
  if (row.way === 'post' && !given && tracking === undefined) throw invalid('delivery.number_missing')
  if (row.way === 'locker' && !given) throw conflict('delivery.no_cabinet_here')
  const matter = await advance(deed, id, 'pack', version === undefined ? {} : { version })
  const number = given?.tracking ?? tracking
  if (row.way !== 'community' && number !== undefined) await keepLabel(deed, row, { tracking: number, box: given?.box ?? null, by_hand: given === null })
  await record(deed, 'delivery.parcel_packed', id, { application: row.application_id, unit: row.unit_id })
  return matter
}

async function keepLabel(deed: Deed, row: ParcelRow, label: Pick<LabelRow, 'tracking' | 'box' | 'by_hand'>): Promise<void> {
  const { ask_minutes: minutes } = await deliverySettings(deed)
  const made = await delivery(deed.tx).insertInto('delivery.label').values({
    ...label, carrier: row.way as LabelRow['carrier'], parcel_id: row.id, application_id: row.application_id, made_at: deed.now, void_at: null, cancelled_at: null, ask_at: label.by_hand ? null : new Date(deed.now.getTime() + minutes * 60_000),
  }).onConflict((old) => old.doNothing()).executeTakeFirst()
  if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) throw conflict('delivery.number_taken')
}
