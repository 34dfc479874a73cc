import type { Chunk, Position, TextRow } from '#systems/transfer'
import { SourceStopped } from '#base/source-stopped'
import { bytesOf } from './chunk-size.ts'
import { keyedPages, walkByKey, type KeyedPage } from './keyed-pages.ts'
import { mariaName, type MariaSession } from './mariadb-session.ts'
import { asLiteral, asText, type MariaColumn, type MariaTable } from './mariadb-table.ts'

export const chosen = (table: MariaTable, names: readonly string[]): MariaColumn[] => names.map((name) => {
  const found = table.columns.find((column) => column.name === name)
  if (!found) throw new SourceStopped('transfer.source.column_gone', { says: name })
  return found
})

/** `key > last` written out, since the server uses no index for a comparison of rows. */
export function mariaBeyond(session: MariaSession, key: readonly MariaColumn[], last: readonly string[]): string {
  const [names, values] = [key.map(({ name }) => mariaName(name)), key.map((column, at) => asLiteral(session, column, last[at]!))]
  const steps = names.map((name, at) => `(${[...names.slice(0, at).map((before, n) => `${before} = ${values[n]}`), `${name} > ${values[at]}`].join(' and ')})`)
  return `${names[0]} >= ${values[0]} and (${steps.join(' or ')})`
}

/** Reads pages of rows in the order of some columns; each page begins behind the last. */
export function pages(session: MariaSession, table: MariaTable, columns: readonly string[], order: readonly MariaColumn[], narrowed = ''): (last: readonly string[] | null) => Promise<KeyedPage> {
  const list = [...chosen(table, columns), ...order].map((column, at) => `${asText(column)} as c${at}`).join()
  return keyedPages(columns.length, (last, most) => {
    const where = [narrowed, last ? mariaBeyond(session, order, last) : ''].filter((one) => one !== '').map((one) => `(${one})`).join(' and ')
    return session.rows(`select ${list} from ${table.sql} ${where ? `where ${where}` : ''} order by ${order.map(({ name }) => mariaName(name)).join()} limit ${most}`)
  })
}

/** All rows in the order of the key. */
export const copyMaria = (session: MariaSession, table: MariaTable, columns: readonly string[], after: Position | null, signal: AbortSignal): AsyncGenerator<Chunk> =>
  walkByKey(pages(session, table, columns, table.key), after, signal)

/** Without a key: one statement from one end to the other, and after a stop from the beginning. */
export async function* copyMariaThrough(session: MariaSession, table: MariaTable, columns: readonly string[], signal: AbortSignal): AsyncGenerator<Chunk> {
  let [rows, bytes, ended] = [[] as TextRow[], 0, false]
  try {
    for await (const row of session.stream(`select ${chosen(table, columns).map((column, at) => `${asText(column)} as c${at}`).join()} from ${table.sql}`)) {
      rows.push(row)
      bytes += bytesOf([row])
      if (rows.length < 5000 && bytes < 8 * 1024 ** 2) continue
      signal.throwIfAborted()
      yield { rows, bytes, position: '{}' }
      ;[rows, bytes] = [[], 0]
    }
    ended = true
  } finally {
    if (!ended) session.abandon()
  }
  if (rows.length > 0) yield { rows, bytes, position: '{}' }
}

/** Runs `work` in one snapshot of the source. */
export async function* inMariaSnapshot<T>(session: MariaSession, work: () => AsyncGenerator<T>): AsyncGenerator<T> {
  await session.run('start transaction with consistent snapshot, read only')
  try {
    yield* work()
  } finally {
    await session.run('rollback').catch(() => {}) // nothing was written; a lost connection ends it too
  }
}
