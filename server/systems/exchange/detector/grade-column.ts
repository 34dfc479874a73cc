import { detectText } from './detect-text.ts'
import { flatten } from './flat-text.ts'
import { type HeadingSays, type Promised, readHeading } from './heading-words.ts'
import { maskedKind } from './masked-values.ts'
import { type ColumnReason, type Grade, gradeOf, type PersonalKind, personalKinds, type Span } from './personal-kinds.ts'
import { nameShape } from './person-names.ts'

/** What a column holds, by its heading and a sample of its values, and the grade to propose to whoever decides. 字段分级建议 */
export type ColumnGrade = { kind: PersonalKind | null, share: number, confidence: number, grade: Grade, why: ColumnReason }
type Value = { text: string, spans: Span[], whole: PersonalKind | null }

/** Kinds that prove themselves by a check digit or a rare shape: they count whatever the heading says. */
const selfEvident = new Set<PersonalKind>(['identity_number', 'credit_code', 'bank_card', 'email', 'plate'])
/** A value is of a kind as a whole when the finding leaves no more than a sign or two of it. */
const fills = (span: Span, text: string): boolean => span.end - span.start >= text.replaceAll(/[\s()（）;；,，。]/g, '').length * 0.8

function readValue(text: string, says: HeadingSays): Value {
  const word = says === 'public' ? '咨询电话:' : says === 'other' ? '编号:' : says?.word ? `${says.word}:` : ''
  const spans = detectText(word + text).map((span) => ({ ...span, start: span.start - word.length, end: span.end - word.length })).filter(({ start }) => start >= 0)
  const whole = spans.find((span) => fills(span, text))?.kind ?? null
  return { text, spans, whole: whole ?? (says !== 'other' && says !== 'public' && (says === null || says.kinds.includes('name')) && looksNamed(text, says) ? 'name' : null) }
}

/** Under a heading of names a family name is enough, and so are names in other letters; without one every sign must fit. */
function looksNamed(text: string, says: Promised | null): boolean {
  const flat = flatten(text).trim()
  return nameShape(flat) >= (says ? 1 : 2) || (says !== null && (/^\p{Script=Han}{1,8}(?:·\p{Script=Han}{1,10}){1,3}$/u.test(flat) || (says.sure && /^[A-Za-z][A-Za-z'.-]{1,20}(?: [A-Za-z][A-Za-z'.-]{0,20}){1,4}$/.test(flat))))
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000
const grade = (kinds: readonly PersonalKind[]): Grade => kinds.map((kind) => gradeOf[kind]).reduce<Grade>((highest, one) => (one > highest ? one : highest), 1)
/** The commonest kind; of equals the graver, then the one that leads to a person more surely, as the kinds are ordered. */
const most = (kinds: readonly PersonalKind[]): PersonalKind | undefined => {
  const count = new Map<PersonalKind, number>()
  for (const kind of kinds) count.set(kind, (count.get(kind) ?? 0) + 1)
  return [...count].sort(([a, many], [b, more]) => more - many || gradeOf[b] - gradeOf[a] || personalKinds.indexOf(a) - personalKinds.indexOf(b))[0]?.[0]
}

/** A column whose heading promises personal data, or null when its values speak against it. */
function byHeading(values: readonly Value[], promised: Promised): ColumnGrade | null {
  if (values.length === 0) return { kind: promised.kinds[0]!, share: 0, confidence: promised.sure ? 0.6 : 0.4, grade: grade(promised.kinds.slice(0, 1)), why: 'no_values' }
  const fitting = values.flatMap(({ whole }) => (whole && promised.kinds.includes(whole) ? [whole] : []))
  const share = rounded(fitting.length / values.length)
  if (fitting.length === 0) return promised.sure ? { kind: promised.kinds[0]!, share: 0, confidence: 0.5, grade: grade(promised.kinds.slice(0, 1)), why: 'heading_only' } : null
  const inside = values.flatMap(({ spans }) => spans.filter(({ confidence }) => confidence >= 0.7).map(({ kind }) => kind))
  return share >= 0.2 || promised.sure ? { kind: most(fitting)!, share, confidence: rounded(0.6 + 0.39 * share), grade: grade([...fitting, ...inside]), why: 'heading_and_values' } : null
}

/** A column that says nothing by its heading: most values are of one kind, or some hold personal data among other words. */
function byValues(values: readonly Value[], says: HeadingSays): ColumnGrade | null {
  const wholes = values.flatMap(({ whole }) => (whole ? [whole] : []))
  const kind = most(wholes)
  const same = wholes.filter((one) => one === kind).length
  // Numbers are judged among numbers: one in ten order numbers passes Luhn, but in a column of remarks a number that does is a card.
  const alike = values.filter(({ text, whole }) => whole === kind || kind === 'name' || !/\p{Script=Han}/u.test(text)).length
  const enough = kind === 'name' ? 0.8 : says === 'other' ? 0.8 : 0.5
  if (kind && same / alike >= enough && (kind !== 'name' || new Set(values.map(({ text }) => text)).size >= 5)) {
    const share = rounded(same / values.length)
    const few = values.length < 3 && !selfEvident.has(kind)
    return { kind, share, confidence: rounded((kind === 'name' ? 0.3 : few ? 0.25 : 0.4) + 0.5 * (same / alike)), grade: grade(wholes), why: share >= 0.5 ? 'values_only' : 'inside_text' }
  }
  const holding = values.filter(({ spans, whole }) => !whole && spans.some(({ confidence }) => confidence >= 0.7))
  const kinds = holding.flatMap(({ spans }) => spans.filter(({ confidence }) => confidence >= 0.7).map((span) => span.kind)).filter((one) => one !== 'credit_code')
  if (kinds.length === 0) return null
  const strongest = most(kinds.filter((one) => gradeOf[one] === grade(kinds)))!
  return { kind: strongest, share: rounded(holding.length / values.length), confidence: rounded(Math.min(0.95, 0.7 + 0.05 * holding.length)), grade: grade(kinds), why: 'inside_text' }
}

/** Proposes what a column holds and its grade, from its heading and a sample of its values; a person decides. 字段识别与分级建议 */
export function gradeColumn(heading: string, sampleValues: readonly (string | null)[]): ColumnGrade {
  const says = readHeading(heading)
  const texts = sampleValues.flatMap((value) => (value?.trim() ? [value.trim()] : []))
  const hidden = texts.flatMap((text) => maskedKind(text) ?? [])
  const promised = says !== null && typeof says === 'object' ? says : null
  if (texts.length > 0 && hidden.length / texts.length >= 0.5) {
    const kind = promised && promised.kinds.length === 1 ? promised.kinds[0]! : most(hidden)!
    const open = texts.map((text) => readValue(text, says)).flatMap(({ whole }) => whole ?? [])
    return { kind, share: rounded(hidden.length / texts.length), confidence: 0.85, grade: open.length > 0 ? grade(open) : 2, why: 'masked' }
  }
  const values = texts.map((text) => readValue(text, says)).map((value) => (says === 'other' && value.whole && !selfEvident.has(value.whole) ? { ...value, whole: null, spans: [] } : value))
  const found = (promised && byHeading(values, promised)) ?? byValues(values, says)
  return found ?? { kind: null, share: 0, confidence: texts.length === 0 ? 0 : rounded(Math.min(0.9, 0.4 + texts.length / 40)), grade: 1, why: texts.length === 0 ? 'no_values' : 'nothing_found' }
}
