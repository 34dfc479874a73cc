import { isLikeFormula } from './spreadsheet.ts'

type Cells = readonly (string | null)[]

/** Excel takes a CSV for UTF-8 only where it begins so. */
export const CSV_MARK = '\ufeff'
/** A text that is guarded, or would look guarded. */
const guarded = /^'+[=+\-@\t\r\n]/

/** A line of a CSV that people open: what looks like a formula gets a ' before it (decision 0019), and so does what would be taken for that; an empty text is "" and no value is nothing. Nothing is lost. 防公式 CSV */
export const csvLine = (cells: Cells): string => `${cells.map(written).join()}\r\n`

function written(cell: string | null): string {
  if (cell === null) return ''
  const text = isLikeFormula(cell) || guarded.test(cell) ? `'${cell}` : cell
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The cells of such lines as they were before they were written, batch by batch; any other CSV is for #base/table-file. */
export async function* readGuardedCsv(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Cells[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true }) // it takes the mark away
  let rest = ''
  for await (const part of parts) {
    const { rows, left } = linesOf(rest + decoder.decode(part, { stream: true }))
    rest = left
    if (rows.length > 0) yield rows
  }
  const { rows, left } = linesOf(rest + decoder.decode())
  if (left !== '') throw new Error('a CSV ends within a line')
  if (rows.length > 0) yield rows
}

function linesOf(text: string): { rows: Cells[]; left: string } {
  const rows: Cells[] = []
  let [at, cells, start] = [0, [] as (string | null)[], 0]
  while (at < text.length) {
    let end: number
    if (text[at] === '"') {
      end = text.indexOf('"', at + 1)
      while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
      if (end === -1 || end + 1 >= text.length) break
      cells.push(meant(text.slice(at + 1, end).replaceAll('""', '"')))
      end += 1
    } else {
      end = at
      while (end < text.length && text[end] !== ',' && text[end] !== '\r') end += 1
      if (end >= text.length) break
      cells.push(end === at ? null : meant(text.slice(at, end)))
    }
    if (text[end] === ',') at = end + 1
    else if (end + 1 >= text.length) break
    else {
      if (text.slice(end, end + 2) !== '\r\n') throw new Error('a CSV was not written by csvLine')
      rows.push(cells)
      ;[at, cells, start] = [end + 2, [], end + 2]
    }
  }
  return { rows, left: text.slice(start) }
}

const meant = (text: string): string => (guarded.test(text) ? text.slice(1) : text)
