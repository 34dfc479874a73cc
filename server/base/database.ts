import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

declare const sealed: unique symbol
/** An open transaction. Opaque: only the folder that owns a table can query through it. */
export type Tx = { readonly [sealed]: 'transaction' }

/** `export const governance = tables<GovernanceTables>()`: then `governance(tx)` may query those tables and no others. */
export const tables = <T>() => (tx: Tx): Kysely<T> => tx as unknown as Kysely<T>

/** What row-level security may know of a transaction. */
export type Wall = Readonly<{ person?: string | null; division?: string | null; department?: string | null; job?: string | null }>

/** Statements sent in the same round trip as `begin` (their results come back) and as `commit`. */
export type Around<R> = Readonly<{ before?: string; check?: (results: readonly pg.QueryResult[]) => void; after?: (answer: R) => string | null }>

export type Database = Readonly<{
  write<R>(wall: Wall, work: (tx: Tx) => Promise<R>, around?: Around<R>): Promise<R>
  /** One snapshot, read only. */
  read<R>(wall: Wall, work: (tx: Tx) => Promise<R>): Promise<R>
  /** For what cannot be a transaction: LISTEN, session locks, COPY. The caller releases it. */
  client(): Promise<pg.PoolClient>
  waiting(): { total: number; idle: number; waiting: number }
  close(): Promise<void>
}>

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text))
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export const literal = (value: string): string => pg.escapeLiteral(value)

/** No division path: a deed without a division must not be taken for one of the whole city, whose path is ''. */
const NOWHERE = '-'
const WRITING = 'begin'
/** Begun with the first statement: a page that the process answers from memory costs the database nothing. */
const READING = 'begin isolation level repeatable read read only'
const setLocal = (wall: Wall): string =>
  `set local haihe.person = ${literal(wall.person ?? '')};set local haihe.division = ${literal(wall.division ?? NOWHERE)};` +
  `set local haihe.department = ${literal(wall.department ?? '')};set local haihe.job = ${literal(wall.job ?? '')};`

export function openDatabase(url: string, options: { max?: number; name?: string } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    application_name: options.name ?? 'haihe',
    connectionTimeoutMillis: 10_000,
    options: '-c TimeZone=UTC -c jit=off -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
  })
  pool.on('error', () => {}) // an idle connection died; the next query opens a new one and reports its own failure

  const run = async <R>(begin: string, wall: Wall, work: (tx: Tx) => Promise<R>, around: Around<R> = {}): Promise<R> => {
    const client = await pool.connect()
    let broken: Error | undefined
    const held = holding(client)
    try {
      held.pipelined(true)
      held.open = () => {
        held.open = null
        // One simple query: `set local` and not set_config(), because Citus carries only the former to its workers.
        const opened = held.query(`${begin};${setLocal(wall)}${around.before ?? ''}`)
        opened.catch(() => {}) // told by whatever waits for it
        held.opened = opened
        return opened
      }
      if (around.check) around.check(([] as pg.QueryResult[]).concat(await held.open()))
      else if (begin === WRITING) void held.open() // a deed that writes asks for something
      const tx = held.builder as unknown as Tx
      const later: (() => void)[] = []
      waiting.set(tx, later)
      const answer = await work(tx)
      if (held.open !== null) { // what was asked for lay in memory
        for (const act of later) act()
        return answer
      }
      await held.opened
      const ended = await client.query(`${around.after?.(answer) ?? ''};commit`)
      const last = Array.isArray(ended) ? (ended.at(-1) as pg.QueryResult) : ended
      if (last.command === 'ROLLBACK') throw new Error('the transaction was already broken when it was committed')
      for (const act of later) act()
      return answer
    } catch (error) {
      if (held.open === null) await client.query('rollback').catch((lost: Error) => { broken = lost }) // the first error is the one to tell
      throw error
    } finally {
      held.open = null
      held.pipelined(false)
      client.release(broken)
    }
  }

  return {
    write: (wall, work, around) => run(WRITING, wall, work, around),
    read: (wall, work) => run(READING, wall, work),
    client: () => pool.connect(),
    waiting: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  }
}

const waiting = new WeakMap<Tx, (() => void)[]>()

/** Runs `act` in this process once the transaction is committed; never when it is rolled back. Not for what must happen: that is an event. */
export function afterCommit(tx: Tx, act: () => void): void {
  waiting.get(tx)?.push(act)
}

const names = new Map<string, string | null>()
const MOST = 1000 // a text with lists of changing length must not fill the server's memory

