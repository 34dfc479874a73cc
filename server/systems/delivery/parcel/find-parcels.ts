import type { Static } from 'typebox'
import { may, type Deed } from '#base/deed'
import { findMatters, matterTrace, mayDo, requireMatter, type ListedMatter, type MatterFilter } from '#primitives/matter'
import { maskName, maskPhone } from '#primitives/party'
import { divisionLine, findDivision } from '#primitives/place'
import { carrierHere } from '../carriers.ts'
import { openContact, type ChoiceRow } from '../choice/find-choice.ts'
import { cabinetOf } from '../choice/show-receiving.ts'
import type { Parcel, ParcelFilter, ParcelRow as Shown, Parcels } from '../contract.ts'
import { deliverySettings } from '../delivery-settings.ts'
import { deskActions, KIND, pack } from '../parcel-actions.ts'
import { delivery } from '../tables.ts'
import { requireOfUnit, type ParcelRow } from './find-parcel.ts'
import { movedOf, stepsOf } from './parcel-trace.ts'

type View = NonNullable<Static<typeof ParcelFilter>['view']>
const asked: Readonly<Record<View, MatterFilter>> = {
  to_pack: { states: ['ordered', 'packed'] }, on_way: { states: ['dispatched', 'moving', 'arrived'] }, at_locker: { states: ['at_locker'] }, lost: { states: ['lost'] }, done: { open: false },
}

/** Parcels that the actor's unit sends, what is due first on top; masked. 本单位的寄递件 */
export async function findParcels(deed: Deed, { view = 'to_pack', limit = 50, after }: Static<typeof ParcelFilter>): Promise<Parcels> {
  const page = await findMatters(deed, { kinds: [KIND], unit: deed.actor.departmentId ?? '-', ...asked[view] }, { limit, after, sort: view === 'done' ? 'newest' : 'due' })
  return { items: await parcelRows(deed, page.items), next: page.next }
}

async function parcelRows(deed: Deed, matters: readonly ListedMatter[]): Promise<Shown[]> {
  if (matters.length === 0) return []
  const ids = matters.map(({ id }) => id)
  const settings = await deliverySettings(deed)
  const db = delivery(deed.tx)
  const rows = new Map((await db.selectFrom('delivery.parcel').selectAll().where('id', 'in', ids).execute()).map((row) => [row.id, row]))
  const labels = new Map((await db.selectFrom('delivery.label').select(['parcel_id', 'tracking', 'box']).where('parcel_id', 'in', ids).where('void_at', 'is', null).execute()).map((label) => [label.parcel_id, label]))
  const choices = new Map((await db.selectFrom('delivery.choice').selectAll().where('application_id', 'in', [...rows.values()].map(({ application_id: id }) => id)).execute()).map((choice) => [choice.application_id, choice]))
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    const label = labels.get(row.id)
    return {
      id: row.id, number: matter.number, state: matter.state, stateName: matter.stateName, final: matter.final, version: matter.version, dueAt: matter.final ? null : (matter.stateDueAt?.toISOString() ?? null), overdue: matter.overdue, provisional: matter.provisional, since: matter.changedAt.toISOString(),
      item: row.item_name, application: row.application, applicationId: row.application_id, attempt: row.attempt, way: row.way, cabinet: cabinetOf(settings, row.cabinet), ...masked(choices.get(row.application_id)), tracking: label?.tracking ?? null, box: label?.box ?? null,
    }
  })
}

function masked(choice: ChoiceRow | undefined): Pick<Shown, 'name' | 'phone'> {
  if (!choice?.contact) return { name: '', phone: '' }
  const { name, phone } = openContact(choice.contact)
  return { name: maskName(name), phone: maskPhone(phone) }
}

/** One parcel of the unit: how far it is, what the carrier said, and what can be done. 寄递件详情 */
export async function showParcel(deed: Deed, id: string): Promise<Parcel> {
  const row = await requireOfUnit(deed, id)
  const [parcel] = await parcelRows(deed, [await requireMatter(deed, id)])
  return {
    parcel: parcel!, division: await districtOf(deed, row), asks: row.way !== 'community' && carrierHere(row.way) !== null, steps: stepsOf(await matterTrace(deed, id, 'staff')), moved: parcel!.tracking === null ? [] : await movedOf(deed, parcel!.tracking), may: may(deed.actor, pack) ? await doable(deed, row) : [],
  }
}

/** Of an address a screen says no more than the community. */
async function districtOf(deed: Deed, row: ParcelRow): Promise<string | null> {
  const choice = await delivery(deed.tx).selectFrom('delivery.choice').select('contact').where('application_id', '=', row.application_id).executeTakeFirst()
  const code = choice?.contact ? openContact(choice.contact).division : undefined
  const division = code === undefined ? null : await findDivision(deed, code)
  return division && (await divisionLine(deed, division.path)).map(({ name }) => name).join('')
}

const doable = async (deed: Deed, row: ParcelRow): Promise<Parcel['may']> =>
  (await mayDo(deed, row.id)).filter(({ action }) => (deskActions[row.way] as readonly string[]).includes(action)).map(({ action, name, needs, reasons, usual }) => ({ action, name, needs: needs.map(String), reasons: reasons && [...reasons], usual }))
