import type { Because } from '../contract.ts'
import { agesSaid } from './ages-said.ts'
import { runsOf, soundOf, wordsOf } from './cut-words.ts'
import { tokensOf, type ItemIndex } from './item-index.ts'
import type { SpokenWords } from './spoken-words.ts'

/** A question as it was understood. Each part says which signs of the question it comes from. */
export type Question = Readonly<{
  text: string
  tokens: ReadonlyMap<string, number>
  /** Words taken for others: by their sound, or because people mean them. */
  taken: readonly Readonly<{ kind: 'sound' | 'spoken'; said: string; means: string; tokens: ReadonlySet<string> }>[]
  ages: readonly Readonly<{ said: string; age: number }>[]
  audiences: readonly Readonly<{ said: string; audience: string }>[]
  wants: readonly Readonly<{ said: string; gives: string }>[]
  events: readonly Readonly<{ said: string; event: string }>[]
  items: readonly Readonly<{ said: string; item: string }>[]
  /** Life events that are spoken of only to who speaks of them. */
  delicate: readonly string[]
}>

/** The signs of the text that a spoken word stands for: 租…房 is 租, at most six signs, 房. */
function spokenIn(text: string, word: string): string | null {
  if (!word.includes('…')) return text.includes(word) ? word : null
  const parts = word.split('…')
  for (let from = text.indexOf(parts[0]!); from !== -1; from = text.indexOf(parts[0]!, from + 1)) {
    let end = from + parts[0]!.length
    const fits = parts.slice(1).every((part) => {
      const at = text.slice(end, end + GAP + part.length).indexOf(part)
      if (at === -1) return false
      end += at + part.length
      return true
    })
    if (fits) return text.slice(from, end)
  }
  return null
}
const GAP = 6

/** The longest of the words that stand in the text; of two lists none that lies inside a longer one of the same. */
const heard = <T extends { say: readonly string[] }>(text: string, list: readonly T[]): { said: string; row: T }[] => {
  const found = list.flatMap((row) => row.say.flatMap((word) => { const said = spokenIn(text, word); return said === null ? [] : [{ said, row }] }))
  return found.filter(({ said }) => !found.some((other) => other.said.length > said.length && other.said.includes(said)))
}

const UNDERSTOOD = 0.35

/** Reads a question in people's own words: who it is about and how old, what is wanted, what else the words mean, and words that were typed by sound or mistyped. 理解问句 */
export function readQuestion(words: string, spoken: SpokenWords, index: ItemIndex): Question {
  const text = words.normalize('NFKC').toLowerCase().slice(0, 100)
  const people = heard(text, spoken.people)
  const ages = agesSaid(text, people.length > 0)
  const byAge = ages.flatMap(({ said, age }) => spoken.people.flatMap(({ audience, ages: of }) => (audience && of && age >= (of.from ?? 0) && age <= (of.to ?? 200) ? [{ said, audience }] : [])))
  const means = heard(text, spoken.means)
  const bare = spoken.fillers.toSorted((a, b) => b.length - a.length).reduce((rest, filler) => rest.replaceAll(filler, ' '), text)
  const wants = heard(text, spoken.wants)
  // what is wanted and who it is about is understood by itself: as words they would find whatever is said in the same breath
  const said = [...wants, ...people].map((one) => one.said)
  const tokens = new Map<string, number>([...tokensOf(bare)].map((token) => [token, said.some((one) => one.includes(token)) ? UNDERSTOOD : 1]))
  const events = unique(means.flatMap(({ said: one, row }) => (row.events ?? []).map((event) => ({ said: one, event }))), ({ event }) => event)
  return {
    text, tokens, ages, events, delicate: (spoken.delicate ?? []).filter((one) => !events.some(({ event }) => event === one)),
    taken: [...means.flatMap(({ said, row }) => (row.words ?? []).map((one) => ({ kind: 'spoken' as const, said, means: one, tokens: tokensOf(one) }))), ...bySound(bare, index)],
    audiences: unique([...people.flatMap(({ said, row }) => (row.audience ? [{ said, audience: row.audience }] : [])), ...means.flatMap(({ said, row }) => (row.audience ? [{ said, audience: row.audience }] : [])), ...byAge], ({ audience }) => audience),
    wants: unique(wants.map(({ said, row }) => ({ said, gives: row.gives })), ({ gives }) => gives),
    items: unique(means.flatMap(({ said, row }) => (row.items ?? []).map((item) => ({ said, item }))), ({ item }) => item),
  }
}

const unique = <T>(list: readonly T[], key: (one: T) => string): T[] => [...new Map(list.toReversed().map((one) => [key(one), one])).values()].toReversed()

/** Latin letters are words by their sound or first letters; Chinese signs that are no known word may be one of the same sound. */
function bySound(text: string, { sounds, initials, postings }: ItemIndex): Question['taken'] {
  const taken: { kind: 'sound'; said: string; means: string; tokens: Set<string> }[] = []
  const take = (said: string, words: readonly string[]): void => { for (const means of words.slice(0, 6)) taken.push({ kind: 'sound', said, means, tokens: tokensOf(means) }) }
  const latin = runsOf(text).filter((run) => /^[a-z]/.test(run))
  for (const run of [...latin, ...(latin.length > 1 ? [latin.join('')] : [])]) for (const [said, words] of spelled(run, sounds)) take(said, words)
  if (taken.length === 0) for (const run of latin) if (run.length >= 2) take(run, initials.get(run) ?? [])
  for (const run of runsOf(text).filter((one) => /[\u4e00-\u9fff]/.test(one)))
    for (let length = 4; length >= 2; length--)
      for (let at = 0; at + length <= run.length; at++) {
        const said = run.slice(at, at + length)
        if (postings.has(said) || wordsOf(said).length === 1) continue // a word, of the catalogue or of the language
        const words = (sounds.get(soundOf(said).join('')) ?? []).filter((word) => word.length === said.length && sharesSign(word, said))
        take(said, words)
      }
  return taken
}

const sharesSign = (word: string, said: string): boolean => [...word].some((sign, at) => said[at] === sign)

/** Cuts letters into known sounds, the longest first. */
function spelled(letters: string, sounds: ItemIndex['sounds']): [string, readonly string[]][] {
  const found: [string, readonly string[]][] = []
  for (let at = 0; at < letters.length; ) {
    let end = letters.length
    while (end - at >= 4 && !sounds.has(letters.slice(at, end))) end--
    if (end - at < 4) { at++; continue }
    found.push([letters.slice(at, end), sounds.get(letters.slice(at, end))!])
    at = end
  }
  return found
}

/** How a question was read, in words. */
export const understoodOf = (question: Question, named: (list: 'audiences' | 'events' | 'gives', code: string) => string): Because[] => [
  ...question.ages.map(({ said, age }): Because => ({ kind: 'age', said, means: String(age) })),
  ...question.audiences.map(({ said, audience }): Because => ({ kind: 'audience', said, means: named('audiences', audience) })),
  ...question.wants.map(({ said, gives }): Because => ({ kind: 'wants', said, means: named('gives', gives) })),
  ...question.events.map(({ said, event }): Because => ({ kind: 'event', said, means: named('events', event) })),
  ...question.taken.map(({ kind, said, means }): Because => ({ kind, said, means })),
].slice(0, 12)
