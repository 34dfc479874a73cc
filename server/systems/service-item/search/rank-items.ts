import type { Because } from '../contract.ts'
import type { ItemIndex } from './item-index.ts'
import type { Question } from './read-question.ts'

export type RankedItem = Readonly<{ code: string; score: number; because: readonly Because[] }>

/** How much each kind of evidence weighs; fitted on the questions of part dev in test/service-item, never on the held ones. */
const weigh = { token: 1, spoken: 0.8, sound: 0.9, phrase: 1.1, pointed: 3, age: 1.6, wants: 1.1, audience: 0.7, event: 0.7, wrongAge: 0.3, wrongWant: 0.75 }
/** What scores less than this part of the best is not shown. */
const SHOWN = 0.3
/** So many of the best are shown all the same: a word that points to one item must not hide what the rest of the question says. */
const AT_LEAST = 5
/** What scores less than this has nothing but a pair of signs in common with the question. */
const LEAST = 1.5

/** Items for a question, the likeliest first, each with what speaks for it. The same question always gets the same answer. 事项排序 */
export function rankItems(question: Question, index: ItemIndex, named: (list: 'audiences' | 'events' | 'gives', code: string) => string): RankedItem[] {
  const scores = new Float64Array(index.items.length)
  const reasons = new Map<number, { because: Because; weight: number }[]>()
  const speak = (item: number, weight: number, because: Because | null): void => {
    scores[item]! += weight
    if (because) reasons.set(item, [...(reasons.get(item) ?? []), { because, weight }])
  }
  const spoken = new Map<string, number>()
  for (const { kind, tokens } of question.taken) for (const token of tokens) if (!question.tokens.has(token)) spoken.set(token, Math.max(spoken.get(token) ?? 0, weigh[kind]))
  for (const [token, times] of question.tokens) for (const { item, weight } of index.postings.get(token) ?? []) speak(item, weigh.token * times * weight, null)
  for (const [token, strength] of spoken) for (const { item, weight } of index.postings.get(token) ?? []) speak(item, strength * weight, null)
  for (const { said, item, name, strength } of phrasesIn(question, index)) speak(item, weigh.phrase * strength, { kind: name ? 'name' : 'word', said, means: index.items[item]!.name })
  for (const { kind, said, means, tokens } of question.taken) index.items.forEach((_, at) => { if (scores[at]! > 0 && standsIn(index, tokens, at)) speak(at, 0.001, { kind, said, means }) })
  index.items.forEach((item, at) => {
    for (const { said, item: code } of question.items) if (item.code === code) speak(at, weigh.pointed, { kind: 'spoken', said, means: item.name })
    for (const { said, audience } of question.audiences) if (item.audiences.includes(audience)) speak(at, weigh.audience, { kind: 'audience', said, means: named('audiences', audience) })
    for (const { said, event } of question.events) if (item.events.includes(event)) speak(at, weigh.event, { kind: 'event', said, means: named('events', event) })
    const wanted = question.wants.find(({ gives }) => item.gives.includes(gives))
    if (wanted) speak(at, weigh.wants, { kind: 'wants', said: wanted.said, means: named('gives', wanted.gives) })
    else if (question.wants.length > 0) scores[at]! *= weigh.wrongWant
    for (const { said, age } of item.ages ? question.ages : []) {
      const { from = 0, to = 200 } = item.ages!
      if (age < from || age > to) scores[at]! *= weigh.wrongAge
      else speak(at, weigh.age * (0.5 + 0.5 / (1 + Math.abs(age - from) / 5)), { kind: 'age', said, means: String(age) })
    }
  })
  const phrased = new Set(phrasesIn(question, index).map(({ item }) => item))
  index.items.forEach(({ events }, at) => { if (events.length > 0 && events.every((event) => question.delicate.includes(event)) && !phrased.has(at)) scores[at] = 0 })
  const order = [...scores.keys()].filter((at) => scores[at]! > 0).sort((a, b) => scores[b]! - scores[a]! || (index.items[a]!.code < index.items[b]!.code ? -1 : 1))
  const least = (scores[order[0] ?? 0] ?? 0) * SHOWN
  return order.filter((at, place) => (place < AT_LEAST || scores[at]! >= least) && (scores[at]! >= LEAST || reasons.has(at))).map((at) => ({ code: index.items[at]!.code, score: Math.round(scores[at]! * 1000) / 1000, because: strongest(reasons.get(at) ?? []) }))
}

/** Most of a word stands in the item: one pair of signs in common is no reason to tell. */
const standsIn = (index: ItemIndex, tokens: ReadonlySet<string>, item: number): boolean => [...tokens].filter((token) => index.postings.get(token)?.some((one) => one.item === item)).length > 0.6 * tokens.size
const strongest = (reasons: readonly { because: Because; weight: number }[]): Because[] =>
  [...new Map(reasons.toSorted((a, b) => b.weight - a.weight).map(({ because }) => [`${because.kind} ${because.said} ${because.means}`, because])).values()].slice(0, 6)

/** Whole phrases of items that stand in the question, the longer the stronger, the fewer items share it the stronger. */
function phrasesIn({ text, taken }: Question, { phrases, longest }: ItemIndex): { said: string; item: number; name: boolean; strength: number }[] {
  const found: { said: string; item: number; name: boolean; strength: number }[] = []
  const flat = [text, ...taken.map(({ means }) => means)].map((one) => one.replaceAll(/[^\p{L}\p{N}]/gu, ''))
  for (const [place, said] of flat.entries())
    for (let at = 0; at < said.length; at++)
      for (let length = Math.min(longest, said.length - at); length >= 2; length--) {
        const phrase = said.slice(at, at + length)
        const own = phrases.get(phrase)
        for (const { item, name } of own ?? []) found.push({ said: phrase, item, name, strength: (Math.log2(length + 1) * (place === 0 ? 1 : 0.6)) / Math.sqrt(own!.length) })
      }
  // an item is known by its strongest phrase, not by how many of them lie in one another
  const best = new Map<number, (typeof found)[number]>()
  for (const one of found) if ((best.get(one.item)?.strength ?? 0) < one.strength) best.set(one.item, one)
  return [...best.values()]
}
