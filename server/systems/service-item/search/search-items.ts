import type { Deed } from '#base/deed'
import { requireDivision } from '#primitives/place'
import type { ItemPage, ItemSearch } from '../contract.ts'
import { codesOf, itemRows } from '../item/find-service-items.ts'
import { itemCatalogue, versionAt, type ItemCatalogue } from '../item/item-catalogue.ts'
import { indexItems, type ItemIndex } from './item-index.ts'
import { rankItems } from './rank-items.ts'
import { readQuestion, understoodOf } from './read-question.ts'

/** Finds items for a question in people's own words, with how it was understood and what speaks for each. No network, no chance: the catalogue and the city's spoken words decide. 搜事项 */
export async function searchItems(deed: Deed, { q = '', limit = 20, division, ...only }: ItemSearch): Promise<ItemPage> {
  const catalogue = await itemCatalogue(deed)
  const path = division === undefined ? '' : (await requireDivision(deed, division)).path
  const index = indexAt(catalogue, deed.now)
  const named = (list: 'audiences' | 'events' | 'gives', code: string): string => catalogue.terms[list].find((one) => one.code === code)?.name ?? code
  const question = readQuestion(q, catalogue.spoken, index)
  const narrowed = Object.values(only).some((one) => one !== undefined)
  const among = narrowed ? new Set(codesOf(catalogue, deed.now, only)) : null
  const found = rankItems(question, index, named).filter(({ code }) => among === null || among.has(code))
  const because = new Map(found.map((one) => [one.code, [...one.because]]))
  return { items: await itemRows(deed, catalogue, found.slice(0, limit).map(({ code }) => code), path, because), next: null, count: found.length, understood: understoodOf(question, named) }
}

/** Makes the index before the first question. */
export const warmIndex = async (deed: Deed): Promise<void> => void indexAt(await itemCatalogue(deed), deed.now)

const made = new WeakMap<ItemCatalogue, { index: ItemIndex; since: Date; until: number }>()
/** The index of what is in force; a new one when the catalogue changed or a version's day has come. */
function indexAt(catalogue: ItemCatalogue, at: Date): ItemIndex {
  const known = made.get(catalogue)
  if (known && known.since <= at && at.getTime() < known.until) return known.index
  const items = [...catalogue.items.keys()].map((code) => versionAt(catalogue, code, at)?.content).filter((one) => one !== undefined)
  const index = indexItems(items)
  const next = [...catalogue.items.values()].flat().map(({ effective_from }) => effective_from.getTime()).filter((one) => one > at.getTime())
  made.set(catalogue, { index, since: at, until: Math.min(Infinity, ...next) })
  return index
}
