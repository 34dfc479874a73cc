import { isDeepStrictEqual } from 'node:util'
import { compileTable, evaluate, fits } from './evaluate-table.ts'
import type { Cell, Example, Input, Outcome, Output, Plain, RuleTable } from './table-shape.ts'

const ordered = new Set<Input['type']>(['number', 'date'])
const days = new Set(['days', 'working_days'])

function cellFault(input: Input, cell: Cell): string | null {
  const values: readonly Plain[] | null = typeof cell !== 'object' ? [cell] : Array.isArray(cell) ? (cell as readonly Plain[]) : null
  if (values) {
    const wrong = values.find((value) => !fits(input, value))
    return wrong === undefined ? null : `${JSON.stringify(wrong)} is no value of a column of type ${input.type}${input.values ? ' with a closed list' : ''}`
  }
  if ('unknown' in (cell as object)) return null
  if ('within' in (cell as object)) return input.type === 'division' ? null : `'within' needs a column of type division, not ${input.type}`
  if (!ordered.has(input.type)) return `a range needs a column of type number or date, not ${input.type}`
  const wrong = Object.values(cell as object).find((value) => !fits(input, value as Plain))
  return wrong === undefined ? null : `${JSON.stringify(wrong)} is no bound of a column of type ${input.type}`
}

const outputs: Record<Output['type'], (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  limit: (value) => {
    const { amount, unit } = (value ?? {}) as { amount?: unknown; unit?: unknown }
    return typeof amount === 'number' && amount > 0 && ['minutes', 'hours', 'days', 'working_hours', 'working_days'].includes(String(unit)) && (!days.has(String(unit)) || Number.isInteger(amount))
  },
}

const outcomeFaults = (table: RuleTable, then: Outcome): string[] => [
  ...Object.entries(then).flatMap(([name, value]) => {
    const declared = table.outcome[name]
    return !declared ? [`'${name}' is not declared in outcome`] : outputs[declared.type](value) ? [] : [`'${name}' is not of type ${declared.type}`]
  }),
  ...Object.entries(table.outcome).filter(([name, { optional }]) => !optional && then[name] === undefined).map(([name]) => `'${name}' is missing`),
]

function exampleFault(table: RuleTable, { given, expect }: Example): string | null {
  let got: ReturnType<typeof evaluate>
  try {
    got = evaluate(compileTable(table), given)
  } catch (error) {
    return `${(error as Error).message} ${JSON.stringify((error as { detail?: object }).detail ?? {})}`
  }
  const said = got === null ? 'no row holds' : 'hit' in got ? `row ${got.hit.row}` : `unknown: ${got.unknown.join(', ')}`
  if (expect.none) return got === null ? null : `expected no row, but ${said}`
  if (expect.unknown) return got !== null && 'unknown' in got && isDeepStrictEqual([...got.unknown].sort(), [...expect.unknown].sort()) ? null : `expected ${expect.unknown.join(', ')} to be unknown, but ${said}`
  if (got === null || !('hit' in got)) return `expected row ${expect.row ?? ''}, but ${said}`
  if (expect.row !== undefined && got.hit.row !== expect.row) return `expected row ${expect.row}, but ${said}`
  return expect.then === undefined || isDeepStrictEqual(got.hit.then, expect.then) ? null : `${said} gives ${JSON.stringify(got.hit.then)}`
}

/** Everything wrong with a table: types, names, rows that can never hold, and its own examples, which are run. Empty = it may be published. 规则表检查 */
export function checkTable(table: RuleTable): string[] {
  const faults: string[] = []
  const seen = new Set<number>()
  let over: number | null = null
  for (const { row, when, then } of table.rows) {
    if (seen.has(row)) faults.push(`row ${row}: its number is used twice`)
    seen.add(row)
    if (over !== null) faults.push(`row ${row}: never reached, row ${over} before it holds for everything`)
    else if (Object.keys(when).length === 0) over = row
    for (const [column, cell] of Object.entries(when)) {
      const input = table.inputs[column]
      const fault = input ? cellFault(input, cell) : 'is not declared in inputs'
      if (fault) faults.push(`row ${row}, ${column}: ${fault}`)
    }
    faults.push(...outcomeFaults(table, then).map((fault) => `row ${row}: ${fault}`))
  }
  if (table.effective_to !== undefined && table.effective_to < table.effective_from) faults.push('it ends before it begins')
  if (faults.length > 0) return faults
  table.examples.forEach((example, at) => {
    const fault = exampleFault(table, example)
    if (fault) faults.push(`example ${at + 1}${example.name ? ` (${example.name})` : ''}: ${fault}`)
  })
  return faults
}
