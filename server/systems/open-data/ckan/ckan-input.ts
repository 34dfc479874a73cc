import { ckanInvalid } from './ckan-error.ts'

/** What an action is asked: from a query string all is text, from a body it is JSON; both mean the same. */
export type Input = Readonly<Record<string, unknown>>

export function textOf(input: Input, name: string): string | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  const one = Array.isArray(value) ? value.at(-1) : value
  if (typeof one === 'object') throw ckanInvalid(name, 'Must be a string')
  return String(one)
}

export function requiredText(input: Input, name: string): string {
  const text = textOf(input, name)
  if (text === undefined || text === '') throw ckanInvalid(name, 'Missing value')
  return text
}

export function countOf(input: Input, name: string, standard: number, most: number): number {
  const text = textOf(input, name)
  if (text === undefined || text === '') return standard
  if (!/^\d{1,9}$/.test(text)) throw ckanInvalid(name, 'Invalid integer')
  return Math.min(Number(text), most)
}

/** True, 1, 'true', 'yes', 'on': as CKAN reads it. */
export function flagOf(input: Input, name: string, standard: boolean): boolean {
  const text = textOf(input, name)
  return text === undefined ? standard : ['true', 'yes', 't', 'y', '1', 'on'].includes(text.toLowerCase())
}

/** A list as JSON, as an array, or with commas between. */
export function listOf(input: Input, name: string): string[] | undefined {
  const value = input[name]
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) return value.flatMap((one) => (typeof one === 'string' && one.startsWith('[') ? parsed(name, one) as unknown[] : [one])).map(String)
  if (typeof value !== 'string') throw ckanInvalid(name, 'Must be a list')
  if (!value.trimStart().startsWith('[')) return value.split(',').map((one) => one.trim()).filter((one) => one !== '')
  const read = parsed(name, value)
  if (!Array.isArray(read)) throw ckanInvalid(name, 'Must be a list')
  return read.map(String)
}

/** An object as JSON or as it is; undefined where there is none. */
export function recordOf(input: Input, name: string): Readonly<Record<string, unknown>> | undefined {
  const value = typeof input[name] === 'string' && (input[name] as string).trim() !== '' ? parsed(name, input[name] as string) : input[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw ckanInvalid(name, 'Must be an object')
  return value as Record<string, unknown>
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw ckanInvalid(name, 'Cannot parse JSON')
  }
}
