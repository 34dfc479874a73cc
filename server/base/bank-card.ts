/** The check digit of cards and other numbers (ISO/IEC 7812-1, Luhn). 卡号校验位 */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

/** Whether a bank card may have this number: 16 to 19 digits, and the last one right. 银行卡号校验 */
export const validBankCard = (number: string): boolean => /^[3-9]\d{15,18}$/.test(number) && luhn(number)
