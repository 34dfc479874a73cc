import { SourceStopped } from '#base/source-stopped'
import type { Target, TextRow } from '#systems/transfer'
import { quoted, type Session } from './postgres-session.ts'
import { describeTable } from './postgres-table.ts'

const ROWS = 2000

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
  const byColumn = (columns: readonly string[], rows: readonly TextRow[]) => columns.map((_, at) => rows.map((row) => row[at]!))

  return {
    columns: async () => table.columns.map((column) => ({ name: column.name, type: column.type })),
    async write(columns, keys, rows) {
      const { values, from } = given(columns)
      const rest = columns.filter((column) => !keys.includes(column)).map((column) => quoted(column))
      // a row that stands there already is left alone, so that a repeated chunk costs the target no writing
      const text = `insert into ${table.sql} as t (${columns.map((column) => quoted(column)).join()}) overriding system value select ${values} from ${from} on conflict (${keys.map((key) => quoted(key)).join()}) do ${rest.length === 0 ? 'nothing'
        : `update set ${rest.map((column) => `${column} = excluded.${column}`).join()} where row(${rest.map((column) => `t.${column}::text`).join()}) is distinct from row(${rest.map((column) => `excluded.${column}::text`).join()})`}`
      const places = keys.map((key) => columns.indexOf(key))
      const last = [...new Map(rows.map((row) => [JSON.stringify(places.map((place) => row[place])), row])).values()] // one statement may touch a row once
      await inOneTransaction(session, last, async (part) => session.run(text, byColumn(columns, part)))
    },
    async remove(keys, rows) {
      const { from } = given(keys)
      const text = `delete from ${table.sql} t using ${from} where ${keys.map((key, at) => `t.${quoted(key)} = g.c${at}::${typeOf(key)}`).join(' and ')}`
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
    const { code = '', column, constraint } = error as { code?: string; column?: string; constraint?: string }
    if (code === '42P10') throw new SourceStopped('transfer.target.no_unique_key')
    if (/^2[23]/.test(code)) throw new SourceStopped('transfer.target.value_refused', { says: column ?? constraint ?? code }) // the database's own words would hold the value
    throw error
  }
}
