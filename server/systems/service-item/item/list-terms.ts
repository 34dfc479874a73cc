import type { Deed } from '#base/deed'
import type { ItemTerms } from '../contract.ts'
import { itemCatalogue, versionAt, type ItemCatalogue } from './item-catalogue.ts'
import { departmentName } from './item-names.ts'

type Counted = Readonly<{ from: number; until: number; terms: Pick<ItemTerms, 'audiences' | 'events' | 'gives' | 'items'>; departments: readonly (readonly [code: string, count: number])[] }>
const kept = new WeakMap<ItemCatalogue, Counted>()

/** Audiences, life events, what items give and departments, each with how many items there are. 事项分类 */
export async function listTerms(deed: Deed): Promise<ItemTerms> {
  const catalogue = await itemCatalogue(deed)
  const { terms, departments } = countedAt(catalogue, deed.now)
  const named = await Promise.all(departments.map(async ([code, count]) => ({ code, name: await departmentName(deed, code), count })))
  return { ...terms, departments: named }
}

/** Counted once between two days on which a version comes into force: every visitor's first page asks for it. */
function countedAt(catalogue: ItemCatalogue, now: Date): Counted {
  const [at, before] = [now.getTime(), kept.get(catalogue)]
  if (before && before.from <= at && at < before.until) return before
  const live = [...catalogue.items.keys()].map((code) => versionAt(catalogue, code, now)).filter((one) => one !== null)
  const counted = (list: 'audiences' | 'events' | 'gives') => {
    const counts = Map.groupBy(live.flatMap(({ content }) => content[list]), (code) => code)
    return catalogue.terms[list].map(({ code, name, english, kind = null, icon = null }) => ({ code, name, english, kind, icon, count: counts.get(code)?.length ?? 0 })).filter(({ count }) => count > 0)
  }
  const days = [...catalogue.items.values()].flat().map(({ effective_from: day }) => day.getTime())
  const departments = [...Map.groupBy(live, ({ department }) => department)].map(([code, rows]) => [code, rows.length] as const).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const found: Counted = { from: Math.max(0, ...days.filter((day) => day <= at)), until: Math.min(Infinity, ...days.filter((day) => day > at)), terms: { audiences: counted('audiences'), events: counted('events'), gives: counted('gives'), items: live.length }, departments }
  kept.set(catalogue, found)
  return found
}
