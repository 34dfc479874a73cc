import type { Archive } from './archive.ts'
import { excelDate } from './excel-date.ts'
import { columnNumber, findMerges, mergeFiller } from './merged-cells.ts'
import type { RawFault, RawRow } from './raw-row.ts'
import { richText, unescaped, type Sheet, type Workbook } from './workbook.ts'
import { xmlTags } from './xml-tags.ts'

const MOST_UNPACKED = 4_000_000_000
const MOST_COLUMNS = 16_384

/** The rows of one sheet of a workbook as they are unpacked. */
export async function* sheetRows(archive: Archive, book: Workbook, sheet: Sheet): AsyncGenerator<RawRow[]> {
  try {
    const fill = mergeFiller(await findMerges(archive.parts(sheet.part, MOST_UNPACKED)))
    const reader = rowReader(book)
    const xml = xmlTags(reader)
    for await (const part of archive.parts(sheet.part, MOST_UNPACKED)) {
      xml.write(part)
      const rows = reader.taken()
      for (const row of rows) Object.assign(row, fill(row.line, row.cells))
      if (rows.length > 0) yield rows
    }
    xml.end()
  } finally {
    archive.close()
  }
}

type Cell = { at: number; type: string; style: number; formula: boolean; value: string | undefined }

function rowReader(book: Workbook) {
  const inline = richText()
  let rows: RawRow[] = []
  let [line, column, inValue] = [0, 0, false]
  let row: RawRow | undefined
  let cell: Cell | undefined
  const open = (tag: string, attributes: Readonly<Record<string, string>>): void => {
    if (tag === 'row') {
      line = Number(attributes['r'] ?? line + 1)
      row = { line, cells: [] }
      column = 0
    } else if (tag === 'c' && row) {
      column = attributes['r'] ? columnNumber(attributes['r'].replace(/\d+$/, '')) : column + 1 // some programs leave the address out
      cell = { at: column - 1, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), formula: false, value: undefined }
    } else if (cell) {
      if (tag === 'f') cell.formula = true
      else if (tag === 'v') [inValue, cell.value] = [true, '']
      else inline.open(tag)
    }
  }
  const text = (part: string): void => {
    if (inValue && cell) cell.value += part
    else if (cell) inline.text(part)
  }
  const close = (tag: string): void => {
    if (tag === 'v') inValue = false
    else if (tag === 'row' && row) {
      rows.push(row)
      row = undefined
    } else if (tag === 'c' && cell && row) {
      if (cell.type === 'inlineStr') cell.value = inline.taken()
      if (cell.at >= 0 && cell.at < MOST_COLUMNS) {
        while (row.cells.length < cell.at) row.cells.push('')
        row.cells[cell.at] = valueOf(cell, book, (code, value) => { (row!.faults ??= []).push({ at: cell!.at, code, value } satisfies RawFault) })
      }
      cell = undefined
    } else if (cell) inline.close(tag)
  }
  return { open, text, close, taken: (): RawRow[] => { const done = rows; rows = []; return done } }
}

/** The text of a cell: what a person sees, but whole: a formula's value, a date as an ISO day, a number with all its digits. */
function valueOf(cell: Cell, book: Workbook, fault: (code: string, value: string) => void): string {
  const { type, value } = cell
  if (value === undefined) {
    if (cell.formula) fault('formula_without_value', '')
    return ''
  }
  if (type === 's') return book.words[Number(value)] ?? ''
  if (type === 'inlineStr') return value
  if (type === 'str' || type === 'd') return unescaped(value)
  if (type === 'b') return value === '1' || value === 'true' ? 'true' : 'false'
  if (type === 'e') {
    fault('error_cell', value)
    return value
  }
  if (value.trim() === '') return ''
  const kind = book.dateKinds[cell.style]
  if (kind) {
    const date = excelDate(Number(value), kind, book.from1904)
    if (date === undefined) fault('not_a_day', value)
    return date ?? value
  }
  const digits = plainNumber(value.trim())
  if (/^-?\d{12}(?!000)\d{3}0+$/.test(digits)) fault('digits_lost', digits)
  return digits
}

/**
 * The digits of a number, without damage of ours: Excel writes 1.1 as 1.1000000000000001 and long numbers as 1.2E+17; other programs write long integers whole.
 * What Excel has damaged itself (it keeps 15 digits of a number) ends in zeros after the fifteenth, and is reported.
 */
function plainNumber(value: string): string {
  if (/^-?\d+$/.test(value)) return value
  const number = Number(value)
  if (!Number.isFinite(number) || Math.abs(number) < 1e15) return Number.isFinite(number) ? String(number) : value
  const [mantissa, exponent] = number.toPrecision(15).split('e+')
  return exponent === undefined ? mantissa!.replace(/\.0*$/, '') : mantissa!.replace('.', '').padEnd(Number(exponent) + (number < 0 ? 2 : 1), '0')
}
