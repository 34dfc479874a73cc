import { type LabelGroup, type Labels } from './number-labels.ts'
import { type PersonalKind, type Span } from './personal-kinds.ts'

/**
 * Shapes of documents without a check digit that we could test: only a word beside them makes them personal data, since part numbers look the same.
 * Chinese passports and permits: 国家移民管理局, notices on the electronic ordinary passport (E, then EA…), 港澳居民来往内地通行证 (H or M, 8 digits, two more for the issue on old ones),
 * 台湾居民来往大陆通行证 (8 digits; 10 with a letter on old ones), 往来港澳通行证 (C or W), 大陆居民往来台湾通行证 (L or T). Foreign passports: ICAO Doc 9303, up to 9 signs.
 */
const passports = /^(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|[DSP]E?\d{7}|1[45]\d{7}|K[J]?\d{7,8}|H[AB]?\d{7,8}|M[AB]\d{7})$/
const foreignPassports = /^(?:[A-Z]{1,2}\d{6,8}|\d{9})$/
const permits = /^(?:[HM]\d{8}(?:\d{2})?|C(?:\d|[A-HJ-NP-Z])\d{7}|W\d{8}|[LT]\d{8})$/
const taiwanPermits = /^(?:\d{8}|\d{10})$/

const value = (letter: string): number => (letter === ' ' ? 36 : /\d/.test(letter) ? letter.charCodeAt(0) - 48 : letter.charCodeAt(0) - 55)

/** Hong Kong identity card: one or two letters, six digits and a check sign, weights 9 to 1, modulo 11. 香港身份证校验 */
function ofHongKong(letters: string, digits: string, check: string): boolean {
  let sum = value(check)
  for (const [at, sign] of [...letters.padStart(2, ' ') + digits].entries()) sum += value(sign) * (9 - at)
  return sum % 11 === 0
}

const taiwanLetters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO' // 10, 11, … in this order
/** Taiwan identity card: a letter for two digits, then nine digits, weights 1 9 8 … 1 1, modulo 10. 台湾身份证校验 */
function ofTaiwan(body: string): boolean {
  const area = taiwanLetters.indexOf(body[0]!) + 10
  let sum = Math.floor(area / 10) + (area % 10) * 9 + value(body[9]!)
  for (let at = 1; at <= 8; at++) sum += value(body[at]!) * (9 - at)
  return sum % 10 === 0
}

const document = /(?<![0-9A-Za-z])([A-Za-z]{0,2})(\d{6,10})(?: ?\(([0-9A-Za-z])\))?(?![0-9A-Za-z])/g
const paperWords = /护照|passport|出境|入境|通行证|台胞|回乡证|签证|签注/i

function judge(letters: string, digits: string, check: string | undefined, label: LabelGroup | null, near: string): [PersonalKind, number] | null {
  const body = letters + digits
  if (check !== undefined && /^[A-Z]{1,2}$/.test(letters) && digits.length === 6) {
    return ofHongKong(letters, digits, check) ? ['regional_identity', label === 'other' ? 0.4 : 0.92] : null
  }
  if (label === 'region') {
    if (/^[A-Z]{1,2}\d{7}$/.test(body) && ofHongKong(letters, digits.slice(0, 6), digits[6]!)) return ['regional_identity', 0.9]
    if (/^[157]\d{6}$/.test(digits) && letters === '' && check !== undefined) return ['regional_identity', 0.85]
    if (/^[157]\d{7}$/.test(body)) return ['regional_identity', 0.75]
  }
  if ((label === 'region' || label === 'identity' || label === 'papers') && /^[A-Z][1289]\d{8}$/.test(body) && ofTaiwan(body)) return ['regional_identity', 0.88]
  const onlyNear = label === null && paperWords.test(near)
  if (label === 'papers' && /^[HM]\d{8}$/.test(body)) return ['travel_permit', 0.8] // a passport of Hong Kong looks the same and is shown less often
  if (label === 'passport' || label === 'papers' || onlyNear) {
    if (passports.test(body) && !(onlyNear && /通行证|回乡证|台胞|签注/.test(near))) return ['passport', label === 'passport' ? 0.96 : label === 'papers' ? 0.8 : 0.7]
    if (label === 'passport' && foreignPassports.test(body)) return ['passport', 0.8]
  }
  if (label === 'permit' || label === 'papers' || onlyNear) {
    if (permits.test(body)) return ['travel_permit', label === 'permit' ? 0.96 : label === 'papers' ? 0.8 : 0.7]
    if (label === 'permit' && taiwanPermits.test(body)) return ['travel_permit', 0.85]
  }
  return null
}

/** Passports, permits for Hong Kong, Macao and Taiwan, and identity cards of people from there. 出入境证件识别 */
export function findTravelDocuments(flat: string, labels: Labels): Span[] {
  const found: Span[] = []
  for (const match of flat.matchAll(document)) {
    const [text, letters = '', digits = '', check] = match
    const [start, end] = [match.index, match.index + text.length]
    if (letters === '' && check === undefined && digits.length < 8) continue
    if (/[A-Za-z0-9][-_./]$/.test(flat.slice(Math.max(0, start - 2), start)) || /^(?:[-_./][0-9A-Za-z]|\.\d)/.test(flat.slice(end, end + 2))) continue
    const label = labels.at(start, end)
    const near = flat.slice(Math.max(0, start - 12), start) + flat.slice(end, end + 8)
    const answer = judge(letters.toUpperCase(), digits, check?.toUpperCase(), label, near)
    if (answer) found.push({ kind: answer[0], start, end, confidence: answer[1], why: answer[0] === 'regional_identity' ? 'check_digit' : label ? 'shape_and_label' : 'shape' })
  }
  return found
}
