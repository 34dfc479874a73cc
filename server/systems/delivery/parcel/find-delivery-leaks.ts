import { may, type Deed } from '#base/deed'
import { departmentScope, scopeOf } from '#primitives/access'
import { countMatterGroups, findMatters, type MatterFilter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { itemNames } from '#systems/service-item'
import type { DeliveryLeakKind, DeliveryLeaks } from '../contract.ts'
import { KIND, readAllLeaks, readLeaks } from '../parcel-actions.ts'

const MOST = 200
/** States whose limit has passed, and which mesh each of them is. */
const meshes: Readonly<Record<string, DeliveryLeakKind>> = { ordered: 'not_sent', packed: 'not_sent', dispatched: 'no_word', moving: 'no_word', arrived: 'no_word', lost: 'not_reissued' }
const kinds: readonly DeliveryLeakKind[] = ['not_sent', 'no_word', 'not_reissued']
const late = (states: readonly string[]): MatterFilter => ({ kinds: [KIND], open: true, states, stateOverdue: true })

/** What slipped through on its way to a person: chosen and not sent in its days, sent and no word, lost and not reissued; its own for a unit, all of a place for its authority. 送达查漏 */
export async function findDeliveryLeaks(deed: Deed, { kind = 'not_sent' }: { kind?: DeliveryLeakKind | undefined }): Promise<DeliveryLeaks> {
  const scope: MatterFilter = may(deed.actor, readAllLeaks) ? { scopes: scopeOf(deed, readAllLeaks) } : { leads: departmentScope(deed, readLeaks) ?? [deed.actor.departmentId ?? '-'] }
  const counted = await countMatterGroups(deed, { ...scope, ...late(Object.keys(meshes)) }, ['state'])
  const { items } = await findMatters(deed, { ...scope, ...late(Object.keys(meshes).filter((state) => meshes[state] === kind)) }, { limit: MOST, sort: 'due' })
  const units = await findUnits(deed, items.flatMap(({ unitId }) => unitId ?? []))
  const names = await itemNames(deed, items.flatMap(({ item }) => item ?? []))
  return {
    kind, kinds: kinds.map((one) => ({ kind: one, count: counted.filter(({ state }) => meshes[state!] === one).reduce((sum, { count }) => sum + count, 0) })),
    items: items.map((one) => ({
      id: one.id, number: one.number, item: { code: one.item!, name: names.get(one.item!) ?? one.item! }, unit: one.unitId === null ? null : { code: one.unitId, name: units.get(one.unitId)?.name ?? one.unitId }, stateName: one.stateName, since: (one.stateDueAt ?? one.changedAt).toISOString(), provisional: one.provisional,
    })),
  }
}
