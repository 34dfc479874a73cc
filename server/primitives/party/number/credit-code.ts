export type CreditCodeFault = 'credit_code_length' | 'credit_code_characters' | 'credit_code_organisation_digit' | 'credit_code_check_digit'
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character of a unified social credit code (GB 32100). 统一社会信用代码校验码 */
export function creditCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(first17[at]!), 0)
  return alphabet[(31 - (sum % 31)) % 31]!
}

/** The 9th character of an organisation code (GB 11714), characters 9–17 of a credit code. 组织机构代码校验码 */
export function organisationCheckDigit(first8: string): string {
  const left = 11 - (organisationWeights.reduce((total, weight, at) => total + weight * organisationAlphabet.indexOf(first8[at]!), 0) % 11)
  return left === 10 ? 'X' : left === 11 ? '0' : String(left)
}

/** Judges a unified social credit code by length, letters (never I O S V Z) and both of its check digits. 信用代码校验 */
export function checkCreditCode(text: string): { code: string, organisation: string } | { fault: CreditCodeFault } {
  const code = text.trim().toUpperCase()
  if (code.length !== 18) return { fault: 'credit_code_length' }
  if (![...code].every((letter) => alphabet.includes(letter)) || !/^[0-9A-Z]{2}[0-9]{6}/.test(code)) return { fault: 'credit_code_characters' }
  if (creditCheckDigit(code) !== code[17]) return { fault: 'credit_code_check_digit' }
  if (organisationCheckDigit(code.slice(8, 16)) !== code[16]) return { fault: 'credit_code_organisation_digit' }
  return { code, organisation: code.slice(8, 17) }
}
