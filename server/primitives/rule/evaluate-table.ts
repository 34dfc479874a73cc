import { invalid } from '#base/errors'
import type { Cell, Given, Input, Plain, Row, RuleTable } from './table-shape.ts'

type Answer = { hit: Row } | { unknown: string[] } | null
/** A cell may hold, not hold, or be undecided because its input is unknown. */
type Held = boolean | 'unknown'
type Test = { column: string; test(value: Plain | null): Held }
export type CompiledTable = { table: RuleTable; rows: readonly { row: Row; tests: readonly Test[] }[] }

const known = (test: (value: Plain) => boolean) => (value: Plain | null): Held => (value === null ? 'unknown' : test(value))
const inside = (path: string, place: string): boolean => place === '' || path === place || path.startsWith(`${place}/`) || path.split('/').includes(place)

function testOf(cell: Cell): (value: Plain | null) => Held {
  if (typeof cell !== 'object') return known((value) => value === cell)
  if (Array.isArray(cell)) {
    const values = new Set<Plain>(cell as readonly Plain[])
    return known((value) => values.has(value))
  }
  if ('unknown' in cell) return (value) => value === null
  if ('within' in cell) {
    const places = [cell.within].flat() as string[]
    return known((value) => places.some((place) => inside(String(value), place)))
  }
  const { from, above, to, below } = cell as { from?: Plain; above?: Plain; to?: Plain; below?: Plain }
  return known((value) => (from === undefined || value >= from) && (above === undefined || value > above) && (to === undefined || value <= to) && (below === undefined || value < below))
}

/** Makes a table ready; its rows are tried from the top. */
export function compileTable(table: RuleTable): CompiledTable {
  return { table, rows: table.rows.map((row) => ({ row, tests: Object.entries(row.when).map(([column, cell]) => ({ column, test: testOf(cell) })) })) }
}

const types: Record<Input['type'], (value: Plain) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  division: (value) => typeof value === 'string',
}
export const fits = (input: Input, value: Plain): boolean => types[input.type](value) && (!input.values || input.values.includes(String(value)))

/** First row that holds. A row that would hold but for an unknown input stops the search: nobody can say whether it holds. 首行命中 */
export function evaluate(compiled: CompiledTable, given: Given): Answer {
  const { inputs, table } = compiled.table
  for (const [column, value] of Object.entries(given)) {
    const input = inputs[column]
    if (!input) throw invalid('rule.input_undeclared', { table, input: column })
    if (value !== null && value !== undefined && !fits(input, value)) throw invalid('rule.input_wrong', { table, input: column, value: String(value) })
  }
  for (const { row, tests } of compiled.rows) {
    const unknown: string[] = []
    let holds = true
    for (const { column, test } of tests) {
      const held = test(given[column] ?? null)
      if (held === false) { holds = false; break }
      if (held === 'unknown') unknown.push(column)
    }
    if (holds) return unknown.length > 0 ? { unknown } : { hit: row }
  }
  return null
}
