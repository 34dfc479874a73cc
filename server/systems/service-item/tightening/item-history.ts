import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { scopeOf } from '#primitives/access'
import { divisionsUnder, findDivision, parentPath } from '#primitives/place'
import type { ItemHistory } from '../contract.ts'
import { itemCatalogue, versionAt } from '../item/item-catalogue.ts'
import { inForce } from '../item/item-in-force.ts'
import { judgeTightening } from './judge-tightening.ts'

/** Every version of an item with what changed, and what each division does better; what the city has gone beyond since is said. 事项沿革 */
export async function itemHistory(deed: Deed, code: string): Promise<ItemHistory> {
  const catalogue = await itemCatalogue(deed, true)
  const own = catalogue.items.get(code)
  if (!own) throw notFound('service_item.unknown', { item: code })
  const live = versionAt(catalogue, code, deed.now)
  const parts = [...catalogue.tightenings.values()].flat().filter((one) => one.code === code)
  const tightenings = await Promise.all(parts.map(async (one) => {
    const division = (await findDivision(deed, one.division_code))!
    const above = inForce(catalogue, code, parentPath(one.division_path), deed.now)
    const holds = catalogue.tightenings.get(`${one.division_code} ${code}`)?.find(({ effective_from }) => effective_from <= deed.now)
    return {
      division: { code: division.code, name: division.name, level: division.level }, version: one.version, reason: one.reason, withdrawn: one.withdrawn, effectiveFrom: one.effective_from.toISOString(), origin: one.origin,
      inForce: one === holds && !one.withdrawn, says: one.content, loose: above && !one.withdrawn ? judgeTightening(above.item, one.content, above.clocks.decide).map(({ field }) => field) : [],
    }
  }))
  const reached = (await Promise.all(scopeOf(deed, 'service_item.item.tighten').map((path) => divisionsUnder(deed, path, ['district', 'street'])))).flat()
  return {
    code,
    versions: own.slice(0, 200).map((one, at) => ({
      version: one.version, name: one.content.name, effectiveFrom: one.effective_from.toISOString(), retired: one.retired, origin: one.origin, changedBy: one.origin === 'folder' ? one.changed_by : '', inForce: one === live,
      fields: own[at + 1] ? changedFields(one.content, own[at + 1]!.content) : [],
    })),
    tightenings: tightenings.slice(0, 2000), may: reached.slice(0, 400).map((one) => one.code),
  }
}

const changedFields = (now: object, before: object): string[] =>
  [...new Set([...Object.keys(now), ...Object.keys(before)])].filter((field) => JSON.stringify(now[field as never]) !== JSON.stringify(before[field as never])).sort()
