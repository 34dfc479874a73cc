import type { SheetFault } from '../spreadsheet.ts'
import { trimmed } from './blanks.ts'
import type { RawRow } from './raw-row.ts'

/**
 * One name a column, each different, from the rows of the heading: usually one, more where cells are merged downwards (人口 over 男 and 女 makes 人口_男).
 * A heading that lacks or repeats is reported and made up. Blank headings at the end are columns only where one of the first rows has a value there.
 */
export function headingsOf(rows: readonly RawRow[], body: readonly RawRow[]): { headings: string[]; faults: SheetFault[] } {
  const line = rows[0]!.line
  const depth = Math.max(...rows.map(({ cells }) => cells.length))
  const wanted = Array.from({ length: depth }, (_, at) => [...new Set(rows.map(({ cells }) => tidy(cells[at] ?? '')).filter((word) => word !== ''))].join('_'))
  const used = body.reduce((most, { cells }) => Math.max(most, cells.findLastIndex((cell) => cell !== '') + 1), 0)
  while (wanted.length > 1 && wanted.at(-1) === '' && wanted.length > used) wanted.pop()
  const faults: SheetFault[] = rows.flatMap((row) => (row.faults ?? []).map(({ at, code, value }) => ({ line: row.line, column: wanted[at] ?? '', code, value })))
  const taken = new Set(wanted)
  const seen = new Set<string>()
  const headings = wanted.map((word, at) => {
    if (word !== '' && !seen.has(word)) {
      seen.add(word)
      return word
    }
    const heading = unused(word === '' ? `column_${at + 1}` : word, word === '' ? 1 : 2, taken)
    taken.add(heading)
    faults.push({ line, column: heading, code: word === '' ? 'empty_heading' : 'duplicate_heading', value: word })
    return heading
  })
  return { headings, faults }
}

/** The name itself where `from` is 1 and nobody has it, else the name with a number. */
function unused(name: string, from: number, taken: ReadonlySet<string>): string {
  let number = from
  const numbered = (): string => (number === 1 ? name : `${name}_${number}`)
  while (taken.has(numbered())) number++
  return numbered()
}

const tidy = (cell: string): string => trimmed(cell.replace(/[\u200b\ufeff]/g, '').replace(/\s+/g, ' '))
