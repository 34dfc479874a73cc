import { csvRows, type Dialect } from './csv-rows.ts'
import type { RawRow } from './raw-row.ts'

/** What may part cells, the likeliest first; the last is the full-width comma of a Chinese keyboard. */
const DELIMITERS = [',', '\t', ';', '|', '\uff0c']
const SAMPLE = 100_000

/** Finds what parts cells and rows in the beginning of a text file. 分隔符 */
export function guessDialect(beginning: string, delimiter?: string): Dialect {
  const text = beginning.slice(0, SAMPLE)
  const lineEnd = guessLineEnd(text)
  if (delimiter) return { delimiter, lineEnd }
  const tried = DELIMITERS.map((one) => ({ one, ...agreement(text, { delimiter: one, lineEnd }, beginning.length <= SAMPLE) })).filter(({ share }) => share >= 0.5)
  const best = tried.toSorted((a, b) => b.share - a.share || b.width - a.width)[0]
  // one column only: what stands nowhere parts nothing
  return { delimiter: best?.one ?? DELIMITERS.find((one) => !text.includes(one)) ?? DELIMITERS[0]!, lineEnd }
}

/** How many of the rows have the commonest number of cells, where that is more than one. */
function agreement(text: string, dialect: Dialect, whole: boolean): { share: number; width: number } {
  const rows = csvRows(dialect)(text, whole).filter((row: RawRow) => row.cells.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) return { share: text.includes(dialect.delimiter) ? 1 : 0, width: 1 }
  const counts = new Map<number, number>()
  for (const { cells } of rows) if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width, count] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  return { share: count / Math.max(rows.length, 1), width }
}

/** A lone CR ends rows only where it comes first outside quotes: old files of Excel for Mac have line feeds inside cells. */
function guessLineEnd(text: string): '\n' | '\r' {
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) quoted = !quoted
    else if (!quoted && code === 10) return '\n'
    else if (!quoted && code === 13) return text.charCodeAt(at + 1) === 10 || at + 1 === text.length ? '\n' : '\r'
  }
  return text.includes('\n') ? '\n' : text.includes('\r') ? '\r' : '\n'
}
