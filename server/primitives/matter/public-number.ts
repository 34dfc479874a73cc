import { randomInt } from 'node:crypto'

/** ISO/IEC 7064 MOD 11,10: finds every wrong digit and nearly every swapped pair. */
export function checkDigit(digits: string): number {
  let product = 10
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10
}

export const isPublicNumber = (number: string): boolean => /^\d{13}$/.test(number) && checkDigit(number.slice(0, 12)) === Number(number[12])

/** Twelve digits with their check digit. */
export const withCheckDigit = (digits: string): string => digits + checkDigit(digits)

/** Some numbers of a day ('YYYY-MM-DD'): the first that is free is taken. 事项编号 */
export function publicNumbers(day: string, many: number): string[] {
  const date = day.slice(2).replaceAll('-', '')
  return Array.from({ length: many }, () => {
    const digits = date + String(randomInt(1_000_000)).padStart(6, '0')
    return withCheckDigit(digits)
  })
}
