import { Readable } from 'node:stream'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { rowsToOpen } from '#systems/exchange'
import type { OpenColumn } from '../contract.ts'
import { requireOwnDataset } from '../dataset/require-dataset.ts'
import { readSentFile, type SentFile } from './read-sent-file.ts'

/** The rows that the dataset's catalogue entry holds, as if its unit had sent them in a file: they are scanned and judged like any other, but keep the types of the catalogue. 由目录数据开放 */
export async function takeEntryRows(deed: Deed, name: string): Promise<SentFile> {
  const { resource_code: code } = await requireOwnDataset(deed, name)
  if (code === null) throw conflict('open_data.no_entry')
  const { fields, pages } = await rowsToOpen(deed, code)
  const types = new Map(fields.map((one): [string, OpenColumn['type']] => [one.name, one.type === 'code' ? 'text' : one.type]))
  async function* lines(): AsyncGenerator<Buffer> {
    yield Buffer.from(`${fields.map((one) => quoted(one.name)).join(',')}\n`)
    for await (const rows of pages) yield Buffer.from(rows.map((row) => `${fields.map(({ field }) => quoted(String(row[field] ?? ''))).join(',')}\n`).join(''))
  }
  const file = await readSentFile(Readable.from(lines()), `${code}.csv`, { encoding: 'utf-8', delimiter: ',', headingLine: 1 })
  return { ...file, columns: file.columns.map((one) => ({ ...one, type: types.get(one.heading) ?? one.type })) }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
