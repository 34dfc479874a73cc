import type { SheetFault } from '../spreadsheet.ts'
import { lookOf, misfit, type ColumnType, type Look } from './cell-types.ts'
import type { TableRow } from './shape-rows.ts'

/** A column as its values suggest it. `misfits` counts all that do not fit; `rejects` shows the first of them, for castCell finds every one. */
export type InferredColumn = Readonly<{ heading: string; type: ColumnType; values: number; blanks: number; misfits: number; rejects: readonly SheetFault[] }>
type Seen = { counts: Map<Look, number>; examples: Map<Look, { line: number; value: string }[]> }

const SHOWN = 100
const ENOUGH = 0.99
/** From the narrowest, which wins where several fit alike: 20260102 in every row is a day, not a number. */
const TYPES: readonly ColumnType[] = ['boolean', 'date', 'integer', 'datetime', 'decimal']

/**
 * Proposes a type for each column from all of its values: the one that fits most, if that is 99 in 100, else text. A "K" in row 1,001 is a reject, and the column stays a number.
 * Digits that begin with 0, or more than 15 of them, are identifiers: one is enough to keep a column from being numbers. 推断列类型
 */
export async function inferColumns(headings: readonly string[], batches: AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>): Promise<InferredColumn[]> {
  const columns: Seen[] = headings.map(() => ({ counts: new Map(), examples: new Map() }))
  for await (const rows of batches) for (const { line, cells } of rows) for (let at = 0; at < columns.length; at++) see(columns[at]!, line, cells[at]!)
  return columns.map((seen, at) => propose(headings[at]!, seen))
}

function see({ counts, examples }: Seen, line: number, value: string): void {
  const look = lookOf(value)
  const count = counts.get(look) ?? 0
  counts.set(look, count + 1)
  if (count >= SHOWN || look === 'blank') return
  if (count === 0) examples.set(look, [])
  examples.get(look)!.push({ line, value: Buffer.from(value.slice(0, 200)).toString() }) // a copy: a slice would hold on to all the text around it
}

function propose(heading: string, { counts, examples }: Seen): InferredColumn {
  const all = [...counts].filter(([look]) => look !== 'blank')
  const values = all.reduce((sum, [, count]) => sum + count, 0)
  const misfits = (type: ColumnType): number => all.reduce((sum, [look, count]) => sum + (misfit(type, look) ? count : 0), 0)
  const possible = TYPES.filter((type) => values > 0 && !(counts.has('code') && (type === 'integer' || type === 'decimal')) && misfits(type) <= values * (1 - ENOUGH))
  const type = possible.toSorted((a, b) => misfits(a) - misfits(b))[0] ?? 'text'
  const rejects = [...examples].flatMap(([look, shown]) => {
    const code = misfit(type, look)
    return code ? shown.map(({ line, value }) => ({ line, column: heading, code, value })) : []
  })
  return { heading, type, values, blanks: counts.get('blank') ?? 0, misfits: misfits(type), rejects: rejects.toSorted((a, b) => a.line - b.line).slice(0, SHOWN) }
}
