import { createHash } from 'node:crypto'
import { creditCheckDigit, organisationCheckDigit } from '#primitives/party'
import type { ResourceField } from '../contract.ts'
import type { Row } from '../row/grant-in-force.ts'
import { rowsOf, type MadePerson } from './made-people.ts'

type Place = Readonly<{ code: string; at: number; person: MadePerson; people: readonly MadePerson[] }>

/** The rows of an entry in the sandbox: made from its fields alone, always the same, good under its own contract; no row that anybody landed is looked at. 沙箱数据 */
export function madeRows(code: string, fields: readonly ResourceField[], people: readonly MadePerson[]): Row[] {
  const places = people.flatMap((person) => Array.from({ length: rowsOf(person.place) }, () => person))
  return places.map((person, at) => {
    const seen = new Map<string, number>()
    return Object.fromEntries(fields.map((field) => {
      const nth = seen.get(field.personal ?? '') ?? 0 // the second name of a row is another's than the first
      seen.set(field.personal ?? '', nth + 1)
      const of = people[(person.place + nth) % people.length]!
      return [field.field, valueOf(field, { code, at, person: of, people })]
    }))
  })
}

/** A number below `most`, from what it is for. */
const dice = (most: number, ...about: readonly (string | number)[]): number => createHash('sha256').update(about.join('|')).digest().readUInt32BE(0) % most
const digits = (number: number, length: number): string => String(number).padStart(length, '0').slice(-length)
const dayAt = (number: number): string => `${2015 + (Math.floor(number / 336) % 10)}-${digits(1 + (Math.floor(number / 28) % 12), 2)}-${digits(1 + (number % 28), 2)}`
const cut = (text: string, length: number | null): string => (length === null ? text : [...text].slice(0, length).join(''))

function valueOf(field: ResourceField, place: Place): Row[string] {
  const { code, at } = place
  if (!field.required && !field.key && dice(8, code, at, field.field, 'empty') === 0) return null
  return personalValue(field, place) ?? plainValue(field, field.key ? at + 1 : dice(9000, code, at, field.field) + 1)
}

function personalValue({ personal, field, type, length }: ResourceField, { at, person }: Place): string | null {
  const text = type === 'text' || type === 'code'
  if (personal === 'identity_number') return person.number
  if (personal === 'birth' && type === 'date') return person.bornOn
  if (text && length === 18 && (personal === 'credit_code' || field.endsWith('credit_code'))) return creditCode(person.number.slice(0, 6), at)
  if (!text) return null
  if (personal === 'name') return cut(person.name, length)
  if (personal === 'phone') return cut(person.phone, length)
  if (personal === 'address') return cut(person.address, length)
  if (personal === 'plate') return cut(`测A${digits(at + 1, 5)}`, length)
  if (personal === 'bank_card') return digits(at + 1, Math.min(length ?? 19, 19))
  return null
}

function plainValue({ name, type, length, key }: ResourceField, number: number): Row[string] {
  switch (type) {
    case 'integer': return length === null ? number : number % 10 ** Math.min(length, 9)
    case 'decimal': return `${length === null || length > 6 ? number : number % 100}.${digits(number * 7, length !== null && length < 4 ? 1 : 2)}`
    case 'date': return dayAt(number)
    case 'datetime': return `${dayAt(number)}T${digits(8 + (number % 10), 2)}:${digits(number % 60, 2)}:00`
    case 'boolean': return number % 2 === 0
    case 'code': return digits(key ? number : 1 + (number % 9), Math.min(length ?? 6, 15))
    case 'text': return key ? `T${digits(number, Math.max(1, Math.min((length ?? 7) - 1, 9)))}` : cut(`测试${name}${number % 100}`, length)
  }
}

function creditCode(area: string, at: number): string {
  const organisation = `T${digits(at + 1, 7)}`
  const first17 = `91${area}${organisation}${organisationCheckDigit(organisation)}`
  return first17 + creditCheckDigit(first17)
}
