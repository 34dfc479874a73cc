import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#base/errors'
import { SourceStopped } from '#base/source-stopped'
import { openTable, type Table } from '#base/table-file'
import type { Chunk, Connector, Source, SourceAddress } from '#systems/transfer'
import { folderTarget } from './folder-target.ts'
import { folderOf } from './unit-folder.ts'

type Options = Readonly<{ /** Units' folders lie below it, and nothing else is read or written. */ root: string; /** Milliseconds for which a file must have been left alone. */ settled?: number }>
type Found = Readonly<{ name: string; path: string; size: number; changed: number }>
/** Hashes of what was read to its end; of the file that was being read, how many rows. */
type Saved = Readonly<{ done: readonly string[]; file?: string; rows?: number }>

const MOST_ROWS = 5000
const MOST_DONE = 5000
/** What senders call a file that they are still writing. */
const unfinished = /^\.|~$|\.(?:part|partial|tmp|temp|filepart|crdownload|swp|writing)$/i

/** Files that a department puts into a folder: CSV and Excel, in the order of their names, each content once; and such files put there for it. 数据源：文件夹投递 */
export function folderDrop(options: Options): Connector {
  return { openSource: (address) => openSource(address, options), openTarget: (address) => folderTarget(address, options.root) }
}

async function openSource(address: SourceAddress, { root, settled = 5000 }: Options): Promise<Source> {
  if (address.mode === 'capture') throw new SourceStopped('transfer.source.no_folder_capture')
  const folder = await folderOf(address, root)
  const wanted = (address.table || '*').toLowerCase()

  /** Those that nobody is writing any more. */
  const files = async (): Promise<Found[]> => {
    const names = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile() && !unfinished.test(one.name) && /\.(?:csv|tsv|txt|xlsx)$/i.test(one.name) && fits(wanted, one.name.toLowerCase())).map(({ name }) => name).sort()
    const found = await Promise.all(names.map(async (name) => {
      const path = join(folder, name)
      const { size, mtimeMs } = await stat(path)
      return { name, path, size, changed: mtimeMs }
    }))
    return found.filter(({ size, changed }) => size > 0 && Date.now() - changed >= settled)
  }
  const read = async function* (columns: readonly string[], begun: Saved, signal: AbortSignal): AsyncGenerator<Chunk> {
    let saved = begun
    for (const file of await files()) {
      const hash = await hashOf(file)
      if (saved.done.includes(hash)) continue
      const skip = saved.file === hash ? (saved.rows ?? 0) : 0
      let held: Chunk | undefined
      for await (const { rows, faults, bytes, read: count } of tableRows(file, columns, skip, signal)) {
        if (held) yield held
        held = { rows, faults, bytes, position: JSON.stringify({ done: saved.done, file: hash, rows: count } satisfies Saved) }
      }
      await requireSame(file)
      saved = { done: [...saved.done, hash].slice(-MOST_DONE) }
      yield held ? { ...held, position: JSON.stringify(saved) } : { rows: [], bytes: 0, position: JSON.stringify(saved) }
    }
  }
  return {
    async columns() {
      const newest = (await files()).toSorted((a, b) => a.changed - b.changed).at(-1)
      if (!newest) return []
      const table = await opened(newest)
      await table.close()
      return table.headings.map((name) => ({ name, type: 'text' }))
    },
    estimate: async () => null,
    /** What lies there now the copy brings. */
    mark: async () => (address.mode === 'full' ? null : JSON.stringify({ done: (await Promise.all((await files()).map(hashOf))).slice(-MOST_DONE) } satisfies Saved)),
    copy: (columns, after, signal) => read(columns, after === null ? { done: [] } : (JSON.parse(after) as Saved), signal),
    ...(address.mode === 'incremental' ? {
      async *changes(columns, _keys, since, signal) {
        for await (const { rows, faults, bytes, position } of read(columns, JSON.parse(since) as Saved, signal)) yield { changes: rows.map((row) => ({ kind: 'upsert', row })), faults, bytes, position, committedAt: null }
      },
    } satisfies Pick<Source, 'changes'> : {}),
    close: async () => {},
  }
}

/** `*` is any signs and `?` one. Not by a regular expression: with many stars it would not come to an end. */
function fits(pattern: string, name: string): boolean {
  let [at, star, from] = [0, -1, 0]
  for (let next = 0; next < name.length; next++) {
    if (pattern[at] === '*') [star, from, at, next] = [at, next, at + 1, next - 1]
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[next])) at++
    else if (star === -1) return false
    else [next, from, at] = [from, from + 1, star + 1] // the last star takes one sign more
  }
  return /^\**$/.test(pattern.slice(at))
}

async function hashOf({ path }: Found): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('base64url').slice(0, 16)
}

/** Written anew while we read: an outage, and the next run reads what lies there then. */
async function requireSame({ name, path, size, changed }: Found): Promise<void> {
  const now = await stat(path)
  if (now.size !== size || now.mtimeMs !== changed) throw new Error(`${name} changed while it was being read`)
}

const opened = ({ name, path }: Found): Promise<Table> => openTable(createReadStream(path, { highWaterMark: 262_144 })).catch((error: unknown) => {
  throw error instanceof Refusal ? new SourceStopped('transfer.source.not_a_table', { file: name, says: error.code }) : error
})

/** The rows of a file behind the first `skip`; what is wrong with a row is told beside. */
async function* tableRows(file: Found, columns: readonly string[], skip: number, signal: AbortSignal): AsyncGenerator<Required<Pick<Chunk, 'rows' | 'faults' | 'bytes'>> & { read: number }> {
  const table = await opened(file)
  const places = columns.map((name) => table.headings.indexOf(name))
  if (places.includes(-1)) {
    await table.close()
    throw new SourceStopped('transfer.source.column_gone', { says: `${file.name}: ${columns.filter((_, place) => places[place] === -1).join('、')}` })
  }
  let [rows, faults, bytes, read] = [[] as (string | null)[][], [] as NonNullable<Chunk['faults']>[number][], 0, 0]
  for await (const batch of table.batches) {
    for (const { cells, faults: wrong } of batch) {
      read += 1
      if (read <= skip) continue
      if (wrong.length > 0) faults.push(wrong[0]!)
      else rows.push(places.map((place) => cells[place] || null))
      for (const cell of cells) bytes += Buffer.byteLength(cell)
      if (rows.length + faults.length < MOST_ROWS) continue
      signal.throwIfAborted()
      yield { rows, faults, bytes, read }
      ;[rows, faults, bytes] = [[], [], 0]
    }
  }
  if (rows.length + faults.length > 0) yield { rows, faults, bytes, read }
}
