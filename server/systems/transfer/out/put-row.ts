import { hash } from 'node:crypto'
import { keys } from '#base/keys'
import type { DeliveryGrant } from '#systems/exchange'
import type { TextRow } from '../source-port.ts'

type Grant = Pick<DeliveryGrant, 'fields' | 'keys'>

export const cellText = (value: unknown): string | null => (value === null || value === undefined ? null : String(value as string | number | boolean))

/** By which a row that was put is known again, however its database writes it. */
export const rowKeys = ({ fields, keys: named }: Grant): ((row: TextRow) => string) => {
  const places = named.map((field) => fields.findIndex((one) => one.field === field))
  return (row) => JSON.stringify(places.map((at) => alike(fields[at]!.type, row[at] ?? null)))
}
/** The same kept blind, for a key may be a person's number. */
export const digestOf = (key: string): Buffer => keys().blind('transfer.put_key', key)[0]!.digest

/** Eight bytes of what a row says, however its database writes it. */
export const rowContents = ({ fields }: Grant): ((row: TextRow) => bigint) => (row) => hash('sha256', JSON.stringify(fields.map(({ type }, at) => alike(type, row[at] ?? null))), 'buffer').readBigInt64BE(0)

/** A value as every database would write it: 1.50 and 1.5, t and true, a moment with a T or a blank. */
function alike(type: string, text: string | null): string | null {
  if (text === null) return null
  switch (type) {
    case 'decimal': return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text
    case 'boolean': return /^(t|true|1)$/.test(text) ? 'true' : /^(f|false|0)$/.test(text) ? 'false' : text
    case 'datetime': return text.replace(' ', 'T').replace(/(Z|\+00(:?00)?)$/, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    default: return text
  }
}
