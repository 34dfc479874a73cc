import { SourceStopped } from '#base/source-stopped'
import { mariaName, type MariaSession } from './mariadb-session.ts'

export type MariaColumn = Readonly<{ name: string; type: string; kind: string; autoIncrement: boolean; generated: boolean }>
export type MariaTable = Readonly<{
  sql: string
  rows: number | null
  columns: readonly MariaColumn[]
  /** Columns of the primary key, or of another unique index without nulls, when the server orders them as it compares them. */
  key: readonly MariaColumn[]
  /** Each unique index, by its columns. */
  unique: readonly (readonly string[])[]
}>

const whole = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint'])
const binary = new Set(['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'])
const spatial = new Set(['geometry', 'point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon', 'geometrycollection', 'geomcollection'])
/** A float is printed shorter than it is, and a list of values is ordered otherwise than its words: neither says where to go on. */
const ordered = new Set([...whole, 'decimal', 'char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'date', 'datetime', 'timestamp', 'time', 'year', 'uuid', ...binary])
export const isWhole = ({ kind }: MariaColumn): boolean => whole.has(kind)

/** As PostgreSQL would print it: bytes as \\x and hexadecimal digits, bits as a number, a shape as its words. */
export const asText = ({ name, kind }: MariaColumn): string => {
  const column = mariaName(name)
  return binary.has(kind) ? `concat('\\\\x', lower(hex(${column})))` : kind === 'bit' ? `cast(${column} as unsigned)` : spatial.has(kind) ? `st_astext(${column})` : column
}

/** The same value inside a statement; a number stays one, or the server would compare and round it as a float. */
export function asLiteral(session: MariaSession, { kind, type }: MariaColumn, text: string | null): string {
  if (text === null) return 'null'
  if (whole.has(kind) && type.startsWith('tinyint(1)') && /^(?:t|f|true|false)$/i.test(text)) return /^t/i.test(text) ? '1' : '0'
  if ((whole.has(kind) || kind === 'decimal' || kind === 'bit') && /^-?\d{1,65}(?:\.\d{1,38})?$/.test(text)) return text
  if (binary.has(kind) && /^\\x(?:[0-9a-f]{2})*$/i.test(text)) return `x'${text.slice(2)}'`
  if ((kind === 'datetime' || kind === 'timestamp') && /[+-]\d\d(?::?\d\d)?$|Z$/.test(text.slice(10))) return session.quote(inUtc(text))
  if (spatial.has(kind)) return `st_geomfromtext(${session.quote(text)})`
  return session.quote(text)
}

/** MariaDB knows no zones in a text; the session's is UTC. */
function inUtc(text: string): string {
  const [, day, time, fraction = '', zone] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)$/.exec(text) ?? []
  const offset = zone === undefined || zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.length > 3 ? zone.slice(-2) : '00'}`
  const instant = new Date(`${day}T${time}${offset}`)
  return Number.isNaN(instant.getTime()) ? text : `${instant.toISOString().slice(0, 19).replace('T', ' ')}${fraction.slice(0, 7)}`
}

/** What MariaDB says of a table or a view. */
export async function describeMaria(session: MariaSession, schema: string, name: string): Promise<MariaTable> {
  const where = `table_schema = ${session.quote(schema)} and table_name = ${session.quote(name)}`
  const [about] = await session.rows(`select table_rows, table_type from information_schema.tables where ${where}`)
  if (!about) throw new SourceStopped('transfer.source.no_table', { says: `${schema}.${name}` })
  const columns = (await session.rows(`select column_name, column_type, data_type, extra, generation_expression from information_schema.columns where ${where} order by ordinal_position`))
    .map(([column, type, kind, extra, expression]): MariaColumn => ({ name: column!, type: type!, kind: kind!.toLowerCase(), autoIncrement: /auto_increment/i.test(extra ?? ''), generated: Boolean(expression) }))
  const indexes = new Map<string, { columns: string[]; usable: boolean }>()
  for (const [index, column, nullable, part] of await session.rows(`select index_name, column_name, nullable, sub_part from information_schema.statistics where ${where} and non_unique = 0 order by index_name = 'PRIMARY' desc, index_name, seq_in_index`)) {
    const one = indexes.get(index!) ?? { columns: [], usable: true }
    one.columns.push(column!)
    one.usable &&= nullable !== 'YES' && part === null && columns.some((other) => other.name === column && ordered.has(other.kind))
    indexes.set(index!, one)
  }
  const key = [...indexes.values()].find(({ usable }) => usable)?.columns ?? []
  return { sql: mariaName(schema, name), rows: about[0] === null ? null : Number(about[0]), columns, key: key.map((column) => columns.find((one) => one.name === column)!), unique: [...indexes.values()].map((one) => one.columns) }
}
