import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SourceStopped } from '#base/source-stopped'
import { streamSheet } from '#base/spreadsheet'
import { openArchive } from '#base/table-file/archive'
import { columnNumber } from '#base/table-file/merged-cells'
import { peek } from '#base/table-file/peek'
import { unescaped } from '#base/table-file/workbook'
import { xmlTags } from '#base/table-file/xml-tags'
import type { SourceColumn, TextRow } from '#systems/transfer'

/** Rows of a sheet besides its headings: Excel opens no more. */
export const MOST_SHEET_ROWS = 1_048_575
const MOST_SIGNS = 32_767
const MOST_BYTES = 4_000_000_000
const SHEET = 'xl/worksheets/sheet1.xml'

export type RowsInto = Readonly<{ write(rows: readonly TextRow[]): Promise<void>; end(): Promise<void>; abandon(): Promise<void> }>

/** Rows into an Excel file as they come, by the writer that every sheet of ours has. 写 Excel 文件 */
export function sheetInto(file: FileHandle, title: string, columns: readonly SourceColumn[]): RowsInto {
  const rows = new PassThrough({ objectMode: true, highWaterMark: 1000 })
  const named = columns.map(({ name }, at) => ({ field: `c${at}`, heading: name }))
  const written = pipeline(streamSheet(title.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31), named, rows as AsyncIterable<Record<string, string | number | null>>), async (parts: AsyncIterable<Buffer>) => { for await (const part of parts) await file.appendFile(part) })
  written.catch((error: Error) => rows.destroy(error))
  let count = 0
  return {
    async write(some) {
      if ((count += some.length) > MOST_SHEET_ROWS) throw new SourceStopped('transfer.target.too_many_for_excel', { rows: count, most: MOST_SHEET_ROWS })
      for (const row of some) {
        if (rows.destroyed) await written
        if (!rows.write(Object.fromEntries(columns.map((column, at) => [`c${at}`, cellOf(column, row[at] ?? null)])))) await once(rows, 'drain')
      }
    },
    async end() {
      rows.end()
      await written
    },
    async abandon() {
      rows.destroy()
      await written.catch(() => {}) // it was broken off by us
    },
  }
}

/** A number that reads the same afterwards is one; of texts what XML cannot hold is written as Excel writes it. */
function cellOf({ name, type }: SourceColumn, text: string | null): string | number | null {
  if (text === null) return null
  if ((type === 'integer' || type === 'decimal') && Math.abs(Number(text)) < 1e15 && String(Number(text)) === text) return Number(text)
  if (text.length > MOST_SIGNS) throw new SourceStopped('transfer.target.cell_too_long', { column: name, most: MOST_SIGNS })
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(unprintable, (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
}
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g // eslint-disable-line no-control-regex

/** The rows of such a file without its headings, to the sign: not trimmed, an empty text no missing cell. Any other sheet is for #base/table-file. */
export async function* readSheetFile(path: string, width: number): AsyncGenerator<TextRow[]> {
  const peeked = await peek(createReadStream(path), 4)
  const archive = await openArchive(peeked.all, peeked, MOST_BYTES)
  let [rows, row, at, type, value]: [TextRow[], (string | null)[], number, string, string | null] = [[], [], -1, 'n', null]
  const xml = xmlTags({
    open(tag, attributes) {
      if (tag === 'row') row = Array<null>(width).fill(null)
      else if (tag === 'c') [at, type] = [columnNumber((attributes['r'] ?? '').replace(/\d+$/, '')) - 1, attributes['t'] ?? 'n']
      else if (tag === 'v') value = ''
    },
    text(part) { if (value !== null) value += part },
    close(tag) {
      if (tag === 'v') [row[at], value] = [type === 'str' ? unescaped(value!) : value, null]
      else if (tag === 'row') rows.push(row)
    },
  })
  try {
    let first = true
    for await (const part of archive.parts(SHEET, MOST_BYTES)) {
      xml.write(part)
      if (rows.length === 0) continue
      yield first ? rows.slice(1) : rows
      ;[first, rows] = [false, []]
    }
    xml.end()
  } finally {
    archive.close()
  }
}
