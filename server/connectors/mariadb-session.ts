import { connect } from 'node:net'
import { createConnection, type Connection } from 'mysql2/promise'
import { SourceStopped } from '#base/source-stopped'
import type { TextRow } from '#systems/transfer'
import type { Login } from './database-login.ts'

/** One connection to a department's MariaDB or MySQL. Every value comes as the text that the server prints. */
export type MariaSession = Readonly<{
  rows(sql: string): Promise<TextRow[]>
  run(sql: string): Promise<void>
  /** Rows as they come, without order and without end in memory. */
  stream(sql: string): AsyncIterable<TextRow>
  /** The longest statement that the server takes, in bytes. */
  longest: number
  /** A text of ours inside a statement. */
  quote(text: string): string
  /** For who wants no more of what is still coming. */
  abandon(): void
  end(): Promise<void>
}>

/** What waits for a person; anything else is an outage. */
const stops: Record<string, string> = {
  ER_ACCESS_DENIED_ERROR: 'login_refused', ER_DBACCESS_DENIED_ERROR: 'no_database', ER_BAD_DB_ERROR: 'no_database', ER_NO_SUCH_TABLE: 'no_table', ER_BAD_FIELD_ERROR: 'column_gone',
  ER_TABLEACCESS_DENIED_ERROR: 'not_permitted', ER_COLUMNACCESS_DENIED_ERROR: 'not_permitted', ER_SPECIFIC_ACCESS_DENIED_ERROR: 'not_permitted',
}
type MariaError = Error & { code?: string; sqlMessage?: string }
const told = (error: MariaError): Error => {
  const code = stops[error.code ?? '']
  return code ? new SourceStopped(`transfer.source.${code}`, { says: error.sqlMessage ?? error.message }) : error
}
/** Strict, or a value that does not fit would be bent; backslashes escape, because the driver's quoting relies on it. */
const settings = [
  `set session sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'`,
  'set session transaction isolation level repeatable read',
]

export async function openMaria({ host, port, user, password, database, tls }: Login): Promise<MariaSession> {
  const connection: Connection = await createConnection({
    host: tls?.servername ?? host, stream: () => connect(port, host), user, password, database, ...(tls ? { ssl: { rejectUnauthorized: tls.rejectUnauthorized, verifyIdentity: tls.rejectUnauthorized } } : {}), charset: 'utf8mb4', rowsAsArray: true, connectTimeout: 10_000, enableKeepAlive: true,
    typeCast: (field) => field.string(), multipleStatements: false, flags: ['-LOCAL_FILES'], // a server may not ask for our files
  }).catch((error: MariaError) => { throw told(error) })
  connection.on('error', () => {}) // the next statement reports it
  const ask = async (sql: string): Promise<unknown> => connection.query({ sql, timeout: 660_000 }).then(([answer]) => answer, (error: MariaError) => { throw told(error) })
  try {
    for (const setting of settings) await ask(setting)
    const [[longest]] = (await ask('select @@max_allowed_packet')) as [[string]]
    return {
      longest: Number(longest),
      rows: async (sql) => (await ask(sql)) as TextRow[],
      run: async (sql) => { await ask(sql) },
      stream: (sql) => (connection as unknown as { connection: { query(sql: string): { stream(): AsyncIterable<TextRow> } } }).connection.query(sql).stream(),
      quote: (text) => connection.escape(text),
      abandon: () => connection.destroy(),
      end: () => connection.end().catch(() => connection.destroy()), // it may be lost already
    }
  } catch (error) {
    connection.destroy()
    throw error
  }
}

export const mariaName = (...names: readonly string[]): string => names.map((name) => `\`${name.replaceAll('`', '``')}\``).join('.')
