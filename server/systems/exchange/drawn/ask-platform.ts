import { Refusal } from '#base/errors'
import { log } from '#base/log'
import type { NumberRules } from '#primitives/party'
import { contributedOutside, type OutsideRow } from '#primitives/registry'
import type { ResourceField } from '../contract.ts'
import type { Found } from '../row/find-rows.ts'
import type { Row } from '../row/grant-in-force.ts'
import { readCell } from '../row/read-cell.ts'

/** What must be asked of the existing platform before a query or a list can be answered: judged already by grant, matter and quota. 待问平台 */
export type Question = Readonly<{ entry: string; by: ReadonlyMap<string, readonly string[]>; fields: readonly ResourceField[]; most: number; rules: NumberRules; at: Date }>
/** What it answered, by key field and value; a value that was not asked has no answer. */
export type LiveRows = ReadonlyMap<string, ReadonlyMap<string, Found[] | 'too many'>>

export const isQuestion = (one: object): one is Question => 'entry' in one && 'by' in one

/** So many values go in one call. */
const PIECE = 100
/** An entry of which it did not answer is left alone for so long, and so many askers wait for it at once: whoever comes then is told at once. */
const REST = 5000
const AT_ONCE = 20
const restUntil = new Map<string, number>()
let asking = 0

/** Asks the existing platform, outside any transaction: what is out or answers nonsense is refused, and then nothing was given, counted or kept. 实时查询既有平台 */
export async function askPlatform({ entry, by, fields, most, rules, at }: Question): Promise<LiveRows> {
  const outside = contributedOutside()
  if (!outside || asking >= AT_ONCE || at.getTime() < (restUntil.get(entry) ?? 0)) throw new Refusal(503, 'exchange.source_out')
  asking += 1
  const pieces = [...by].flatMap(([field, values]) => Array.from({ length: Math.ceil(values.length / PIECE) }, (_, piece) => ({ field, values: values.slice(piece * PIECE, (piece + 1) * PIECE) })))
  const answers = await Promise.all(pieces.map(async (key) => ({ key, rows: await outside.rows(entry, key, fields.map((one) => one.field), most) }))).catch((error: Error) => {
    log.warn({ entry, message: error.message }, 'the existing platform did not answer')
    restUntil.set(entry, at.getTime() + REST)
    throw new Refusal(503, 'exchange.source_out')
  }).finally(() => { asking -= 1 })
  restUntil.delete(entry)
  const live = new Map([...by.keys()].map((field) => [field, new Map<string, Found[] | 'too many'>()]))
  for (const { key, rows } of answers) for (const value of key.values) {
    const sent = rows.get(value) ?? []
    live.get(key.field)!.set(value, sent === 'too many' ? sent : sent.map((row) => ({ values: rowOf(row, fields, rules), at })))
  }
  return live
}

/** Each cell as the entry's contract reads it; what it cannot read is no answer, and its words stay here. */
function rowOf(sent: OutsideRow, fields: readonly ResourceField[], rules: NumberRules): Row {
  return Object.fromEntries(fields.map((field) => {
    const read = readCell(field, String(sent[field.field] ?? '').trim(), rules)
    if ('value' in read) return [field.field, read.value]
    log.warn({ field: field.field, fault: read.fault }, 'the existing platform answered what the contract does not allow')
    throw new Refusal(503, 'exchange.source_out')
  }))
}
