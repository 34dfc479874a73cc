import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { parentPath, requireDivision } from '#primitives/place'
import { itemCatalogue, itemsChanged, tighteningKey, type TighteningVersion } from '../item/item-catalogue.ts'
import { inForce } from '../item/item-in-force.ts'
import { BEGINNING } from '../item/load-service-items.ts'
import type { TighteningLine, TighteningSaid } from '../item/item-said.ts'
import { serviceItem } from '../tables.ts'
import { judgeTightening } from './judge-tightening.ts'

/** Takes what divisions do better from the city's folder; what would be worse stops the start, with the field named. 载入本地优化 */
export async function loadTightenings(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  const lines = content as readonly TighteningLine[]
  const depth = (one: TighteningLine): number => one.division.length
  for (const { item, division, reason, ...said } of lines.toSorted((a, b) => depth(a) - depth(b))) {
    const at = await requireDivision(deed, division)
    const catalogue = await itemCatalogue(deed, true)
    const above = inForce(catalogue, item, parentPath(at.path), deed.now)
    if (!above) throw new Error(`${path}: ${item} is no item in force`)
    const [loose] = judgeTightening(above.item, said, above.clocks.decide)
    if (loose) throw new Error(`${path}: ${item} in ${division}: ${loose.field} ${loose.code} ${loose.value}`)
    const live = catalogue.tightenings.get(tighteningKey(division, item))?.[0]
    if (live && (live.origin === 'desk' || (!live.withdrawn && live.reason === reason && canonicalJson(live.content) === canonicalJson(said)))) continue
    await writeTightening(deed, { code: item, division, path: at.path, said, reason, withdrawn: false, before: live }, { origin: 'folder', by: path, from: deed.now })
  }
  for (const [live] of (await itemCatalogue(deed, true)).tightenings.values())
    if (live && live.origin === 'folder' && !live.withdrawn && !lines.some((line) => line.item === live.code && line.division === live.division_code))
      await writeTightening(deed, { code: live.code, division: live.division_code, path: live.division_path, said: live.content, reason: live.reason, withdrawn: true, before: live }, { origin: 'folder', by: path, from: deed.now })
}

type Next = Readonly<{ code: string; division: string; path: string; said: TighteningSaid; reason: string; withdrawn: boolean; before: TighteningVersion | undefined }>

/** Writes a division's part of an item as its next version. */
export async function writeTightening(deed: Deed, { code, division, path, said, reason, withdrawn, before }: Next, { origin, by, from }: { origin: 'folder' | 'desk'; by: string; from: Date }): Promise<number> {
  const version = (before?.version ?? 0) + 1
  await serviceItem(deed.tx).insertInto('service_item.tightening').values({
    division_code: division, code, version, division_path: path, content: JSON.stringify(said) as never, reason, withdrawn, origin, effective_from: before || origin === 'desk' ? from : BEGINNING, changed_by: by, changed_at: deed.now,
  }).execute()
  await itemsChanged(deed)
  return version
}

/** What divisions do better, as the folder's file holds it. 导出本地优化 */
export async function writeTightenings(deed: Deed): Promise<{ path: string; content: unknown }[]> {
  const known = (await itemCatalogue(deed, true)).tightenings
  if (known.size === 0) return [] // the file is optional; once there was one, an empty list says that none is left
  const live = [...known.values()].map((versions) => versions.find((one) => one.effective_from <= deed.now)).filter((one) => one !== undefined && !one.withdrawn)
  return [{ path: 'catalogues/service-tightenings.yaml', content: live.map((one) => ({ item: one!.code, division: one!.division_code, reason: one!.reason, ...one!.content })) }]
}
