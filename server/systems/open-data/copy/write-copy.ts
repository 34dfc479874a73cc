import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { conflict } from '#base/errors'
import { streamSheet } from '#base/spreadsheet'
import type { Format, OpenColumn } from '../contract.ts'
import { valueOf } from '../row/find-open-rows.ts'

export type Page = readonly (readonly (string | null)[])[]
export type Written = Readonly<{ sha256: Buffer; bytes: number }>
/** A sheet holds no more rows, its headings with them. */
const SHEET_ROWS = 1_048_575

/** Writes rows into a file of a format, a page at a time, and hashes what lies there; durable when it returns. 生成下载文件 */
export async function writeCopy(path: string, format: Format, columns: readonly OpenColumn[], pages: AsyncIterable<Page>): Promise<Written> {
  if (format === 'parquet') await writeParquet(path, columns, pages)
  else await pipeline(format === 'xlsx' ? sheet(columns, pages) : Readable.from(format === 'csv' ? csv(columns, pages) : json(columns, pages)), createWriteStream(path, { mode: 0o600 }))
  const held = await open(path, 'r+')
  try { await held.sync() } finally { await held.close() }
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(createReadStream(path), new Transform({ transform(piece: Buffer, _encoding, done) { bytes += piece.length; hash.update(piece); done() } }).resume())
  return { sha256: hash.digest(), bytes }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** With the mark of UTF-8, without which Excel takes it for GBK. */
async function* csv(columns: readonly OpenColumn[], pages: AsyncIterable<Page>): AsyncGenerator<string> {
  yield `\ufeff${columns.map(({ heading }) => quoted(heading)).join(',')}\r\n`
  for await (const rows of pages) yield rows.map((cells) => `${cells.map((cell) => (cell === null ? '' : quoted(cell))).join(',')}\r\n`).join('')
}

async function* json(columns: readonly OpenColumn[], pages: AsyncIterable<Page>): AsyncGenerator<string> {
  const names = columns.map(({ field }) => `${JSON.stringify(field)}:`)
  let before = '[\n'
  for await (const rows of pages) {
    yield rows.map((cells) => { const line = `${before}{${cells.map((cell, at) => names[at]! + JSON.stringify(valueOf(columns[at]!.type, cell))).join(',')}}`; before = ',\n'; return line }).join('')
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

function sheet(columns: readonly OpenColumn[], pages: AsyncIterable<Page>): Readable {
  async function* lines(): AsyncGenerator<Record<string, string | number | null>> {
    let count = 0
    for await (const rows of pages)
      for (const cells of rows) {
        if (++count > SHEET_ROWS) throw conflict('open_data.too_long_for_a_sheet', { most: SHEET_ROWS })
        yield Object.fromEntries(cells.map((cell, at) => { const value = valueOf(columns[at]!.type, cell); return [String(at), typeof value === 'boolean' ? (value ? '是' : '否') : value] }))
      }
  }
  return streamSheet('Sheet1', columns.map(({ heading }, at) => ({ field: String(at), heading })), lines())
}

const GROUP = 50_000
const DAY = 86_400_000

async function writeParquet(path: string, columns: readonly OpenColumn[], pages: AsyncIterable<Page>): Promise<void> {
  const writer = fileWriter(path)
  const parquet = new ParquetWriter({ writer, createdBy: 'haihe', schema: [{ name: 'root', num_children: columns.length }, ...columns.map(({ field, type }) => ({ name: field, repetition_type: 'OPTIONAL' as const, ...parquetType(type) }))] })
  let group: (readonly (string | null)[])[] = []
  const flush = (): void => {
    if (group.length === 0) return
    void parquet.write({ columnData: columns.map(({ field, type }, at) => ({ name: field, data: group.map((cells) => parquetValue(type, cells[at]!)) })), rowGroupSize: GROUP })
    group = []
  }
  for await (const rows of pages) {
    group.push(...rows)
    if (group.length >= GROUP) flush()
  }
  flush()
  void parquet.finish()
}

function parquetType(type: OpenColumn['type']) {
  if (type === 'integer') return { type: 'INT64' as const }
  if (type === 'decimal') return { type: 'DOUBLE' as const }
  if (type === 'boolean') return { type: 'BOOLEAN' as const }
  if (type === 'date') return { type: 'INT32' as const, converted_type: 'DATE' as const }
  return { type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const }
}

function parquetValue(type: OpenColumn['type'], text: string | null): unknown {
  if (text === null) return null
  if (type === 'integer') return BigInt(text)
  if (type === 'decimal') return Number(text)
  if (type === 'boolean') return text === 'true'
  return type === 'date' ? new Date(Math.round(Date.parse(text) / DAY) * DAY) : text
}
