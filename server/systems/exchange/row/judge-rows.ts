import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import { keys } from '#base/keys'
import type { SheetFault } from '#base/spreadsheet'
import type { NumberRules } from '#primitives/party'
import type { LandedRows } from '../contract.ts'
import { gradeColumn } from '../detector/grade-column.ts'
import type { ExchangeTables } from '../tables.ts'
import { readCell, type Value } from './read-cell.ts'
import type { SentTable } from './read-sent-table.ts'

type Resource = Pick<ExchangeTables['exchange.resource'], 'code' | 'version' | 'fields'>
export type Good = Readonly<{ row: Readonly<Record<string, Value>>; text: string; /** Of all its keys together, under every live key, the newest first. */ digests: readonly Buffer[] }>
export type Judged = Readonly<{ code: string; version: number; sent: number; good: readonly Good[]; faults: readonly SheetFault[]; sha256: string; proposals: LandedRows['proposals'] }>
/** So many rows say what a column holds. */
const SAMPLE = 2000

/** Judges what was sent by the fields of its entry: pure, and done before the transaction, since it makes a blind index for every row. 逐格判断 */
export function judgeRows(resource: Resource, { rows, faults: unread }: SentTable, rules: NumberRules): Judged {
  const [good, faults, seen]: [Good[], SheetFault[], Map<string, number>] = [[], [...unread], new Map()]
  const { code, version, fields } = resource
  const keyed = fields.filter(({ key }) => key)
  for (const { line, cells } of rows) {
    const read = fields.map((field) => { const text = (cells as Record<string, string>)[field.field] ?? ''; return { field, text, read: readCell(field, text, rules) } })
    const wrong = read.flatMap(({ field, text, read: one }) => ('fault' in one ? [{ line, column: field.name, code: one.fault, value: field.personal ? maskFault(text) : text.slice(0, 40) }] : []))
    if (wrong.length > 0) { faults.push(...wrong); continue }
    const row = Object.fromEntries(read.map(({ field, read: one }) => [field.field, 'value' in one ? one.value : null]))
    const digests = keys().blind('exchange.row', canonicalJson([code, ...keyed.map(({ field }) => row[field] ?? null)])).map(({ digest }) => digest)
    const own = digests[0]!.toString('hex')
    const twice = seen.get(own)
    if (twice !== undefined) { faults.push({ line, column: keyed[0]!.name, code: 'repeated', value: `= ${twice}` }); continue }
    seen.set(own, line)
    good.push({ row, text: canonicalJson(row), digests })
  }
  return {
    code, version, sent: rows.length + unread.length, good, faults: faults.toSorted((a, b) => a.line - b.line), sha256: createHash('sha256').update(good.map(({ text }) => text).toSorted().join('\n')).digest('hex'),
    proposals: proposalsOf(resource, good),
  }
}

/** Fields whose values look more personal than the catalogue says: a person regrades, the machine only proposes. 分级建议 */
function proposalsOf({ fields }: Resource, good: readonly Good[]): LandedRows['proposals'] {
  const sample = good.slice(0, SAMPLE)
  return fields.flatMap(({ field, name, grade: declared }) => {
    const found = gradeColumn(name, sample.map(({ row }) => (row[field] === null || row[field] === undefined ? null : String(row[field]))))
    return found.kind !== null && found.grade > declared ? [{ field, name, kind: found.kind, grade: found.grade, declared, share: found.share }] : []
  })
}

/** Enough to find the cell again, and no more. */
const maskFault = (text: string): string => (text.length <= 4 ? '*'.repeat(text.length) : `${text.slice(0, 2)}${'*'.repeat(Math.min(text.length - 3, 12))}${text.slice(-1)}`)
