/** What a number can be refused for; each has its text in texts.*.yaml under refusal. */
export type NumberFault = 'number_length' | 'number_old' | 'number_characters' | 'number_province' | 'number_date' | 'number_future' | 'number_check_digit' | 'number_of_nobody'
/** What only marks a number: it is taken, and somebody may look again. */
export type NumberMark = 'area_unknown' | 'area_abolished' | 'nobody'
export type IdentityNumber = {
  number: string, kind: 'resident' | 'permit' | 'foreign_resident', areaCode: string, bornOn: string, sex: 'female' | 'male', marks: NumberMark[],
}
export type NumberRules = {
  /** The city's day, so that nobody is born tomorrow. */
  today: string
  /** Area codes known to the table, and whether each is abolished. */
  areas: ReadonlyMap<string, { abolished: boolean }>
  /** Area code of people who do not exist, and whether they may come in (demo mode). */
  nobodyArea: string | null, demo: boolean
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB/T 2260 by its first two digits; 81–83 are residence permits of people from Hong Kong, Macao and Taiwan. */
const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '))

/** The 18th character of an identity number, from its first 17 digits (GB 11643, ISO 7064 MOD 11-2). 校验码 */
export function identityCheckDigit(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * weights[at]!
  return '10X98765432'[sum % 11]!
}

/** True when the calendar has such a day: 1941-02-29 is none. */
export function dayExists(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month >= 1 && month <= 12 && day >= 1 && day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}

const provinceOf = (number: string): string => (number[0] === '9' ? number.slice(1, 3) : number.slice(0, 2))
const kindOf = (number: string): IdentityNumber['kind'] => (number[0] === '9' ? 'foreign_resident' : /^8[123]/.test(number) ? 'permit' : 'resident')

/** Judges an identity number; says the one reason for which it cannot be one, or what it tells. 身份证号校验 */
export function checkIdentityNumber(text: string, rules: NumberRules): IdentityNumber | { fault: NumberFault } {
  const number = text.trim().toUpperCase()
  if (/^[0-9]{15}$/.test(number)) return { fault: 'number_old' }
  if (number.length !== 18) return { fault: 'number_length' }
  if (!/^[0-9]{17}[0-9X]$/.test(number)) return { fault: 'number_characters' }
  if (!provinces.has(provinceOf(number))) return { fault: 'number_province' }
  const bornOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (Number(number.slice(6, 10)) < 1850 || !dayExists(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)))) return { fault: 'number_date' }
  if (bornOn > rules.today) return { fault: 'number_future' }
  if (identityCheckDigit(number) !== number[17]) return { fault: 'number_check_digit' }
  const areaCode = number.slice(0, 6)
  const ofNobody = areaCode === rules.nobodyArea
  if (ofNobody && !rules.demo) return { fault: 'number_of_nobody' }
  return { number, kind: kindOf(number), areaCode, bornOn, sex: Number(number[16]) % 2 ? 'male' : 'female', marks: ofNobody ? ['nobody'] : marksOf(number, areaCode, rules) }
}

function marksOf(number: string, areaCode: string, rules: NumberRules): NumberMark[] {
  if (number[0] === '9') return []
  const area = rules.areas.get(areaCode)
  return !area ? ['area_unknown'] : area.abolished ? ['area_abolished'] : []
}
