import { PassThrough, type Readable } from 'node:stream'
import ExcelJs from 'exceljs'
import { invalid } from './errors.ts'

/** A column of a sheet: its heading as people see it, and the field it is. */
export type Column<Field extends string = string> = Readonly<{ field: Field; heading: string; width?: number; required?: boolean }>
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

/** Writes rows as they come into an .xlsx stream; memory does not grow with their number. Text stays text: a cell never becomes a formula. 写表 */
export function streamSheet<Field extends string>(name: string, columns: readonly Column<Field>[], rows: AsyncIterable<Readonly<Record<Field, string | number | Date | null>>>): Readable {
  const out = new PassThrough()
  const book = new ExcelJs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true })
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ field, heading, width }) => ({ key: field, header: heading, width: width ?? 16 }))
  sheet.getRow(1).font = { bold: true }
  const write = async (): Promise<void> => {
    for await (const row of rows) sheet.addRow(row).commit()
    sheet.commit()
    await book.commit()
  }
  write().catch((error: Error) => out.destroy(error))
  return out
}
