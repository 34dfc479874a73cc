import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { unitsFor, type Unit } from '#primitives/party'
import type { ItemInForce } from '#systems/service-item'

/** The unit that decides on an item at a place: that of its department and level there, else the next above. 审批单位 */
export async function unitFor(deed: Deed, { item, department }: Pick<ItemInForce, 'item' | 'department'>, path: string): Promise<Unit> {
  const units = await unitsFor(deed, { role: department, divisionPath: item.level === 'city' ? '' : path })
  const unit = units.find(({ level }) => level === item.level) ?? units[0]
  if (!unit) throw conflict('application.no_unit_here', { item: item.name })
  return unit
}
