import type { Chunk, Position, TextRow } from '#systems/transfer'
import { bytesOf, chunkSize } from './chunk-size.ts'
import { keyedPages, walkByKey } from './keyed-pages.ts'
import { literal, quoted, type Session } from './postgres-session.ts'
import type { Table, TableColumn } from './postgres-table.ts'

/** `key > last`, compared by the server as its own types. */
export const beyond = (key: readonly TableColumn[], last: readonly string[]): string =>
  `(${key.map(({ name }) => quoted(name)).join()}) > (${key.map(({ type }, at) => `${literal(last[at]!)}::${type}`).join()})`

/** All rows in the order of the key. */
export function copyByKey(session: Session, table: Table, columns: readonly string[], after: Position | null, signal: AbortSignal): AsyncGenerator<Chunk> {
  const { key } = table
  const order = key.map(({ name }) => quoted(name)).join()
  const list = [...columns, ...key.map(({ name }) => name)].map((name) => quoted(name)).join()
  return walkByKey(keyedPages(columns.length, (last, most) => session.rows(`select ${list} from ${table.sql} ${last ? `where ${beyond(key, last)}` : ''} order by ${order} limit ${most}`)), after, signal)
}

/** Rows of one statement in one snapshot, so many at a time. Needs an open transaction. */
export async function* cursorRows(session: Session, select: string, signal: AbortSignal): AsyncGenerator<{ rows: TextRow[]; bytes: number }> {
  const size = chunkSize()
  await session.run(`set local cursor_tuple_fraction = 1; declare haihe_rows no scroll cursor for ${select}`)
  for (;;) {
    signal.throwIfAborted()
    const rows = await session.rows(`fetch ${size.rows()} from haihe_rows`)
    if (rows.length === 0) break
    const bytes = bytesOf(rows)
    size.saw(rows.length, bytes)
    yield { rows, bytes }
  }
  await session.run('close haihe_rows')
}

/** Without a key there is no order to go on in: one snapshot from one end to the other, and after a stop from the beginning. */
export async function* copyThrough(session: Session, table: Table, columns: readonly string[], signal: AbortSignal): AsyncGenerator<Chunk> {
  for await (const { rows, bytes } of cursorRows(session, `select ${columns.map((name) => quoted(name)).join()} from ${table.sql}`, signal)) yield { rows, bytes, position: '{}' }
}

export const READ_ONE_SNAPSHOT = 'begin isolation level repeatable read read only'

/** Runs `work` in one snapshot of the source. */
export async function* inOneSnapshot<T>(session: Session, work: () => AsyncGenerator<T>): AsyncGenerator<T> {
  await session.run(READ_ONE_SNAPSHOT)
  try {
    yield* work()
  } finally {
    await session.run('rollback').catch(() => {}) // nothing was written; a lost connection ends it too
  }
}