/** Statements that write or lock are prepared once for each connection: they find rows by key, so one plan serves all values, and planning them anew costs more than running them.
 *  Reads keep a plan of their own for their values, but those that say that they are by key. */
function prepared(text: string, values: unknown[]): pg.QueryConfig {
  let name = names.get(text)
  if (name === undefined && names.size < MOST) names.set(text, name = /\b(?:insert into|update|delete from)\b|\/\* by key \*\//i.test(text) ? `s${names.size}` : null)
  return name ? { name, text, values } : { text, values }
}

/** What a read says that finds a few rows by a key, however often it is asked and whatever the value: it is prepared as well. Its text may not change with how many values it is given: `= any(…)`. */
export const byKey = sql`/* by key */`
const BY_KEY = '/* by key */'

type Held = {
  query(text: unknown, values?: unknown[]): Promise<pg.QueryResult>
  /** Begins the transaction, once; null when it was begun, and outside of one. */
  open: (() => Promise<pg.QueryResult>) | null
  /** What was sent to begin the transaction. */
  opened: Promise<unknown>
  builder: Kysely<unknown>
  /** Statements go out one behind another, each without waiting for the answer to the one before; not on a connection of client(), and not while it copies. */
  pipelined(on: boolean): void
}
const helds = new WeakMap<pg.PoolClient, Held>()

/** A connection and a query builder over it, for the transactions that it is in one after another; made once for each connection.
 *  What a deed asks for at once goes out in one packet and is answered in one round trip; a read by key right behind `begin`, all else when it is known that the transaction stands. 流水线 */
function holding(client: pg.PoolClient): Held {
  const known = helds.get(client)
  if (known) return known
  const { stream } = (client as unknown as pg.Client).connection
  const send = (query: pg.QueryConfig | string, values?: unknown[]): Promise<pg.QueryResult> => {
    stream.cork()
    process.nextTick(() => stream.uncork())
    return client.query(query as string, values)
  }
  const held = {
    async query(text: unknown, values?: unknown[]) {
      void held.open?.()
      if (typeof text !== 'string' || values === undefined) return send(text as string, values)
      const statement = prepared(text, values)
      if (!text.includes(BY_KEY)) await held.opened
      const [answer] = await Promise.all([send(statement), held.opened])
      return answer
    },
    release: () => {},
    open: null,
    opened: Promise.resolve() as Promise<unknown>,
    pipelined(on: boolean) { (client as unknown as { pipeline: boolean }).pipeline = on },
  } as Held & { release(): void }
  const single = { connect: async () => held, end: async () => {}, options: {} } as unknown as PostgresPool
  held.builder = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: single }) })
  helds.set(client, held)
  clients.set(held.builder as unknown as Tx, client)
  return held
}

const clients = new WeakMap<Tx, pg.PoolClient>()

/** COPY into a table of an open transaction: `statement` is `copy … from stdin`, the lines are in COPY's text format, or pieces in its binary one where the statement says so. A line that fails takes the whole transaction with it.
 *  A bulk load may take longer than a query; the next statement has its usual time again. */
export const copyInto = (tx: Tx, statement: string, lines: AsyncIterable<string | Buffer> | Iterable<string | Buffer>, options: { seconds?: number } = {}): Promise<void> =>
  copying(tx, options, (client) => pipeline(Readable.from(lines), client.query(copyFrom(statement))))

/** COPY out of an open transaction: `statement` is `copy … to stdout`; `take` is given what comes, piece by piece, and may not wait. Where it throws, the rest is let go by, since nothing else can be asked on this connection before. */
export async function copyOut(tx: Tx, statement: string, take: (piece: Buffer) => void, options: { seconds?: number } = {}): Promise<void> {
  let failed: { error: unknown } | undefined
  await copying(tx, options, (client) => new Promise<void>((done, fail) => {
    client.query(copyTo(statement)).on('error', fail).on('end', done).on('data', (piece: Buffer) => {
      if (!failed) try { take(piece) } catch (error) { failed = { error } }
    })
  }))
  if (failed) throw failed.error
}

async function copying(tx: Tx, { seconds = 600 }: { seconds?: number }, copy: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = clients.get(tx)!
  const held = holding(client)
  await held.query(`set local statement_timeout = ${Math.trunc(seconds) * 1000}`) // where it is the first statement of a read, that begins now
  held.pipelined(false)
  await copy(client).finally(() => held.pipelined(true))
  await client.query('set local statement_timeout = 60000')
}
