import type { ItemSaid } from '../item/item-said.ts'
import { runsOf, signPairs, soundOf, wordsOf } from './cut-words.ts'

/** A phrase by which an item is known: its name or what people call it. */
type Phrase = Readonly<{ item: number; said: string; name: boolean }>
export type Posting = Readonly<{ item: number; weight: number }>
/** What the search knows, all of it made from the catalogue in force. */
export type ItemIndex = Readonly<{
  items: readonly ItemSaid[]
  /** Which items a word or a pair of signs stands in, and how weightily. */
  postings: ReadonlyMap<string, readonly Posting[]>
  phrases: ReadonlyMap<string, readonly Phrase[]>
  longest: number
  /** Words of names and people's words by how they sound, whole and by first letters. */
  sounds: ReadonlyMap<string, readonly string[]>
  initials: ReadonlyMap<string, readonly string[]>
}>

const weights = { name: 3, words: 2.2, summary: 1, rest: 0.4 }

/** Makes the index: at 1,800 items in well under a second, once a change of the catalogue. 事项索引 */
export function indexItems(items: readonly ItemSaid[]): ItemIndex {
  const counts = items.map(countsOf)
  const standsIn = new Map<string, number>()
  for (const count of counts) for (const token of count.keys()) standsIn.set(token, (standsIn.get(token) ?? 0) + 1)
  const postings = new Map<string, Posting[]>()
  counts.forEach((count, item) => {
    const strengths = [...count].map(([token, times]) => [token, (times / (times + 1.2)) * rarity(items.length, standsIn.get(token)!)] as const)
    const length = Math.sqrt(strengths.reduce((sum, [, one]) => sum + one * one, 0)) ** 0.35
    for (const [token, strength] of strengths) postings.set(token, [...(postings.get(token) ?? []), { item, weight: strength / length }])
  })
  const phrases = new Map<string, Phrase[]>()
  const known = new Set<string>()
  items.forEach(({ name, words }, item) => {
    for (const [said, own] of [[name, true] as const, ...words.map((word) => [word, false] as const)]) {
      const flat = runsOf(said).join('')
      phrases.set(flat, [...(phrases.get(flat) ?? []), { item, said, name: own }])
      for (const word of [...wordsOf(said), ...(flat.length <= 5 ? [flat] : [])]) if (/^[\u4e00-\u9fff]{2,}$/.test(word)) known.add(word)
    }
  })
  const sounds = new Map<string, string[]>()
  const initials = new Map<string, string[]>()
  for (const word of [...known].sort()) {
    const sound = soundOf(word)
    put(sounds, sound.join(''), word)
    put(initials, sound.map((one) => one[0]).join(''), word)
  }
  return { items, postings, phrases, longest: Math.max(2, ...[...phrases.keys()].map(({ length }) => length)), sounds, initials }
}

const put = (map: Map<string, string[]>, key: string, word: string): void => void map.set(key, [...(map.get(key) ?? []), word])
/** How much a token says that stands in so many of all items. */
export const rarity = (all: number, some: number): number => Math.log(1 + (all - some + 0.5) / (some + 0.5))

function countsOf(item: ItemSaid): Map<string, number> {
  const count = new Map<string, number>()
  const add = (text: string, weight: number): void => { for (const token of tokensOf(text)) count.set(token, (count.get(token) ?? 0) + weight) }
  add(item.name, weights.name)
  for (const word of item.words) add(word, weights.words)
  add(item.summary, weights.summary)
  for (const { text } of item.conditions ?? []) add(text, weights.rest)
  for (const { name } of item.results ?? []) add(name, weights.rest)
  return count
}

/** Words and pairs, each once. */
export const tokensOf = (text: string): Set<string> => new Set([...wordsOf(text).filter((word) => word.length > 1 || /[\u4e00-\u9fff]/.test(word)), ...signPairs(text)])
