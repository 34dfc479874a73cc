import { luhn } from '#base/bank-card'
import { checkCreditCode, checkIdentityNumber, type IdentityNumber } from '#primitives/party'
import { cardRanges } from './card-prefixes.ts'
import { type LabelGroup, type Labels } from './number-labels.ts'
import { even, isPart, type Run, runsOf } from './number-runs.ts'
import { type PersonalKind, type Span, type SpanReason } from './personal-kinds.ts'
import { phoneAreas } from './phone-areas.ts'

/** A detector has no clock: it only knows that nobody here was born in the next century. */
const anyDay = { today: '2099-12-31', areas: new Map<string, { abolished: boolean }>(), nobodyArea: null, demo: true }
type Judged = { kind: PersonalKind, confidence: number, why: SpanReason }
const judged = (kind: PersonalKind, confidence: number, why: SpanReason): Judged => ({ kind, confidence, why })

/** What a valid identity number tells, or null. */
const identityOf = (body: string): IdentityNumber | null => {
  const answer = checkIdentityNumber(body, anyDay)
  return 'fault' in answer ? null : answer
}

function identity({ body, separators }: Run, label: LabelGroup | null): Judged | null {
  const person = body.length === 18 && even(separators) && body[0] !== '0' ? identityOf(body) : null
  if (!person || person.bornOn < '1900') return null
  if (label === 'identity' || label === 'papers' || label === 'region') return judged('identity_number', 0.99, 'check_digit_and_label')
  // A file number is often division, day and serial, and one in eleven of them passes the check digit.
  if (label === 'other') return person.bornOn > '2008' ? null : judged('identity_number', 0.6, 'check_digit')
  return judged('identity_number', person.bornOn > '2008' && separators ? 0.7 : 0.93, 'check_digit')
}

/** Fifteen digits, given out until 1999: no check digit, so that a word before it counts for much. */
function oldIdentity({ body, groups }: Run, label: LabelGroup | null): Judged | null {
  if (body.length !== 15 || !/^\d{15}$/.test(body) || !['15', '6,6,3'].includes(groups.join()) || label === 'other' || label === 'card') return null
  const day = checkIdentityNumber(`${body.slice(0, 6)}19${body.slice(6)}0`, anyDay) // province and day are judged before the check digit
  if ('fault' in day && day.fault !== 'number_check_digit') return null
  return label === 'identity' || label === 'papers' ? judged('identity_number', 0.88, 'shape_and_label') : judged('identity_number', 0.5, 'shape')
}

/** The authority that registers, its kind of body, and the division: GB 32100-2015 table 1 and its later additions. A number that begins with a day fits none. */
const registered = /^[1-9ANY][1-9][1-8][0-9]{5}/

function credit({ body, separators }: Run, label: LabelGroup | null): Judged | null {
  if (body.length !== 18 || !even(separators) || !registered.test(body) || 'fault' in checkCreditCode(body)) return null
  return label === 'credit' ? judged('credit_code', 0.99, 'check_digit_and_label') : judged('credit_code', 0.95, 'check_digit')
}

function card({ body, groups, separators }: Run, label: LabelGroup | null): Judged | null {
  if (body.length < 14 || body.length > 19 || !/^\d+$/.test(body) || !even(separators) || label === 'other' || label === 'identity') return null
  const range = cardRanges.find(({ from, to, lengths }) => body.slice(0, 4) >= from && body.slice(0, 4) <= to && lengths.includes(body.length))
  const fours = groups.length > 2 && groups.slice(0, -1).every((length) => length === 4) && groups.at(-1)! <= 4
  if (!range || !luhn(body) || !(groups.length === 1 || fours || /^(?:6,(?:10|11|12|13)|4,6,[45])$/.test(groups.join()))) return null
  if (label === 'card') return judged('bank_card', 0.98, 'check_digit_and_label')
  return range.alone ? judged('bank_card', fours ? 0.9 : 0.8, 'check_digit') : fours ? judged('bank_card', 0.65, 'check_digit') : null
}

