import { conflict } from '#base/errors'
import type { Deed } from '#base/deed'
import type { SheetFault } from '#base/spreadsheet'
import { identityRules, type NumberRules } from '#primitives/party'
import type { ExchangeTables } from '../tables.ts'
import { castSql, jsonSql } from './cast-sql.ts'
import type { Row } from './grant-in-force.ts'
import type { Plain } from './land-chunk.ts'
import { ownResource } from './own-resource.ts'
import type { Sealed } from './seal-chunk.ts'

export type Resource = ExchangeTables['exchange.resource']
/** Rows on their way into an entry of one's own unit: `sent` are the fields whose cells come, in their order; all of them unless said. 一次落地 */
export type Landing = Readonly<{ id: string; resource: Resource; sent: readonly string[]; rules: NumberRules; /** The last of a key counts, as in a stream of changes; else the first does and the others are faults. */ lastCounts: boolean; /** What it brings is remembered until its end; of a first whole copy nothing can be gone, and its chunks say what was sent. */ remember: boolean }>
/** `content` is the sum of what the good rows say, eight bytes of a hash each, modulo 2^64: the same in any order. */
type Told = Readonly<{ sent: number; good: number; content: bigint; rejected: number; faults: readonly SheetFault[]; sample: readonly Row[] }>
/** `form`: what writing it needs to know beside what was staged. */
export type JudgedChunk = Told & Readonly<{ form: Sealed | Plain }>
export type LandedChunk = Told & Readonly<{ changed: number }>
export type ChunkOptions = Readonly<{ /** So many faults are told, the others only counted. */ mostFaults: number; /** So many good rows come back. */ sample?: number }>

/** Begins a landing, or goes on with one: the entry must be of one's own unit, and its contract the one that it began with. */
export async function openLanding(deed: Deed, { id, code, version, sent, lastCounts = false, remember = true }: { id: string; code: string; version?: number; sent?: readonly string[]; lastCounts?: boolean; remember?: boolean }): Promise<Landing> {
  const resource = await ownResource(deed, code)
  if (version !== undefined && resource.version !== version) throw conflict('exchange.resource_changed') // judged by fields that are no longer in force
  return { id, resource, sent: sent ?? resource.fields.map(({ field }) => field), rules: await identityRules(deed, []), lastCounts, remember }
}

/** Of a row's JSON: the first eight bytes of its SHA-256. */
export const contentSql = (text: string): string => `('x' || encode(substr(sha256(convert_to(${text}, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint`
export const keyed = ({ fields }: Pick<Resource, 'fields'>): Resource['fields'] => fields.filter(({ key }) => key)

/** What is staged, judged cell by cell: line, a value v… for each key field, the row in canonical JSON (its fields in order of their names, nothing between them), or `told`: its faults by field, with what was sent. */
export function judgedSql(landing: Landing): string {
  const { resource: { fields } } = landing
  const bad = badSql(landing)
  const json = `(select row_to_json(o) from (select ${inOrder(fields).map((field) => `${jsonSql(field, `v_${field.field}`)} as "${field.field}"`).join(', ')}) o)`
  return `select line, ${keyed({ fields }).map(({ field }) => `v_${field}`).join(', ')}, case when not (${bad}) then ${json} end as plain, case when ${bad} then ${toldSql(landing)} end as told from (${castedSql(landing, fields)}) c`
}
/** The same without the JSON: line, `told`, and a value for each field in the order of their names, of which `rowJson` makes it. */
export const valuesSql = (landing: Landing): string =>
  `select line, case when ${badSql(landing)} then ${toldSql(landing)} end as told, ${inOrder(landing.resource.fields).map(({ field }) => `v_${field}`).join(', ')} from (${castedSql(landing, landing.resource.fields)}) c`
export const inOrder = (fields: Resource['fields']): Resource['fields'] => fields.toSorted((a, b) => (a.field < b.field ? -1 : 1))

const badSql = ({ resource: { fields } }: Landing): string => `(${fields.map(({ field }) => `ascii(v_${field}) = 1`).join(' or ')}) is true`
const toldSql = ({ resource: { fields }, sent }: Landing): string => `json_build_array(${fields.map(({ field }) => `case when ascii(v_${field}) = 1 then json_build_array(substr(v_${field}, 2), ${sent.includes(field) ? `c${sent.indexOf(field)}` : `''`}) end`).join(', ')})`

/** The cells of some fields as the contract means them. */
export const castedSql = ({ sent, rules }: Landing, fields: Resource['fields']): string =>
  `select *, ${fields.map((field) => `${castSql(field, sent.includes(field.field) ? `c${sent.indexOf(field.field)}` : 'null::text', rules)} as v_${field.field}`).join(', ')} from pg_temp.staged offset 0`

export type ToldFaults = readonly (readonly [string, string | null] | null)[]
/** The same as people are told: by column, the value shortened, and masked where it is personal. */
export const toldFaults = ({ resource }: Landing, line: number, told: ToldFaults): SheetFault[] =>
  told.flatMap((one, at) => (one === null ? [] : [{ line, column: resource.fields[at]!.name, code: one[0], value: resource.fields[at]!.personal ? maskFault(one[1] ?? '') : (one[1] ?? '').slice(0, 40) }]))
export const repeatedFault = ({ resource }: Landing, line: number, first: number): SheetFault => ({ line, column: keyed(resource)[0]!.name, code: 'repeated', value: `= ${first}` })

/** Enough to find the cell again, and no more. */
const maskFault = (text: string): string => (text.length <= 4 ? '*'.repeat(text.length) : `${text.slice(0, 2)}${'*'.repeat(Math.min(text.length - 3, 12))}${text.slice(-1)}`)
