import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CSV_MARK, csvLine, readGuardedCsv } from '#base/guarded-csv'
import { SourceStopped } from '#base/source-stopped'
import type { Delivery, SourceAddress, Target, TextRow } from '#systems/transfer'
import { MOST_SHEET_ROWS, readSheetFile, sheetInto, type RowsInto } from './sheet-file.ts'
import { folderOf } from './unit-folder.ts'

const fileName = /^[^.\\/:*?"<>|\s][^\\/:*?"<>|]*\.(csv|xlsx)$/iu
type Being = Readonly<{ delivery: Delivery; path: string; file: FileHandle; rows: RowsInto }>

/**
 * A file in the unit's own folder, CSV or Excel by its name, that each delivery replaces whole: written under a name that readers of folders pass over, flushed, read back, and only then renamed. Whoever sees it sees all of it,
 * with its manifest and receipt beside it (`list.csv`, `list.csv.manifest.json`, `list.csv.receipt.json`); a process that dies leaves what the next one sweeps away. 目标：文件夹
 */
export async function folderTarget(address: SourceAddress, root: string): Promise<Target> {
  const { table: name, job } = address
  const format = fileName.exec(name)?.[1]?.toLowerCase()
  if (format === undefined) throw new SourceStopped('transfer.target.file_name', { name })
  const folder = await folderOf(address, root, true)
  let being: Being | null = null

  const where = async (): Promise<string> => {
    if ((await folderOf(address, root)) !== folder) throw new SourceStopped('transfer.source.no_folder', { folder: address.url }) // a link came in its place meanwhile
    return folder
  }
  /** What processes that died left. One that lives and lost its run writes on into a file that has no name any more. */
  const sweep = async (): Promise<void> => {
    for (const one of await readdir(await where())) if (one.startsWith(`.${job}-`) && one.endsWith('.part')) await rm(join(folder, one), { force: true })
  }
  const discard = async (): Promise<void> => {
    const left = being
    being = null
    if (left === null) return
    await left.rows.abandon()
    await left.file.close()
    await rm(join(await where(), basename(left.path)), { force: true })
  }
  const begun = (): Being => { if (being === null) throw new Error('no delivery was begun'); return being }

  return {
    columns: async () => null,
    write: (_columns, _keys, rows) => begun().rows.write(rows),
    remove: async () => {}, // the next file is without it
    whole: {
      async begin(delivery) {
        if (format === 'xlsx' && delivery.total > MOST_SHEET_ROWS) throw new SourceStopped('transfer.target.too_many_for_excel', { rows: delivery.total, most: MOST_SHEET_ROWS })
        await discard()
        await sweep()
        const path = join(folder, `.${job}-${randomUUID()}.part`)
        const file = await open(path, 'wx', 0o640)
        being = { delivery, path, file, rows: format === 'xlsx' ? sheetInto(file, name.slice(0, -5), delivery.columns) : await csvInto(file, delivery) }
      },
      async *readBack() {
        const { file, path, rows, delivery } = begun()
        await rows.end()
        await file.sync()
        if (format === 'xlsx') yield* readSheetFile(path, delivery.columns.length)
        else yield* withoutHeadings(readGuardedCsv(createReadStream(path, { highWaterMark: 262_144 })))
      },
      async show(receipt) {
        const { path, file, delivery } = begun()
        const beside = { ...receipt, file: { format, columns: delivery.columns } }
        await where()
        await putBeside(folder, `${name}.manifest.json`, job, (receipt as { manifest?: object }).manifest ?? {})
        await putBeside(folder, `${name}.receipt.json`, job, beside)
        await rename(path, join(folder, name))
        await file.close()
        being = null
        await flush(folder)
      },
      discard, sweep,
    },
    close: async () => { await being?.file.close() },
  }
}

async function csvInto(file: FileHandle, { columns }: Delivery): Promise<RowsInto> {
  await file.appendFile(CSV_MARK + csvLine(columns.map(({ name }) => name)))
  return { write: (rows) => file.appendFile(rows.map(csvLine).join('')), end: async () => {}, abandon: async () => {} }
}

async function* withoutHeadings(batches: AsyncIterable<TextRow[]>): AsyncGenerator<TextRow[]> {
  let first = true
  for await (const rows of batches) {
    yield first ? rows.slice(1) : rows
    first = false
  }
}

async function putBeside(folder: string, name: string, job: string, content: object): Promise<void> {
  const path = join(folder, `.${job}-${randomUUID()}.part`)
  const file = await open(path, 'wx', 0o640)
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(path, join(folder, name))
}

/** The names, too, are on the disk. */
async function flush(folder: string): Promise<void> {
  const names = await open(folder, 'r')
  try { await names.sync() } finally { await names.close() }
}
