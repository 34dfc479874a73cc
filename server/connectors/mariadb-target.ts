import { SourceStopped } from '#base/source-stopped'
import type { Target, TextRow } from '#systems/transfer'
import { mariaName, type MariaSession } from './mariadb-session.ts'
import { asLiteral, describeMaria, type MariaColumn } from './mariadb-table.ts'

const MOST_BYTES = 1024 ** 2

/** A department's table that rows are put into. It is never made or changed here: columns and a unique key must be there. 目标库：MariaDB */
export async function mariadbTarget(session: MariaSession, { schema, table: name }: { schema: string; table: string }): Promise<Target> {
  const table = await describeMaria(session, schema, name).catch(async (error: Error) => {
    await session.end()
    throw error
  })
  const chosen = (names: readonly string[]): MariaColumn[] => names.map((column) => {
    const found = table.columns.find((one) => one.name === column)
    if (!found) throw new SourceStopped('transfer.target.no_column', { column })
    return found
  })
  /** An upsert fires on any unique index, so another one than the key would let a row overwrite a stranger's. */
  const requireKey = (keys: readonly string[]): void => {
    const same = (index: readonly string[]) => index.length === keys.length && keys.every((key) => index.includes(key))
    if (!table.unique.some(same)) throw new SourceStopped('transfer.target.no_unique_key')
    const other = table.unique.find((index) => !same(index))
    if (other) throw new SourceStopped('transfer.target.other_unique_key', { columns: other.join(', ') })
  }
  const tuples = function* (columns: readonly MariaColumn[], rows: readonly TextRow[]): Generator<string> {
    let [parts, bytes] = [[] as string[], 0]
    for (const row of rows) {
      const tuple = `(${columns.map((column, at) => asLiteral(session, column, row[at]!)).join()})`
      if (bytes + tuple.length * 3 > Math.min(MOST_BYTES, session.longest / 2) && parts.length > 0) {
        yield parts.join()
        ;[parts, bytes] = [[], 0]
      }
      parts.push(tuple)
      bytes += Buffer.byteLength(tuple)
    }
    if (parts.length > 0) yield parts.join()
  }

  return {
    columns: async () => table.columns.map((column) => ({ name: column.name, type: column.type })),
    async write(columns, keys, rows) {
      requireKey(keys)
      const rest = columns.filter((column) => !keys.includes(column))
      const names = columns.map((column) => mariaName(column)).join()
      const again = (rest.length === 0 ? keys.slice(0, 1) : rest).map((column) => `${mariaName(column)} = values(${mariaName(column)})`).join()
      await inOneTransaction(session, [...tuples(chosen(columns), rows)].map((values) => `insert into ${table.sql} (${names}) values ${values} on duplicate key update ${again}`))
    },
    async remove(keys, rows) {
      const names = keys.map((key) => mariaName(key)).join()
      await inOneTransaction(session, [...tuples(chosen(keys), rows)].map((values) => `delete from ${table.sql} where (${names}) in (${values})`))
    },
    close: () => session.end(),
  }
}

/** All of a chunk or nothing. */
async function inOneTransaction(session: MariaSession, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return
  await session.run('start transaction')
  try {
    for (const statement of statements) await session.run(statement)
    await session.run('commit')
  } catch (error) {
    await session.run('rollback').catch(() => {}) // the first error is the one to tell
    const { sqlState = '', code = '' } = error as { sqlState?: string; code?: string }
    if (sqlState.startsWith('22') || /^ER_(?:TRUNCATED_WRONG_VALUE|DATA_TOO_LONG|BAD_NULL_ERROR|NO_DEFAULT_FOR_FIELD|WARN_DATA_OUT_OF_RANGE|NO_REFERENCED_ROW|ROW_IS_REFERENCED|CONSTRAINT_FAILED|WARN_DATA_TRUNCATED|CANNOT_CONVERT)/.test(code)) throw new SourceStopped('transfer.target.value_refused', { says: code })
    throw error
  }
}
