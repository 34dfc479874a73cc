import type { Evidence } from './read-words.ts'
import type { WordsModel } from './train-words.ts'

export type Suggestion = { itemCode: string; confidence: number; because: string[] }

/** Fitted once on labelled reports (test/words, part dev): how sharply the scores part the items, and the score of "none of them". */
const sharpness = 2.2
const none = 1.5

/** The items that a report most likely is about, with how sure that is and which of its words speak for it. Suggests, never decides. 事项推荐 */
export function suggestItems(model: WordsModel, words: string, limit = 3): Suggestion[] {
  const evidence = model.reader.read(words)
  const scores = new Float64Array(model.codes.length)
  for (const [key, times] of evidence) for (const { item, strength } of model.speaksFor.get(key) ?? []) scores[item]! += Math.min(times, 1) * strength
  const order = [...scores.keys()].filter((item) => scores[item]! > 0).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const best = scores[order[0] ?? 0] ?? 0
  const share = (score: number): number => Math.exp((score - best) * sharpness)
  const all = order.reduce((sum, item) => sum + share(scores[item]!), share(none))
  return order.slice(0, limit).map((item) => ({ itemCode: model.codes[item]!, confidence: Math.round((share(scores[item]!) / all) * 1000) / 1000, because: reasonsFor(model, evidence, item) }))
}

/** The strongest words of the report for an item; longer ones instead of the letters in them. */
function reasonsFor(model: WordsModel, evidence: Evidence, item: number): string[] {
  const strengths = [...evidence].flatMap(([key, times]): [string, number][] => {
    const found = model.speaksFor.get(key)?.find((one) => one.item === item)
    return found ? [[key, Math.min(times, 1) * found.strength]] : []
  })
  const strong = strengths.sort((a, b) => b[1] - a[1]).map(([key]) => key)
  const rank = (key: string): number => (key.length === 2 ? 2 : key[0] === 'w' ? 0 : 1)
  const words = [0, 1, 2].flatMap((wanted) => strong.filter((key) => rank(key) === wanted)).map((key) => key.slice(1))
  const told: string[] = []
  for (const word of words) if (!told.some((other) => other.includes(word) || word.includes(other))) told.push(word)
  return told.slice(0, 3)
}
