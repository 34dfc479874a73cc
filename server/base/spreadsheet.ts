import { PassThrough, type Readable } from 'node:stream'
import ExcelJs from 'exceljs'
import { invalid } from './errors.ts'

/** A column of a sheet: its heading as people see it, the field it is, and whether people fill it. */
export type Column<Field extends string = string> = Readonly<{ field: Field; heading: string; width?: number; required?: boolean; toFill?: boolean }>
/** What each row offers to choose from, by field. */
export type Choices<Field extends string = string> = Readonly<Partial<Record<Field, readonly string[]>>>
export type SheetRow<Field extends string = string> = Readonly<{ line: number; cells: Readonly<Record<Field, string>> }>
/** A fault that an official can find: line and column as the program shows them. */
export type SheetFault = Readonly<{ line: number; column: string; code: string; value: string }>

const MOST_UNPACKED = 200_000_000

/** Reads the first sheet of an .xlsx: headings are looked up by their words, in any order; cells become trimmed text. Refuses what is no workbook, too large, or lacks a heading. 读表 */
export async function readSheet<Field extends string>(bytes: Buffer, columns: readonly Column<Field>[], mostRows: number): Promise<SheetRow<Field>[]> {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) throw invalid('base.not_a_workbook')
  if (unpackedSize(bytes) > MOST_UNPACKED) throw invalid('base.too_large')
  const book = new ExcelJs.Workbook()
  // exceljs speaks of any fault inside the file as an Error of its own; to the reader all of them are one thing
  const sheet = await book.xlsx.load(bytes as never).then(() => book.worksheets[0], () => undefined)
  if (!sheet) throw invalid('base.not_a_workbook')
  if (sheet.rowCount - 1 > mostRows) throw invalid('base.too_many_rows', { limit: mostRows, rows: sheet.rowCount - 1 })
  const places = new Map<string, number>()
  // headings: full width or half, （米） is (米)
  sheet.getRow(1).eachCell((cell, at) => places.set(plain(cell).normalize('NFKC'), at))
  const placeOf = ({ heading }: Column): number | undefined => places.get(tidy(heading).normalize('NFKC'))
  const missing = columns.filter((column) => column.required && placeOf(column) === undefined).map((column) => column.heading)
  if (missing.length > 0) throw invalid('base.headings_missing', { headings: missing.join('、') })
  const rows: SheetRow<Field>[] = []
  sheet.eachRow((row, line) => {
    if (line === 1) return
    const cells = Object.fromEntries(columns.map((column) => [column.field, placeOf(column) === undefined ? '' : plain(row.getCell(placeOf(column)!))])) as Record<Field, string>
    if (Object.values<string>(cells).some((cell) => cell !== '')) rows.push({ line, cells })
  })
  return rows
}

const plain = (cell: ExcelJs.Cell): string => {
  const { value } = cell
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return tidy(cell.text)
}
// letters, digits and blanks typed full-width mean the narrow ones; Chinese punctuation means itself
const tidy = (text: string): string => text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000\u00a0]/g, (one) => one.normalize('NFKC')).replace(/[\u200b\ufeff]/g, '').trim()

/** The sum of what the archive says its parts unpack to, from its central directory. */
function unpackedSize(bytes: Buffer): number {
  let total = 0
  for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at !== -1 && at + 46 <= bytes.length; at = bytes.indexOf('PK\u0001\u0002', at + 46, 'latin1')) total += bytes.readUInt32LE(at + 24)
  return total
}

/** A drop-down list in a cell holds 255 characters at most, and a comma parts its entries. */
const listOf = (choices: readonly string[]): string | null => {
  const list = `"${choices.filter((one) => !/[",]/.test(one)).join(',')}"`
  return list.length > 2 && list.length <= 257 ? list : null
}
const TO_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF6D6' } } as const

/** What a program takes for a formula when somebody goes into the cell and out again, or saves it as CSV; a number is none. */
export const isLikeFormula = (value: unknown): boolean => typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) && Number.isNaN(Number(value))
const AS_TEXT = '@'

/** Writes rows as they come into an .xlsx stream; memory does not grow with their number. Text stays text: a cell never becomes a formula, not even when it is edited. 写表 */
export function streamSheet<Field extends string, Row extends Readonly<Record<Field, string | number | Date | null>>>(
  name: string, columns: readonly Column<Field>[], rows: AsyncIterable<Row>, choicesOf?: (row: Row) => Choices<Field>,
): Readable {
  const out = new PassThrough()
  const book = new ExcelJs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true })
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ field, heading, width }) => ({ key: field, header: heading, width: width ?? 16 }))
  sheet.getRow(1).font = { bold: true }
  for (const { field, heading } of columns) if (isLikeFormula(heading)) sheet.getRow(1).getCell(field).numFmt = AS_TEXT
  const filled = columns.filter((column) => column.toFill)
  for (const { field } of filled) sheet.getRow(1).getCell(field).fill = TO_FILL
  const write = async (): Promise<void> => {
    for await (const row of rows) {
      const line = sheet.addRow(row)
      for (const { field } of columns) if (isLikeFormula(row[field])) line.getCell(field).numFmt = AS_TEXT
      const choices = choicesOf?.(row)
      for (const { field } of filled) {
        line.getCell(field).fill = TO_FILL
        const list = listOf(choices?.[field] ?? [])
        if (list) line.getCell(field).dataValidation = { type: 'list', allowBlank: true, formulae: [list] }
      }
      line.commit()
    }
    sheet.commit()
    await book.commit()
  }
  write().catch((error: Error) => out.destroy(error))
  return out
}
