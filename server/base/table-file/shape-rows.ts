import { invalid } from '../errors.ts'
import type { SheetFault } from '../spreadsheet.ts'
import { trimmed } from './blanks.ts'
import { headingsOf } from './headings.ts'
import type { RawRow } from './raw-row.ts'

/** A row below the headings: one cell a heading, trimmed, '' where blank. A row with a fault is still given, with what is wrong with it. */
export type TableRow = Readonly<{ line: number; cells: readonly string[]; faults: readonly SheetFault[] }>
/** What has been read so far; faults by code, since a file may hold a million of them. */
export type Tally = { rows: number; blankRows: number; faultyRows: number; faults: Record<string, number> }
export type Shaped = Readonly<{ titles: readonly string[]; headings: readonly string[]; headingFaults: readonly SheetFault[]; tally: Tally; batches: AsyncGenerator<TableRow[]>; close(): Promise<void> }>

const SOUND: readonly SheetFault[] = []
const LOOKED_AT = 200
const MOST_TOP = 10_000 // blank rows without end must not fill the memory
const MOST_TITLES = 10
const DEEPEST_HEADING = 4
const MOST_COLUMNS = 16_384
const MOST_SHOWN = 1000

const shown = (value: string): string => (value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value)

const trim = (row: RawRow): number => {
  let filled = 0
  const { cells } = row
  for (let at = 0; at < cells.length; at++) if ((cells[at] = trimmed(cells[at]!)) !== '') filled++
  return filled - (row.filled ?? 0) // a value that a merged cell lends is nobody's own
}

/** Finds titles and headings at the top, then gives every further row the shape of the headings. `open`: a row that ends early is no fault, as in Excel, which stores no blank cells. */
export async function shapeRows(raw: AsyncGenerator<RawRow[]>, { headingLine, open }: { headingLine: number | undefined; open: boolean }): Promise<Shaped> {
  const tally: Tally = { rows: 0, blankRows: 0, faultyRows: 0, faults: {} }
  const [top, own]: [RawRow[], number[]] = [[], []]
  while (top.length < MOST_TOP && own.filter((count) => count > 0).length < LOOKED_AT) {
    const next = await raw.next()
    if (next.done) break
    for (const row of next.value) {
      own.push(trim(row))
      top.push(row)
    }
  }
  const at = headingLine === undefined ? headingAt(own) : top.findIndex(({ line }) => line === headingLine)
  if (at === -1) throw invalid('base.no_headings')
  const { tall = 1 } = top[at]!
  const depth = tall > DEEPEST_HEADING ? 1 : Math.min(tall, top.length - at)
  const body = top.slice(at + depth)
  const { headings, faults: headingFaults } = headingsOf(top.slice(at, at + depth), body)
  if (headings.length > MOST_COLUMNS) throw invalid('base.not_a_table')
  const titleFaults = top.slice(0, at).flatMap(({ line, faults = [] }) => faults.map(({ code, value }) => ({ line, column: '', code, value: shown(value) })))
  const titles = top.slice(0, at).flatMap(({ cells }) => cells.find((cell) => cell !== '') ?? [])
  const shape = shaper(headings, tally, open)
  const batches = async function* (): AsyncGenerator<TableRow[]> {
    try {
      yield body.flatMap((row, place) => shape(row, own[at + depth + place]!) ?? [])
      for await (const rows of raw) yield rows.flatMap((row) => shape(row, trim(row)) ?? [])
    } finally {
      await raw.return(undefined)
    }
  }
  return { titles, headings, headingFaults: [...titleFaults, ...headingFaults], tally, batches: batches(), close: async () => { await raw.return(undefined) } }
}

/** The first row with two cells of its own, when all above have one: those are titles. Where no row has two, the first that is not blank. */
function headingAt(own: readonly number[]): number {
  const [first, second] = [own.findIndex((count) => count > 0), own.findIndex((count) => count > 1)]
  return second !== -1 && own.slice(0, second).filter((count) => count > 0).length <= MOST_TITLES ? second : first
}

function shaper(headings: readonly string[], tally: Tally, open: boolean): (row: RawRow, own: number) => TableRow | undefined {
  const width = headings.length
  return (row, own) => {
    const { cells, line } = row
    if (own <= 0 && !row.faults) {
      tally.blankRows++
      return undefined
    }
    tally.rows++
    if (cells.length === width && !row.faults) return { line, cells, faults: SOUND }
    const faults: SheetFault[] = (row.faults ?? []).map(({ at, code, value }) => ({ line, column: headings[at] ?? '', code, value: shown(value) }))
    if (cells.length < width) {
      if (!open) faults.push({ line, column: headings[cells.length]!, code: 'too_few_cells', value: `${cells.length} < ${width}` })
      while (cells.length < width) cells.push('')
    } else if (cells.length > width) {
      const extra = cells.splice(width)
      if (extra.some((cell) => cell !== '')) faults.push({ line, column: '', code: 'too_many_cells', value: shown(extra.join(' | ')) })
    }
    if (faults.length > 0) tally.faultyRows++
    for (const { code } of faults) tally.faults[code] = (tally.faults[code] ?? 0) + 1
    return { line, cells, faults }
  }
}
