import pg from 'pg'
import { SourceStopped } from '#base/source-stopped'
import type { Target, TextRow } from '#systems/transfer'
import { quoted, type Session } from './postgres-session.ts'
import { describeTable } from './postgres-table.ts'

const ROWS = 2000
/** So many rows of a chunk are looked up before it is copied in. */
const SAMPLE = 100
const PIECE = 500

/** A department's table that rows are put into. It is never made or changed here: columns and a unique key must be there. 目标库：PostgreSQL */
export async function postgresTarget(session: Session, { schema, table: name }: { schema: string; table: string }): Promise<Target> {
  const table = await describeTable(session, schema, name).catch(async (error: Error) => {
    await session.end()
    throw error
  })
  const typeOf = (column: string): string => {
    const found = table.columns.find((one) => one.name === column)
    if (!found) throw new SourceStopped('transfer.target.no_column', { column })
    return found.type
  }
  const given = (columns: readonly string[]) => ({
    values: columns.map((column, at) => `g.c${at}::${typeOf(column)}`).join(),
    from: `unnest(${columns.map((_, at) => `$${at + 1}::text[]`).join()}) as g (${columns.map((_, at) => `c${at}`).join()})`,
  })
  const sameKey = (keys: readonly string[]): string => keys.map((key, at) => `t.${quoted(key)} = g.c${at}::${typeOf(key)}`).join(' and ')
  const byColumn = (columns: readonly string[], rows: readonly TextRow[]) => columns.map((_, at) => rows.map((row) => row[at]!))

  /** A row that stands there already is left alone, so that a repeated chunk costs the target no writing. */
  const byKeySql = (columns: readonly string[], keys: readonly string[]): string => {
    const { values, from } = given(columns)
    const rest = columns.filter((column) => !keys.includes(column)).map((column) => quoted(column))
    return `insert into ${table.sql} as t (${columns.map((column) => quoted(column)).join()}) overriding system value select ${values} from ${from} on conflict (${keys.map((key) => quoted(key)).join()}) do ${rest.length === 0 ? 'nothing'
      : `update set ${rest.map((column) => `${column} = excluded.${column}`).join()} where row(${rest.map((column) => `t.${column}::text`).join()}) is distinct from row(${rest.map((column) => `excluded.${column}::text`).join()})`}`
  }
  const writeByKey = async (columns: readonly string[], keys: readonly string[], rows: readonly TextRow[]): Promise<void> => {
    const [text, places] = [byKeySql(columns, keys), keys.map((key) => columns.indexOf(key))]
    const last = [...new Map(rows.map((row) => [JSON.stringify(places.map((place) => row[place])), row])).values()] // one statement may touch a row once
    await inOneTransaction(session, last, async (part) => session.run(text, byColumn(columns, part)))
  }
  /** Where none of a hundred rows of the chunk stands there, all are copied in without looking for each. What the server does not want so, for whatever reason, is written by key, and refused there if it must be. */
  const writeNew = async (columns: readonly string[], keys: readonly string[], rows: readonly TextRow[]): Promise<boolean> => {
    const step = Math.ceil(rows.length / SAMPLE)
    const some = rows.filter((_, at) => at % step === 0)
    const text = `copy ${table.sql} (${columns.map((column) => quoted(column)).join()}) from stdin`
    const written = async (): Promise<boolean> => {
      const [there] = await session.rows(`select from ${table.sql} t join ${given(keys).from} on ${sameKey(keys)} limit 1`, byColumn(keys, some.map((row) => keys.map((key) => row[columns.indexOf(key)]!))))
      if (there) return false
      await session.copy(text, copyLines(rows)) // a statement, so that all of it is there or nothing
      return true
    }
    // a key that is there after all, a value that the column cannot hold, a view, a policy: whatever the server says
    return written().catch((error: unknown) => { if (error instanceof pg.DatabaseError) return false; throw error })
  }

  let asked: string | undefined

  return {
    columns: async () => table.columns.map((column) => ({ name: column.name, type: column.type })),
    async write(columns, keys, rows) {
      if (rows.length === 0) return
      // a table that could not be written by key is not written at all
      const text = byKeySql(columns, keys)
      if (text !== asked) await session.run(`explain ${text}`, columns.map(() => [])).catch(refused)
      asked = text
      if (!(await writeNew(columns, keys, rows))) await writeByKey(columns, keys, rows)
    },
    async remove(keys, rows) {
      const { from } = given(keys)
      const text = `delete from ${table.sql} t using ${from} where ${sameKey(keys)}`
      await inOneTransaction(session, rows, async (part) => session.run(text, byColumn(keys, part)))
    },
    async sum(columns, types) {
      const row = columns.map((column, at) => `coalesce(to_json(${alikeSql(types[at]!, `case when ${quoted(column)} is not null then format('%s', ${quoted(column)}) end`)})::text, 'null')`).join(` || ',' || `)
      try {
        const [summed] = await session.rows(`select count(*), coalesce(sum(('x' || encode(substr(sha256(convert_to('[' || ${row} || ']', 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint), 0) from ${table.sql}`)
        return { rows: Number(summed![0]), content: BigInt.asUintN(64, BigInt(summed![1]!)).toString(16).padStart(16, '0') }
      } catch (error) {
        if ((error as { code?: string }).code === '42883') return null // a server before 11 has no sha256()
        throw error
      }
    },
    close: () => session.end(),
  }
}

// eslint-disable-next-line no-control-regex
const SPECIAL = /[\\\t\n\r]/, EACH = /[\\\t\n\r]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
/** Rows in COPY's text format. */
function* copyLines(rows: readonly TextRow[]): Generator<string> {
  for (let from = 0; from < rows.length; from += PIECE) {
    let piece = ''
    for (const row of rows.slice(from, from + PIECE)) piece += `${row.map((cell) => (cell === null ? '\\N' : SPECIAL.test(cell) ? cell.replace(EACH, (sign) => escapes[sign]!) : cell)).join('\t')}\n`
    yield piece
  }
}

/** The spellings of one value made one, as put-row.ts makes them of what is sent. */
function alikeSql(type: string, text: string): string {
  switch (type) {
    case 'decimal': return `(select case when v ~ '^-?[0-9]+[.][0-9]+$' then rtrim(rtrim(v, '0'), '.') else v end from (select ${text}) o (v))`
    case 'boolean': return `(select case when v in ('t', 'true', '1') then 'true' when v in ('f', 'false', '0') then 'false' else v end from (select ${text}) o (v))`
    case 'datetime': return `(select case when v ~ '[.][0-9]*$' then rtrim(rtrim(v, '0'), '.') else v end from (select regexp_replace(regexp_replace(${text}, ' ', 'T'), '(Z|[+]00(:?00)?)$', '')) o (v))`
    default: return text
  }
}

/** All of a chunk or nothing. */
async function inOneTransaction(session: Session, rows: readonly TextRow[], put: (rows: readonly TextRow[]) => Promise<void>): Promise<void> {
  if (rows.length === 0) return
  await session.run('begin')
  try {
    for (let at = 0; at < rows.length; at += ROWS) await put(rows.slice(at, at + ROWS))
    await session.run('commit')
  } catch (error) {
    await session.run('rollback').catch(() => {}) // the first error is the one to tell
    refused(error)
  }
}

function refused(error: unknown): never {
  const { code = '', column, constraint } = error as { code?: string; column?: string; constraint?: string }
  if (code === '42P10') throw new SourceStopped('transfer.target.no_unique_key')
  if (/^2[23]/.test(code)) throw new SourceStopped('transfer.target.value_refused', { says: column ?? constraint ?? code }) // the database's own words would hold the value
  throw error
}
