import { invalid } from '#base/errors'
import type { SheetFault, SheetRow } from '#base/spreadsheet'
import type { NumberRules } from '#primitives/party'
import type { CheckedRows, ResourceField } from '../contract.ts'
import type { Grant, Row } from './grant-in-force.ts'
import { readCell } from './read-cell.ts'
import { sameValue } from './shown-fields.ts'

/** A line of a list: the key that is asked, and what the asker says of the other fields. */
export type AskedLine = Readonly<{ line: number; key: string; said: readonly (readonly [ResourceField, string])[] }>
type Granted = Pick<Grant, 'resourceFields' | 'masks'>

const textOf = (cells: SheetRow['cells'], { field }: ResourceField): string => (cells as Record<string, string>)[field] ?? ''

/** The key by which a list asks: the entry's first that stands in it. */
export function keyOfList(grant: Pick<Grant, 'resourceFields'>, sheet: readonly SheetRow[]): ResourceField {
  const keys = grant.resourceFields.filter((one) => one.key)
  const key = keys.find((one) => sheet.some(({ cells }) => textOf(cells, one) !== ''))
  if (!key) throw invalid('exchange.no_key_column', { keys: keys.map((one) => one.name).join('、') })
  return key
}

/** Which lines of a list can be asked, and what is wrong in the others. 逐行判断 */
export function judgeList(grant: Granted, key: ResourceField, sheet: readonly SheetRow[], rules: NumberRules): { asked: AskedLine[]; faults: SheetFault[] } {
  const compared = grant.resourceFields.filter((one) => one.field !== key.field && grant.masks.some(({ field, mask }) => field === one.field && mask !== 'never'))
  const [asked, faults]: [AskedLine[], SheetFault[]] = [[], []]
  for (const { line, cells } of sheet) {
    const given = [key, ...compared.filter((one) => textOf(cells, one) !== '')].map((field) => ({ field, read: readCell({ ...field, key: field === key }, textOf(cells, field), rules) }))
    const wrong = given.find(({ read }) => 'fault' in read)
    if (wrong) faults.push({ line, column: wrong.field.name, code: 'fault' in wrong.read ? wrong.read.fault : '', value: '' })
    else asked.push({ line, key: valueOf(given[0]!.read), said: given.slice(1).map(({ field, read }) => [field, valueOf(read)] as const) })
  }
  return { asked, faults }
}

/** yes, no or unknown for each line, and how many of each. */
export function answerList(asked: readonly AskedLine[], found: ReadonlyMap<string, readonly Readonly<{ values: Row }>[] | 'too many'>, faults: readonly SheetFault[]): CheckedRows {
  const rows = asked.map(({ line, key, said }) => {
    const of = found.get(key)
    const answer: 'yes' | 'no' | 'unknown' = of === undefined || of === 'too many' ? 'unknown' : of.some(({ values: row }) => said.every(([field, text]) => sameValue(row[field.field] ?? null, text))) ? 'yes' : 'no'
    return { line, answer }
  })
  const many = (answer: string): number => rows.filter((row) => row.answer === answer).length
  return { rows, yes: many('yes'), no: many('no'), unknown: many('unknown'), faults: faults.toSorted((a, b) => a.line - b.line).slice(0, 500), rejected: faults.length }
}

const valueOf = (read: ReturnType<typeof readCell>): string => ('value' in read ? String(read.value) : '')
