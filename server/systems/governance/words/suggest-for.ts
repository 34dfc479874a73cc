import type { Deed } from '#base/deed'
import { divisionsUnder } from '#primitives/place'
import { catalogue, type Catalogue } from '../catalogue/items.ts'
import { suggestItems } from './suggest-items.ts'
import { trainWords, type WordsModel } from './train-words.ts'

export type SuggestedItem = Readonly<{ code: string; name: string; kind: string; confidence: number; because: string[]; call: string[]; urgency: string; public: boolean }>

const models = new WeakMap<Catalogue, WordsModel>() // one for each state of the catalogue; the city's places are learned with it

/** The three items that the reporter's words most likely mean; a guess that never blocks. 事项推荐 */
export async function suggestFor(deed: Deed, words: string): Promise<{ items: SuggestedItem[] }> {
  if (words.trim() === '') return { items: [] }
  const items = await catalogue(deed)
  let model = models.get(items)
  if (!model) models.set(items, (model = trainWords(items.live, (await divisionsUnder(deed, '')).map((division) => division.name))))
  return {
    items: suggestItems(model, words).map(({ itemCode, confidence, because }) => {
      const { code, name, kind, call, urgency, public: open } = items.byCode.get(itemCode)!
      return { code, name, kind, confidence, because, call, urgency, public: open }
    }),
  }
}