const mobileGroups = new Set(['11', '3,4,4', '3,8', '7,4', '3,3,5', '5,6', '4,3,4', '4,4,3', Array(11).fill(1).join()])

function mobile({ start, body, groups, separators }: Run, label: LabelGroup | null, flat: string): Judged | null {
  const country = /^(?:0086|86)?(?=1[3-9]\d{9}$)/.exec(body)?.[0]
  if (country === undefined || label === 'other' || separators.includes(')')) return null
  const apart = country === '' || groups[0] === country.length
  const shape = (country === '' ? groups : apart ? groups.slice(1) : [groups[0]! - country.length, ...groups.slice(1)]).join()
  if (!mobileGroups.has(shape) || !even(separators.slice(country !== '' && apart ? 1 : 0)) || (separators.includes('.') && shape !== '3,4,4')) return null
  if (label === 'phone' || label === 'public') return judged('mobile', 0.98, 'shape_and_label')
  return judged('mobile', label !== null && label !== 'papers' ? 0.6 : country === '86' && !apart && flat[start - 1] !== '+' ? 0.75 : 0.9, 'shape')
}

const looksLikeDay = (digits: string): boolean => /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits)

function landline({ body, groups, separators }: Run, label: LabelGroup | null): Judged | null {
  if (label === 'other' || label === 'public' || /\D/.test(body) || separators.includes('.')) return null
  const abroad = /^(?:0086|86)/.exec(groups.length > 2 ? body : '')?.[0] ?? ''
  const rest = abroad ? groups.slice(groups[0] === abroad.length ? 1 : 0) : groups
  const digits = (abroad && body[abroad.length] !== '0' ? '0' : '') + body.slice(abroad.length)
  const area = [digits.slice(0, 3), digits.slice(0, 4)].find((code) => phoneAreas.has(code))
  if (!area) return abroad ? null : local({ body, groups, separators }, label)
  const extended = rest.length > 1 && rest.at(-1)! <= 5 && digits.length - area.length > 8 ? rest.at(-1)! : 0
  const line = digits.slice(area.length, digits.length - extended)
  if (!(line.length === 8 || (line.length === 7 && area.length === 4)) || !/^[2-8]/.test(line)) return null
  const shape = (extended ? rest.slice(0, -1) : rest).join()
  const split = new RegExp(`^(?:${area.length}|${area.length - 1}),(?:${line.length}|[34],4)$`).test(shape)
  if (!split && !(rest.length === 1 && !extended)) return null
  return label === 'phone' ? judged('landline', 0.97, 'shape_and_label') : label !== null ? null : judged('landline', split ? 0.85 : 0.6, 'shape')
}

/** Seven or eight digits are a telephone only where a word says so. */
function local({ body, groups }: Pick<Run, 'body' | 'groups' | 'separators'>, label: LabelGroup | null): Judged | null {
  return label === 'phone' && /^[2-8]\d{6,7}$/.test(body) && /^(?:7|8|[34],4)$/.test(groups.join()) && !looksLikeDay(body) ? judged('landline', 0.8, 'shape_and_label') : null
}

const judges = [identity, credit, card, oldIdentity, mobile, landline]

/** Identity numbers, credit codes, bank cards and telephones of a text. 号码识别 */
export function findNumbers(flat: string, labels: Labels): Span[] {
  const found: Span[] = []
  for (const run of runsOf(flat)) {
    if (isPart(flat, run)) continue
    const label = labels.at(run.start, run.end)
    for (const judge of judges) {
      const answer = judge(run, label, flat)
      if (!answer) continue
      const start = flat[run.start - 1] === '+' || (flat[run.start - 1] === '(' && flat.slice(run.start, run.end).includes(')')) ? run.start - 1 : run.start
      found.push({ ...answer, start, end: run.end })
      break
    }
  }
  return found
}
