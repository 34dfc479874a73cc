import type { Span } from '../../server/systems/exchange/detector/personal-kinds.ts'

/** A text and what it holds. In the corpus personal data stand in double brackets: 联系人：[[name|张伟]]. */
export type Labelled = { text: string, spans: Pick<Span, 'kind' | 'start' | 'end'>[] }

export function readLabelled(marked: string): Labelled {
  const spans: Labelled['spans'] = []
  let text = ''
  let at = 0
  for (const match of marked.matchAll(/\[\[([a-z_]+)\|(.*?)\]\]/g)) {
    text += marked.slice(at, match.index)
    spans.push({ kind: match[1] as Span['kind'], start: text.length, end: text.length + match[2]!.length })
    text += match[2]
    at = match.index + match[0].length
  }
  return { text: text + marked.slice(at), spans }
}

export type Score = { right: number, wrong: number, missed: number }

/** Names and addresses count as found when they cover most of each other; numbers must be met sign for sign, a leading + or bracket apart. */
const meets = (kind: string, a: { start: number, end: number }, b: { start: number, end: number }): boolean => {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  const all = Math.max(a.end, b.end) - Math.min(a.start, b.start)
  return kind === 'address' ? common / all >= 0.6 : kind === 'name' ? common === all : all - common <= 1
}

/** Adds what was found in a text to the scores by kind, and tells each fault. */
export function scoreText({ text, spans }: Labelled, found: readonly Span[], scores: Map<string, Score>): string[] {
  const scoreOf = (kind: string) => { const score = scores.get(kind) ?? { right: 0, wrong: 0, missed: 0 }; scores.set(kind, score); return score }
  const faults: string[] = []
  const left = [...found]
  for (const span of spans) {
    const at = left.findIndex((one) => one.kind === span.kind && meets(span.kind, one, span))
    if (at >= 0) { left.splice(at, 1); scoreOf(span.kind).right++ } else { scoreOf(span.kind).missed++; faults.push(`missed ${span.kind} ${text.slice(span.start, span.end)} in ${text}`) }
  }
  for (const one of left) { scoreOf(one.kind).wrong++; faults.push(`wrong ${one.kind} ${text.slice(one.start, one.end)} (${one.why}) in ${text}`) }
  return faults
}
