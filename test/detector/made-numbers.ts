import { identityCheckDigit } from '#primitives/party'
import { creditCheckDigit, organisationCheckDigit } from '../../server/primitives/party/number/credit-code.ts'

/** Identity number of somebody who does not exist: no district has the area code 120199. */
export const idOf = (born: string, serial: number): string => { const first17 = `120199${born}${String(serial).padStart(3, '0')}`; return first17 + identityCheckDigit(first17) }
export const oldIdOf = (born: string, serial: number): string => `120199${born}${String(serial).padStart(3, '0')}`

/** Unified credit code of nobody's firm. */
export function creditOf(organisation: string, authority = '91'): string {
  const first17 = `${authority}120199${organisation}${organisationCheckDigit(organisation)}`
  return first17 + creditCheckDigit(first17)
}

/** A card number with a right last digit, of an account that is zeros and a counter. */
export function cardOf(prefix: string, length: number, counter: number): string {
  const first = prefix + String(counter).padStart(length - 1 - prefix.length, '0')
  let sum = 0
  for (let at = 0; at < first.length; at++) { const digit = Number(first[first.length - 1 - at]); sum += at % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2 }
  return first + String((10 - (sum % 10)) % 10)
}

/** The number with its last digit made wrong. */
export const spoilt = (number: string): string => number.slice(0, -1) + String((Number(number.at(-1)!.replace('X', '3')) + 1) % 10)

export function hongKongOf(letter: string, digits: string): string {
  const sum = 36 * 9 + (letter.charCodeAt(0) - 55) * 8 + [...digits].reduce((total, digit, at) => total + Number(digit) * (7 - at), 0)
  const check = (11 - (sum % 11)) % 11
  return `${letter}${digits}(${check === 10 ? 'A' : check})`
}

export function taiwanOf(letter: string, first8: string): string {
  const area = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(letter) + 10
  const sum = Math.floor(area / 10) + (area % 10) * 9 + [...first8].reduce((total, digit, at) => total + Number(digit) * (8 - at), 0)
  return `${letter}${first8}${(10 - (sum % 10)) % 10}`
}

/** 13800000000 → １３８００００００００ */
export const wide = (text: string): string => text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
/** Digits in groups: grouped('123456', [2, 4], ' ') → '12 3456'. */
export const grouped = (digits: string, lengths: readonly number[], separator: string): string => {
  let at = 0
  return lengths.map((length) => digits.slice(at, (at += length))).join(separator)
}
