import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireDivision, stepsOf } from '#primitives/place'
import { tightened } from '../tightening/judge-tightening.ts'
import { itemCatalogue, tighteningKey, versionAt, type ItemCatalogue, type TighteningVersion } from './item-catalogue.ts'
import { clocksOf, type ItemClocks } from './item-clocks.ts'
import type { ItemSaid } from './item-said.ts'

/** An item as it is in force at a place: the city's version with what the district and then the street do better. 在用事项 */
export type ItemInForce = Readonly<{
  item: ItemSaid
  department: string
  version: number
  effectiveFrom: Date
  origin: 'folder' | 'desk'
  /** The district's part, then the street's. */
  tightenings: readonly TighteningVersion[]
  clocks: ItemClocks
}>

/** The item with this code at the city, or null where there is none in force. 查事项 */
export const findItem = async (deed: Deed, code: string): Promise<ItemInForce | null> => inForce(await itemCatalogue(deed), code, '', deed.now)

/** The item as it is in force in a division, now or at an instant; a refusal where there is none. 取在用事项 */
export async function itemInForce(deed: Deed, code: string, divisionCode: string | null = null, at: Date = deed.now): Promise<ItemInForce> {
  const path = divisionCode === null ? '' : (await requireDivision(deed, divisionCode)).path
  const found = inForce(await itemCatalogue(deed), code, path, at) ?? inForce(await itemCatalogue(deed, true), code, path, at)
  if (!found) throw notFound('service_item.unknown', { item: code })
  return found
}

/** The version that an application began with, whatever has come since. 按版本取事项 */
export async function itemOfVersion(deed: Deed, code: string, version: number): Promise<ItemSaid> {
  const found = (await itemCatalogue(deed)).items.get(code)?.find((one) => one.version === version)
  if (!found) throw notFound('service_item.unknown', { item: code })
  return found.content
}

/** The item of a catalogue at a path of divisions. */
export function inForce(catalogue: ItemCatalogue, code: string, path: string, at: Date): ItemInForce | null {
  const version = versionAt(catalogue, code, at)
  if (!version) return null
  let item = version.content
  const tightenings: TighteningVersion[] = []
  for (const step of stepsOf(path)) {
    const found = catalogue.tightenings.get(tighteningKey(step.split('/').at(-1)!, code))?.find((one) => one.effective_from <= at)
    if (!found || found.withdrawn) continue
    tightenings.push(found)
    item = tightened(item, found.content, clocksOf(catalogue.clocks, item).decide)
  }
  return { item, department: version.department, version: version.version, effectiveFrom: version.effective_from, origin: version.origin, tightenings, clocks: clocksOf(catalogue.clocks, item) }
}
