import { maskName, maskNumber, maskPhone } from '#primitives/party'
import type { ResourceField } from '../contract.ts'

/** What of a value is shown, from all of it to nothing. 遮掩方式 */
export type Mask = 'full' | 'part' | 'year' | 'street' | 'band' | 'compare' | 'never'
/** Higher shows less. */
export const strictness: Readonly<Record<Mask, number>> = { full: 0, part: 1, year: 1, street: 1, band: 1, compare: 2, never: 3 }

const HIDDEN = '***'
/** 某市某区某街道某里3号楼 → 某市某区某街道***; without a street the district; without both nothing. 地址到街道 */
export function toStreet(text: string): string {
  const kept = /^.{1,24}?(?:街道|(?<!小)镇|(?<!水)乡|苏木)/u.exec(text)?.[0] ?? /^.{1,18}?(?:(?<![小社园校库片])区|县|旗)/u.exec(text)?.[0]
  return kept === undefined ? '******' : `${kept}${HIDDEN}`
}
/** 2011-03-09 → 2011. 日期到年 */
export const toYear = (text: string): string => /^\d{4}(?=-\d{2}-\d{2})/.exec(text)?.[0] ?? HIDDEN
/** 3456.78 → 2000–5000: bounds of 1, 2 and 5. 金额到区间 */
export function toBand(text: string): string {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return HIDDEN
  const size = Math.abs(value)
  if (size < 1) return size === 0 ? '0' : value < 0 ? '-1–0' : '0–1'
  const [digits, power] = size.toExponential().split('e').map(Number) as [number, number]
  const from = digits < 2 ? 1 : digits < 5 ? 2 : 5
  const [low, high] = [from * 10 ** power, (from === 2 ? 5 : from * 2) * 10 ** power]
  return value < 0 ? `-${high}–-${low}` : `${low}–${high}`
}
/** 6222021234567890123 → *************** 0123. 银行卡遮掩 */
const toLastFour = (text: string): string => (text.length > 8 ? `${'*'.repeat(text.length - 4)}${text.slice(-4)}` : '*'.repeat(text.length))
/** 津A12345 → 津A***45. 车牌遮掩 */
const toPlateEnds = (text: string): string => ([...text].length > 5 ? `${[...text].slice(0, 2).join('')}${HIDDEN}${[...text].slice(-2).join('')}` : HIDDEN)

const byKind: Readonly<Record<string, (text: string) => string>> = {
  name: maskName, phone: maskPhone, identity_number: maskNumber, credit_code: maskNumber, address: toStreet, bank_card: toLastFour, plate: toPlateEnds, birth: toYear, location: () => HIDDEN, health: () => HIDDEN,
}
const byType: Partial<Record<ResourceField['type'], (text: string) => string>> = { date: toYear, datetime: toYear, decimal: toBand, integer: toBand }

/** Part of a value in the way of its kind: 张**, a number's ends, an address to its street, a date to its year, an amount to its band. 部分遮掩 */
export function maskValue({ personal, type }: Pick<ResourceField, 'personal' | 'type'>, mask: Exclude<Mask, 'compare' | 'never'>, text: string): string {
  if (mask === 'full') return text
  if (mask !== 'part') return { year: toYear, street: toStreet, band: toBand }[mask](text)
  return (byKind[personal ?? ''] ?? byType[type] ?? ((other: string) => `${[...other].slice(0, 1).join('')}${HIDDEN}`))(text)
}
