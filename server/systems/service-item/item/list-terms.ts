import type { Deed } from '#base/deed'
import type { ItemTerms } from '../contract.ts'
import { itemCatalogue, versionAt, type ItemCatalogue, type ItemVersion } from './item-catalogue.ts'
import { departmentName } from './item-names.ts'

const liveAt = (catalogue: ItemCatalogue, at: Date): ItemVersion[] => [...catalogue.items.keys()].map((code) => versionAt(catalogue, code, at)).filter((one) => one !== null)

/** Audiences, life events, what items give and departments, each with how many items there are. 事项分类 */
export async function listTerms(deed: Deed): Promise<ItemTerms> {
  const catalogue = await itemCatalogue(deed)
  const live = liveAt(catalogue, deed.now)
  const counted = (list: 'audiences' | 'events' | 'gives') => {
    const counts = Map.groupBy(live.flatMap(({ content }) => content[list]), (code) => code)
    return catalogue.terms[list].map(({ code, name, english, kind = null, icon = null }) => ({ code, name, english, kind, icon, count: counts.get(code)?.length ?? 0 })).filter(({ count }) => count > 0)
  }
  const departments = await Promise.all([...Map.groupBy(live, ({ department }) => department)].map(async ([code, rows]) => ({ code, name: await departmentName(deed, code), count: rows.length })))
  return { audiences: counted('audiences'), events: counted('events'), gives: counted('gives'), departments: departments.toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)), items: live.length }
}
