import type { Field } from '#base/form'
import { maskAddress, maskName, maskNumber, maskPhone } from '#primitives/party'

const hides: Partial<Record<Field['widget'], (text: string) => string>> = { identity_number: maskNumber, phone: maskPhone, bank_card: (text) => `${text.slice(0, 4)}****${text.slice(-4)}` }
const named = new Set(['name'])
export const isMasked = ({ widget, field, columns = [] }: Field): boolean => widget in hides || widget === 'person' || named.has(field) || field.endsWith('address') || columns.some((column) => isMasked(column) || column.schema?.['minLength'] === 18)
const isNumber = (value: unknown): value is string => typeof value === 'string' && /^[1-9][0-9]{16}[0-9Xx]$/.test(value)

/** Options by their labels, in lists and of persons too; files by how many there are. 显示值 */
export function said({ widget, options, columns = [] }: Field, value: unknown): unknown {
  const label = (one: unknown): unknown => options?.find((option) => option.value === one)?.label ?? one
  if (columns.length > 0) return inRows(value, (one, key) => { const column = columns.find(({ field }) => field === key); return column ? said(column, one) : one })
  return widget === 'choice' ? label(value) : Array.isArray(value) && options ? value.map(label) : value
}

/** The same with numbers, names, phones and addresses of people masked; in a row of a list whoever has an identity number is a person. 脱敏值 */
export function masked(field: Field, value: unknown): unknown {
  const { widget, columns = [] } = field
  if (typeof value === 'string') return isNumber(value) ? maskNumber(value) : (hides[widget]?.(value) ?? (named.has(field.field) ? maskName(value) : field.field.endsWith('address') ? maskAddress(value) : said(field, value)))
  if (widget !== 'person' && columns.length === 0) return said(field, value)
  return inRows(value, (one, key, row) => {
    const column = columns.find((known) => known.field === key)
    const person = widget === 'person' || Object.values(row).some(isNumber)
    return typeof one === 'string' && person && (key === 'name' || column?.label.includes('姓名')) ? maskName(one) : key === 'identity_number' ? maskNumber(String(one)) : column ? masked(column, one) : one
  })
}

type Row = Readonly<Record<string, unknown>>
function inRows(value: unknown, of: (one: unknown, key: string, row: Row) => unknown): unknown {
  const row = (one: unknown): unknown => (one !== null && typeof one === 'object' ? Object.fromEntries(Object.entries(one).map(([key, cell]) => [key, of(cell, key, one as Row)])) : one)
  return Array.isArray(value) ? value.map(row) : row(value)
}
