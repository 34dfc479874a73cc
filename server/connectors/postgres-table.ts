import { SourceStopped } from '#base/source-stopped'
import { quoted, type Session } from './postgres-session.ts'

export type TableColumn = Readonly<{ name: string; type: string; generated: boolean; wide: boolean; /** Name, type and its modifier: what pgoutput tells of it. */ shape: string }>
export type Table = Readonly<{
  oid: string
  sql: string
  /** r table, p partitioned, v view, m materialised view, f foreign table. */
  kind: string
  rows: number | null
  columns: readonly TableColumn[]
  /** Columns of the primary key, or of another unique index without nulls; none, and the table can only be read from one end to the other. */
  key: readonly TableColumn[]
}>

/** What PostgreSQL says of a table, a view or whatever else has rows. */
export async function describeTable(session: Session, schema: string, name: string): Promise<Table> {
  const found = await session.one(`select c.oid::text, c.relkind, c.reltuples::bigint::text as rows from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f')`, [schema, name])
  if (!found) throw new SourceStopped('transfer.source.no_table', { says: `${schema}.${name}` })
  const columns = (await session.all(`select attname as name, format_type(atttypid, atttypmod) as type, (attgenerated <> '')::text as generated, (attstorage in ('x', 'e', 'm'))::text as wide, atttypid || ':' || atttypmod as shape
    from pg_attribute where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`, [found.oid]))
    .map(({ name: column, type, generated, wide, shape }): TableColumn => ({ name: column!, type: type!, generated: generated === 'true', wide: wide === 'true', shape: `${column}:${shape}` }))
  const key = await session.all(`select a.attname as name from pg_index i cross join unnest(i.indkey) with ordinality k (attnum, place) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indexrelid = (select indexrelid from pg_index where indrelid = $1 and indisunique and indisvalid and indimmediate and indpred is null and indexprs is null
      and not exists (select 1 from unnest(indkey) with ordinality u (attnum, place) join pg_attribute b on b.attrelid = indrelid and b.attnum = u.attnum where u.place <= indnkeyatts and not b.attnotnull)
      order by indisprimary desc, indexrelid limit 1) and k.place <= i.indnkeyatts order by k.place`, [found.oid])
  return {
    oid: found.oid!, kind: found.relkind!, sql: quoted(schema, name), rows: found.rows === null || Number(found.rows) < 0 ? null : Number(found.rows),
    columns, key: key.map((one) => columns.find(({ name: column }) => column === one.name)!),
  }
}
