import { type Reader, openReader } from './read-words.ts'

/** What an item of the catalogue is called, officially and by people. */
export type ItemWords = { code: string; kind: string; name: string; words: readonly string[] }
/** Which items a piece of evidence speaks for, and how strongly. */
export type WordsModel = { reader: Reader; codes: readonly string[]; speaksFor: ReadonlyMap<string, readonly { item: number; strength: number }[]> }

const nameWeight = 2
const kindWeight = 0.3
const enough = 0.7
const rarity = 1.1
const lengthPenalty = 0.3

/** Learns from the catalogue alone which words speak for which item: rare words strongly, long entries not more than short ones. 语义模型 */
export function trainWords(items: readonly ItemWords[], placeNames: readonly string[]): WordsModel {
  const reader = openReader(placeNames)
  const counts = items.map((item) => countEvidence(item, reader))
  const itemsWith = new Map<string, number>()
  for (const count of counts) for (const key of count.keys()) itemsWith.set(key, (itemsWith.get(key) ?? 0) + 1)
  const speaksFor = new Map<string, { item: number; strength: number }[]>()
  counts.forEach((count, item) => {
    const strengths = [...count].map(([key, times]) => [key, (times / (times + enough)) * rareness(items.length, itemsWith.get(key)!) ** rarity] as const)
    const length = Math.sqrt(strengths.reduce((sum, [, strength]) => sum + strength ** 2, 0)) ** lengthPenalty
    for (const [key, strength] of strengths) {
      const list = speaksFor.get(key) ?? []
      list.push({ item, strength: strength / length })
      speaksFor.set(key, list)
    }
  })
  return { reader, codes: items.map(({ code }) => code), speaksFor }
}

const rareness = (all: number, some: number): number => Math.log(1 + (all - some + 0.5) / (some + 0.5))

function countEvidence({ name, kind, words }: ItemWords, reader: Reader): Map<string, number> {
  const count = new Map<string, number>()
  const parts: [text: string, size: number][] = [[name, nameWeight], [kind, kindWeight], ...words.map((word): [string, number] => [word, 1])]
  for (const [text, size] of parts) for (const [key, times] of reader.read(text)) count.set(key, (count.get(key) ?? 0) + Math.min(times, 1.5) * size)
  return count
}
