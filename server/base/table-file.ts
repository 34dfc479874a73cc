/*
 * Reads a table out of CSV or Excel as officials and publishers really send them. 读表格文件
 *
 *   const table = await openTable(createReadStream(path))       or a Buffer
 *   table.headings, table.titles, table.encoding, table.delimiter, table.sheet
 *   for await (const rows of table.batches) for (const { line, cells, faults } of rows) …
 *   table.tally                                                  rows, blank rows, faults by code, so far
 *
 * Nothing is dropped in silence: a row that is ragged, broken or damaged is given with its faults, and only blank rows are passed over, counted.
 * CSV: encoding (UTF-8, GB18030, UTF-16 with its mark), delimiter and line ends are found out; memory does not grow with the file.
 * Excel (.xlsx): a merged cell's value stands in each of its cells; dates are ISO days, in both calendars; a formula is its value; the first visible sheet unless named.
 * Cells are text, trimmed of blanks of any width, '' where blank: what they mean is for inferColumns and castCell.
 */
import { invalid } from './errors.ts'
import type { SheetFault } from './spreadsheet.ts'
import { openArchive } from './table-file/archive.ts'
import { csvRows } from './table-file/csv-rows.ts'
import { decoded, guessEncoding, type Encoding } from './table-file/encoding.ts'
import { guessDialect } from './table-file/guess-dialect.ts'
import { peek, type Bytes, type Peeked } from './table-file/peek.ts'
import type { RawRow } from './table-file/raw-row.ts'
import { shapeRows, type TableRow, type Tally } from './table-file/shape-rows.ts'
import { sheetRows } from './table-file/sheet-rows.ts'
import { readWorkbook } from './table-file/workbook.ts'

export { castCell, type ColumnType } from './table-file/cell-types.ts'
export { inferColumns, type InferredColumn } from './table-file/infer-columns.ts'
export type { TableRow } from './table-file/shape-rows.ts'

/** What the sender knows better: an encoding, a delimiter, the sheet's name, the line of the headings. `mostBytes` bounds a workbook (1 GB). */
export type TableOptions = Readonly<{ encoding?: Encoding; delimiter?: string; sheet?: string; headingLine?: number; mostBytes?: number }>

export type Table = Readonly<{
  format: 'csv' | 'xlsx'
  /** Of CSV; undefined as long as only ASCII has come, which is the same in all. */
  encoding: Encoding | undefined
  delimiter: string | undefined
  /** Of Excel: the sheet that is read, and all there are. */
  sheet: string | undefined
  sheets: readonly string[]
  /** What stands above the headings. */
  titles: readonly string[]
  headings: readonly string[]
  /** Headings that were blank or there twice, and the names they got; whatever else is wrong at the top. */
  headingFaults: readonly SheetFault[]
  tally: Readonly<Tally>
  /** The rows, once; stopping early closes the source. */
  batches: AsyncIterable<TableRow[]>
  /** For who wants no rows. */
  close(): Promise<void>
}>

const SAMPLE = 1_000_000

/** Opens a table file, whatever its kind, and reads as far as its headings. Then read its batches, or close it. */
export async function openTable(source: Bytes, options: TableOptions = {}): Promise<Table> {
  const peeked = await peek(source, SAMPLE)
  const kind = peeked.head.length < 4 ? 0 : peeked.head.readUInt32BE(0)
  try {
    if (peeked.head.length === 0) throw invalid('base.no_headings')
    if (kind === 0xd0cf11e0) throw invalid('base.old_workbook')
    return await (kind === 0x504b0304 ? openWorkbook(source, peeked, options) : openCsv(peeked, options))
  } catch (error) {
    await peeked.close()
    throw error
  }
}

async function openCsv(peeked: Peeked, options: TableOptions): Promise<Table> {
  const { head, whole } = peeked
  let encoding = options.encoding ?? guessEncoding(head)
  // many a system exports a web page under the name of .xls
  if (!encoding?.startsWith('utf-16') && (head.includes(0) || /^\s*(<\?xml|<!doctype|<html|<table)/i.test(head.toString('latin1', 0, 200)))) throw invalid('base.not_a_table')
  const beginning = new TextDecoder(encoding ?? 'utf-8').decode(head, { stream: !whole })
  const dialect = guessDialect(beginning, options.delimiter)
  const text = decoded(peeked.all, encoding, (found) => { encoding = found })
  const shaped = await shapeRows(rowsOf(text, csvRows(dialect)), { headingLine: options.headingLine, open: false })
  return { format: 'csv', get encoding() { return encoding }, delimiter: dialect.delimiter, sheet: undefined, sheets: [], ...shaped }
}

async function* rowsOf(text: AsyncGenerator<string>, read: (piece: string, last: boolean) => RawRow[]): AsyncGenerator<RawRow[]> {
  for await (const piece of text) yield read(piece, false)
  yield read('', true)
}

async function openWorkbook(source: Bytes, peeked: Peeked, options: TableOptions): Promise<Table> {
  const archive = await openArchive(source, peeked, options.mostBytes ?? 1_000_000_000)
  try {
    const book = await readWorkbook(archive)
    const names = book.sheets.map(({ name }) => name)
    const sheet = options.sheet === undefined ? (book.sheets.find(({ hidden }) => !hidden) ?? book.sheets[0]!) : book.sheets.find(({ name }) => name === options.sheet)
    if (!sheet) throw invalid('base.no_such_sheet', { sheet: options.sheet ?? '', sheets: names.join('、') })
    const shaped = await shapeRows(sheetRows(archive, book, sheet), { headingLine: options.headingLine, open: true })
    return { format: 'xlsx', encoding: undefined, delimiter: undefined, sheet: sheet.name, sheets: names, ...shaped }
  } catch (error) {
    archive.close()
    throw error
  }
}
