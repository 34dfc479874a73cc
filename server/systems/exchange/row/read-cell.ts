import { checkIdentityNumber, type NumberRules } from '#primitives/party'
import type { ResourceField } from '../contract.ts'

export type Value = string | number | boolean | null
export type Read = Readonly<{ value: Value } | { fault: string }>

const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
const words: Readonly<Record<string, boolean>> = { 是: true, 有: true, '1': true, true: true, 否: false, 无: false, '0': false, false: false }

/** A day that exists, in ISO; 2019-02-30 is none. */
export function dayOf(text: string): string | null {
  const [, year = '', month = '', date = ''] = day.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null
}

/** What a cell of a sheet means by the contract of its field; a fault that an official understands where it means nothing. 按契约转换 */
export function readCell(field: ResourceField, text: string, rules: NumberRules): Read {
  if (text === '') return field.required || field.key ? { fault: 'required' } : { value: null }
  if (field.personal === 'identity_number') {
    const checked = checkIdentityNumber(text, rules)
    return 'fault' in checked ? { fault: 'identity_number' } : { value: checked.number }
  }
  switch (field.type) {
    case 'integer': return /^-?\d{1,15}$/.test(plainNumber(text)) ? { value: Number(plainNumber(text)) } : { fault: 'integer' }
    case 'decimal': return /^-?\d{1,15}(\.\d{1,10})?$/.test(plainNumber(text)) ? { value: plainNumber(text) } : { fault: 'decimal' } // a decimal stays the text that it was
    case 'boolean': return text in words ? { value: words[text]! } : { fault: 'boolean' }
    case 'date': { const iso = dayOf(text); return iso ? { value: iso } : { fault: 'date' } }
    case 'datetime': { const at = new Date(text.replace(' ', 'T')); return Number.isNaN(at.getTime()) ? { fault: 'datetime' } : { value: at.toISOString() } }
    default: return field.length !== null && [...text].length > field.length ? { fault: 'too_long' } : { value: text }
  }
}

/** 1,200 → 1200: thousands are parted by commas in threes, and nothing else is. */
const plainNumber = (text: string): string => (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text)
