import { canonicalJson } from '#base/crypto'
import type { ItemRow } from './items.ts'

/** One line of catalogues/incident-items.csv, as its schema describes it. */
export type ItemLine = Record<
  'code' | 'register' | 'standard' | 'class' | 'kind' | 'name' | 'words' | 'ends_at' | 'leads' | 'supporting' | 'receive' | 'handle' | 'verify' | 'urgency' | 'evidence' | 'public' | 'near_m' | 'near_h' | 'call',
  string
>
export type ItemFields = Omit<ItemRow, 'version' | 'retired' | 'origin' | 'effective_from'>

const list = (cell: string, separator: string | RegExp): string[] => cell.split(separator).map((one) => one.trim()).filter((one) => one !== '')

export const itemOf = (line: ItemLine): ItemFields => ({
  code: line.code, register: line.register as ItemRow['register'], standard: line.standard, class: line.class, kind: line.kind, name: line.name, words: list(line.words, /[；;]/),
  ends_at: line.ends_at as ItemRow['ends_at'], leads: Object.fromEntries(list(line.leads, ' ').map((one) => one.split('=') as [string, string])), supporting: list(line.supporting, ' '),
  receive_limit: line.receive, handle_limit: line.handle, verify_limit: line.verify, urgency: line.urgency as ItemRow['urgency'], evidence: line.evidence as ItemRow['evidence'],
  public: line.public === 'yes', near_metres: Number(line.near_m), near_hours: Number(line.near_h), call: list(line.call, ' '),
})

const fields: readonly (keyof ItemFields)[] = [
  'register', 'standard', 'class', 'kind', 'name', 'words', 'ends_at', 'leads', 'supporting', 'receive_limit', 'handle_limit', 'verify_limit', 'urgency', 'evidence', 'public',
  'near_metres', 'near_hours', 'call',
]

const levels = ['grid', 'community', 'street', 'district', 'city'] // the database keeps no order of keys

/** The other way: an item as a line of the file. */
export const lineOf = (item: ItemFields): ItemLine => ({
  code: item.code, register: item.register, standard: item.standard, class: item.class, kind: item.kind, name: item.name, words: item.words.join('；'), ends_at: item.ends_at,
  leads: levels.filter((level) => item.leads[level]).map((level) => `${level}=${item.leads[level]}`).join(' '), supporting: item.supporting.join(' '), receive: item.receive_limit, handle: item.handle_limit,
  verify: item.verify_limit, urgency: item.urgency, evidence: item.evidence, public: item.public ? 'yes' : 'no', near_m: String(item.near_metres), near_h: String(item.near_hours), call: item.call.join(' '),
})

/** Whether two versions say the same. */
export const same = (a: ItemFields, b: ItemFields): boolean => fields.every((field) => canonicalJson(a[field]) === canonicalJson(b[field]))
