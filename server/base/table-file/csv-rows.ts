import { invalid } from '../errors.ts'
import type { RawRow } from './raw-row.ts'

/** How a text file parts its cells and rows; CRLF counts as LF. */
export type Dialect = Readonly<{ delimiter: string; lineEnd: '\n' | '\r' }>

const QUOTE = 34
const LONGEST_ROW = 16_000_000 // a district's outline is a cell of some millions
// what a decoder makes of broken bytes, and the one character that PostgreSQL does not store
const damaged = (text: string): boolean => text.includes('\ufffd') || text.includes('\0')

/**
 * Takes text piece by piece and gives the rows it completes. A row without a quote is one native split; only others are read cell by cell.
 * A quote that is closed in mid-cell, or never, is no quote: the text is kept as it stands, the row says so, and the next row is read again.
 */
export function csvRows({ delimiter, lineEnd }: Dialect): (piece: string, last: boolean) => RawRow[] {
  const [parting, ending] = [delimiter.charCodeAt(0), lineEnd.charCodeAt(0)]
  let [rest, line] = ['', 1]

  /** The cells of the row at `at`; undefined when its end has not come yet. `patient`: a closing quote may come with more text; `last`: no more text comes. */
  function quotedRow(text: string, at: number, patient: boolean, last: boolean): { row: RawRow; next: number } | undefined {
    const row: RawRow = { line, cells: [] }
    const atBreak = (place: number): boolean => text.charCodeAt(place) === ending || (text.charCodeAt(place) === 13 && (place + 1 === text.length || text.charCodeAt(place + 1) === ending))
    const pastBlanks = (place: number): number => {
      while ((text.charCodeAt(place) === 32 || text.charCodeAt(place) === 9) && text.charCodeAt(place) !== parting) place++
      return place
    }
    let place = at
    for (;;) {
      const opened = pastBlanks(place)
      let end = -1
      if (text.charCodeAt(opened) === QUOTE) {
        let [closed, doubled] = [text.indexOf('"', opened + 1), false]
        while (closed !== -1 && text.charCodeAt(closed + 1) === QUOTE) [closed, doubled] = [text.indexOf('"', closed + 2), true]
        const after = closed === -1 ? text.length : pastBlanks(closed + 1)
        const undecided = after >= text.length || (after === text.length - 1 && text.charCodeAt(after) === 13)
        if (closed === -1 ? patient : undecided && !last) return undefined
        if (closed !== -1 && (after >= text.length || text.charCodeAt(after) === parting || atBreak(after))) {
          const cell = text.slice(opened + 1, closed)
          row.cells.push(doubled ? cell.replaceAll('""', '"') : cell)
          end = after
        } else (row.faults ??= []).push({ at: row.cells.length, code: closed === -1 ? 'quote_unclosed' : 'quote_misplaced', value: text.slice(opened, opened + 200) })
      }
      if (end === -1) {
        end = place
        while (end < text.length && text.charCodeAt(end) !== parting && text.charCodeAt(end) !== ending) end++
        if (end >= text.length && !last) return undefined
        if (end < text.length && text.charCodeAt(end) === ending && end > place && text.charCodeAt(end - 1) === 13) end--
        row.cells.push(text.slice(place, end))
      }
      if (text.charCodeAt(end) === parting) {
        place = end + 1
        continue
      }
      if (end < text.length && text.charCodeAt(end) === 13 && ending !== 13) end++
      return { row, next: Math.min(end + 1, text.length) }
    }
  }

  return (piece, last) => {
    const text = rest === '' ? piece : rest + piece
    const rows: RawRow[] = []
    let [at, quote] = [0, text.indexOf('"')]
    while (at < text.length) {
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at)
      let end = text.indexOf(lineEnd, at)
      if (end === -1 && !last) break
      if (end === -1) end = text.length
      if (quote === -1 || quote > end) {
        rows.push({ line: line++, cells: text.slice(at, ending === 10 && end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end).split(delimiter) })
        at = end + 1
        continue
      }
      const read = quotedRow(text, at, !last && text.length - at <= LONGEST_ROW, last)
      if (!read) break
      rows.push(read.row)
      line += linesIn(text, at, read.next, ending)
      at = read.next
    }
    rest = text.slice(at)
    if (rest.length > LONGEST_ROW + piece.length) throw invalid('base.row_too_long', { line })
    if (damaged(text)) for (const row of rows) reportDamage(row)
    return rows
  }
}

/** Lines as an editor counts them, at least 1: in a file of CR, a line feed inside quotes is one too. */
function linesIn(text: string, from: number, to: number, ending: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10 || (ending === 13 && text.charCodeAt(at) === 13)) count++
  return Math.max(count, 1)
}

function reportDamage(row: RawRow): void {
  row.cells.forEach((cell, at) => {
    if (damaged(cell)) (row.faults ??= []).push({ at, code: 'unreadable_text', value: cell.replaceAll('\0', '\ufffd') })
  })
}
