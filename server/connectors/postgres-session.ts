import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { SourceStopped } from '#base/source-stopped'
import type { TextRow } from '#systems/transfer'
import type { Login } from './database-login.ts'

/** One connection to a department's PostgreSQL. Every value comes as the text that the server prints. */
export type Session = Readonly<{
  rows(text: string, values?: readonly unknown[]): Promise<TextRow[]>
  one(text: string, values?: readonly unknown[]): Promise<Record<string, string | null> | undefined>
  all(text: string, values?: readonly unknown[]): Promise<Record<string, string | null>[]>
  /** The only column, as bytes. */
  bytes(text: string): Promise<Buffer[]>
  run(text: string, values?: readonly unknown[]): Promise<void>
  /** `copy … from stdin`, its lines in COPY's text format. */
  copy(text: string, lines: Iterable<string>): Promise<void>
  end(): Promise<void>
}>

/** What waits for a person; anything else is an outage. */
const stops: Record<string, string> = {
  '28P01': 'login_refused', '28000': 'login_refused', '3D000': 'no_database', '42P01': 'no_table', '3F000': 'no_table', '42703': 'column_gone', '42501': 'not_permitted',
}
const asText = { getTypeParser: () => (value: unknown) => value } as unknown as pg.CustomTypesConfig
/** The same text from every server and in every zone; keys are compared with what was printed, so nothing may be rounded. */
const settings = '-c TimeZone=UTC -c DateStyle=ISO,YMD -c IntervalStyle=postgres -c extra_float_digits=3 -c bytea_output=hex -c statement_timeout=600000 -c idle_in_transaction_session_timeout=600000'

/** A little longer than the server itself waits: then it is gone. */
const SILENT = 660_000

export async function openSession({ host, port, user, password, database, tls }: Login): Promise<Session> {
  const client = new pg.Client({ host, port, user, password, database, ssl: tls, types: asText, options: settings, application_name: 'haihe', connectionTimeoutMillis: 10_000, query_timeout: SILENT, keepAlive: true })
  client.on('error', () => {}) // the next statement reports it
  const ask = async (query: pg.QueryConfig): Promise<pg.QueryResult> => client.query(query).catch((error: Error & { code?: string; table?: string }) => {
    const code = stops[error.code ?? '']
    throw code ? new SourceStopped(`transfer.source.${code}`, { says: error.message }) : error
  })
  await client.connect().catch(async (error: Error & { code?: string }) => {
    await client.end().catch(() => {}) // it may never have been open
    const code = stops[error.code ?? '']
    throw code ? new SourceStopped(`transfer.source.${code}`, { says: error.message }) : error
  })
  const objects = async (text: string, values: readonly unknown[] = []) => (await ask({ text, values: [...values] })).rows as Record<string, string | null>[]
  return {
    rows: async (text, values = []) => (await ask({ text, values: [...values], rowMode: 'array' } as pg.QueryConfig)).rows as TextRow[],
    one: async (text, values) => (await objects(text, values))[0],
    all: objects,
    bytes: async (text) => ((await ask({ text, rowMode: 'array' } as pg.QueryConfig)).rows as [string][]).map(([hex]) => Buffer.from(hex.slice(2), 'hex')), // the driver cannot take bytes as such
    run: async (text, values) => { await ask(values ? { text, values: [...values] } : { text }) },
    async copy(text, lines) {
      const silent = setTimeout(() => (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy(), SILENT) // a stream has no query_timeout
      await pipeline(Readable.from(lines), client.query(copyFrom(text))).finally(() => clearTimeout(silent))
    },
    end: () => client.end(),
  }
}

export const quoted = (...names: readonly string[]): string => names.map((name) => pg.escapeIdentifier(name)).join('.')
export const literal = (text: string): string => pg.escapeLiteral(text)
