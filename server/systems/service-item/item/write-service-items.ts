import type { Deed } from '#base/deed'
import { itemCatalogue, versionAt } from './item-catalogue.ts'

/** The items in force, as the folder's files hold them. 导出事项 */
export async function writeServiceItems(deed: Deed): Promise<{ path: string; content: unknown }[]> {
  const catalogue = await itemCatalogue(deed, true)
  const live = [...catalogue.items.keys()].sort().map((code) => versionAt(catalogue, code, deed.now)).filter((one) => one !== null)
  return [...Map.groupBy(live, ({ department }) => department)].map(([department, rows]) => ({ path: `catalogues/service-items/${department.replaceAll('_', '-')}.yaml`, content: { department, items: rows.map(({ content }) => content) } }))
}
