import { longerSpan } from './longer-span.ts'
import type { ClockBook, ItemSaid, LegalClock, Span, Terms } from './item-said.ts'

/** What is wrong with an item, by the field that says it. */
export type ItemFault = Readonly<{ field: keyof ItemSaid; code: string; value: string }>
export type ItemBook = Readonly<{ clocks: ClockBook; terms: Terms }>

/** The time that law gives for the decision: the joint one where several departments decide together. */
export const lawOf = (clock: LegalClock, joint = false): Span | null => (joint && clock.joint ? clock.joint.decide : clock.decide)

/** Judges an item as its department wrote it, wherever it wrote it: every word it refers to exists, the promise is no longer than the law, and nobody needs a smartphone, an online payment or a face scan. 事项规则 */
export function judgeItem(item: ItemSaid, { clocks, terms }: ItemBook): ItemFault[] {
  const faults: ItemFault[] = []
  const no = (field: keyof ItemSaid, code: string, value = ''): void => void faults.push({ field, code, value })
  const known = (field: keyof ItemSaid, words: readonly string[], list: readonly { code: string }[]): void => { for (const word of words) if (!list.some(({ code }) => code === word)) no(field, 'unknown_word', word) }
  known('act', [item.act], clocks.acts)
  known('audiences', item.audiences, terms.audiences)
  known('events', item.events, terms.events)
  known('gives', item.gives, terms.gives)
  known('remedies', item.remedies ?? [], clocks.remedies)
  known('materials', (item.materials ?? []).flatMap(({ from }) => (from?.licence ? [from.licence] : [])), terms.licences)
  known('results', (item.results ?? []).flatMap(({ licence }) => (licence ? [licence] : [])), terms.licences)
  const clock = clocks.clocks.find(({ code }) => code === item.clock)
  const law = clock ? lawOf(clock, Boolean(item.joint)) : null
  if (!clock) no('clock', 'unknown_word', item.clock)
  if (item.joint === true && clock && !clock.joint) no('joint', 'no_joint_clock', item.clock)
  if (law && item.promise && longerSpan(item.promise, law)) no('promise', 'longer_than_law', said(item.promise))
  const ages = item.ages
  if (ages?.from !== undefined && ages.to !== undefined && ages.from > ages.to) no('ages', 'upside_down', `${ages.from}-${ages.to}`)
  if (item.ways && !item.ways.some((way) => way !== 'online')) no('ways', 'online_only')
  if (item.receive && !item.receive.includes('counter')) no('receive', 'no_counter')
  if (item.fee && item.fee.amount > 0 && !item.fee.pay.includes('cash')) no('fee', 'no_cash', item.fee.pay.join(' '))
  if (item.instant && !item.rule) no('instant', 'no_rule')
  for (const [field, text] of wordsToPeople(item)) for (const word of terms.forced) if (text.includes(word)) no(field, 'forced', word)
  return faults
}

const said = (span: Span): string => (span === 'at_once' ? span : `${span.amount} ${span.unit}`)
const wordsToPeople = (item: ItemSaid): [keyof ItemSaid, string][] => [
  ['summary', item.summary], ...(item.conditions ?? []).map(({ text }): [keyof ItemSaid, string] => ['conditions', text]), ...(item.steps ?? []).map((text): [keyof ItemSaid, string] => ['steps', text]),
  ...(item.materials ?? []).map(({ name, when = '', note = '' }): [keyof ItemSaid, string] => ['materials', `${name} ${when} ${note}`]), ...(item.fee ? [['fee', item.fee.text] as [keyof ItemSaid, string]] : []),
]
