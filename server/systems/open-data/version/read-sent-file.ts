import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { dataFolder } from '#base/data-folder'
import { invalid } from '#base/errors'
import { inferColumns, openTable, type InferredColumn, type TableOptions, type TableRow } from '#base/table-file'
import type { LoadQuery } from '../contract.ts'
import { scanRows, type Finding } from './scan-rows.ts'

/** A file as it was read once: what its columns are and what was found in them; its rows come on a second reading. */
export type SentFile = Readonly<{
  fileName: string; format: string; encoding: string | null; bytes: number; sha256: Buffer; blankRows: number; columns: readonly InferredColumn[]
  findings(headings: readonly string[]): Finding[]
  again(): AsyncIterable<TableRow[]>
  forget(): Promise<void>
}>

const MOST_BYTES = 2_000_000_000
const MOST_COLUMNS = 500

/** Takes the one file of a form: it goes to disk, and while it arrives its types are inferred and personal data looked for, so that memory does not grow with it. 接收文件 */
export async function takeSentFile(request: FastifyRequest, options: LoadQuery): Promise<SentFile> {
  if (!request.isMultipart()) throw invalid('base.no_sheet')
  const part = await request.file({ limits: { fileSize: MOST_BYTES, files: 1, fields: 0, parts: 1 } })
  if (!part) throw invalid('base.no_sheet')
  return readSentFile(part.file, part.filename, options)
}

export async function readSentFile(source: AsyncIterable<Buffer>, fileName: string, options: TableOptions = {}): Promise<SentFile> {
  const folder = join(dataFolder(), 'open-data', 'incoming')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const forget = () => rm(path, { force: true })
  const spool = spooled(source, path)
  try {
    const table = await openTable(spool.pieces, options)
    if (table.headings.length > MOST_COLUMNS) { await table.close(); throw invalid('open_data.too_many_columns', { most: MOST_COLUMNS }) }
    const scan = scanRows(table.headings.length)
    const columns = await inferColumns(table.headings, watched(table.batches, (rows) => scan.see(rows)))
    await spool.end()
    return {
      fileName: fileName.replaceAll(/[^\p{L}\p{N}._ ()（）-]/gu, '').slice(-120) || '-', format: table.format, encoding: table.encoding ?? null, bytes: spool.size(), sha256: spool.digest(), blankRows: table.tally.blankRows, columns, findings: (headings) => scan.findings(headings),
      async *again() {
        // what was found out from the beginning is found out again: the bytes are the same
        yield* (await openTable(createReadStream(path, { highWaterMark: 262_144 }), options)).batches
      },
      forget,
    }
  } catch (error) {
    await spool.end().catch(() => {}) // the first error is the one to tell
    await forget()
    throw error
  }
}

async function* watched(batches: AsyncIterable<TableRow[]>, see: (rows: TableRow[]) => void): AsyncGenerator<TableRow[]> {
  for await (const rows of batches) {
    see(rows)
    yield rows
  }
}

/** The pieces of a source, written to a file as they go by. */
function spooled(source: AsyncIterable<Buffer>, path: string) {
  const out = createWriteStream(path, { mode: 0o600 })
  const hash = createHash('sha256')
  let size = 0
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      size += piece.length
      hash.update(piece)
      if (!out.write(piece)) await once(out, 'drain')
      yield piece
    }
  }
  let digest: Buffer | undefined
  return { pieces: pieces(), size: () => size, digest: () => (digest ??= hash.digest()), end: () => new Promise<void>((done, fail) => { out.once('error', fail); out.end(() => done()) }) }
}
