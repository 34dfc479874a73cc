import { createHash, randomInt, randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import { makePartitions } from '#base/partitions'

type Row = Readonly<Record<string, unknown>>
/** What one request wrote: rows that are new, rows that changed. */
export type Written = Readonly<{ table: string; columns: readonly string[]; key: readonly string[]; row: Row; update: boolean }>
export type Tables = ReadonlyMap<string, Readonly<{ columns: readonly string[]; key: readonly string[] }>>

/** Tables of the schemas that a life may touch, with the columns that a program may write and those of the primary key. */
export async function tablesOf(owner: pg.Pool): Promise<Tables> {
  const { rows } = await owner.query<{ name: string; columns: string[]; key: string[] }>(`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
      coalesce(array_agg(a.attname::text) filter (where a.attnum = any((select indkey from pg_index where indrelid = c.oid and indisprimary)::int2[])), '{}') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attidentity = ''
    where n.nspname in ('matter', 'governance', 'event', 'ledger', 'notice') and c.relkind in ('r', 'p') and not c.relispartition group by 1`)
  return new Map(rows.map(({ name, columns, key }) => [name, { columns, key }]))
}

/** Every row that speaks of an id, as text by column. */
export async function rowsAbout(owner: pg.Pool, tables: Tables, id: string): Promise<Map<string, { table: string; row: Row }>> {
  const found = new Map<string, { table: string; row: Row }>()
  for (const [table, { columns }] of tables) {
    const texts = columns.map((column) => `"${column}"::text as "${column}"`).join(', ')
    const { rows } = await owner.query<Row>(`select ${texts} from ${table} t where t::text like $1`, [`%${id}%`])
    for (const row of rows) found.set(`${table} ${String(row.id ?? row.event_id ?? row.number ?? row.hash ?? row.report_id ?? row.matter_id ?? row.incident_id)} ${String(row.listener ?? '')}`, { table, row })
  }
  return found
}

/** Waits until everyone who listens has heard, so that the rows show what a life comes to in the end. */
export async function settled(owner: pg.Pool): Promise<void> {
  const open = async () => (await owner.query<{ n: number }>(`select (select count(*) from event.delivery where done_at is null and parked_at is null)::int as n`)).rows[0]!.n
  for (let tries = 0; (await open()) > 0; tries += 1) {
    if (tries === 600) throw new Error('events are not delivered within a minute')
    await new Promise((wait) => setTimeout(wait, 100))
  }
}

/** What changed between two looks. */
export function difference(tables: Tables, before: Map<string, { table: string; row: Row }>, after: Map<string, { table: string; row: Row }>): Written[] {
  return [...after].flatMap(([key, { table, row }]) => {
    const was = before.get(key)
    if (was && JSON.stringify(was.row) === JSON.stringify(row)) return []
    return [{ table, ...tables.get(table)!, row, update: was !== undefined }]
  })
}

/** The same rows by plain SQL into tables of the same columns and indexes: begin, statements, commit for each request, and nothing else. */
export async function rawLife(pool: pg.Pool, id: string, requests: readonly (readonly Written[])[]): Promise<void> {
  const fresh = randomUUIDv7()
  const known = new Map<string, string>([[id, fresh]])
  const renew = (column: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value
    if (column === 'number') return createHash('md5').update(fresh).digest('hex').slice(0, 20)
    if (column === 'seq') return String(randomInt(2 ** 47)) // a list's own number: no two alike
    if (column === 'hash' || column === 'commitment') return `\\x${createHash('sha256').update(fresh + value).digest('hex')}`
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value)) return value.includes(id) ? value.replaceAll(id, fresh) : value
    if (!known.has(value)) known.set(value, randomUUIDv7())
    return known.get(value)
  }
  for (const written of requests) {
    const client = await pool.connect()
    await client.query('begin')
    for (const { table, columns, key, row, update } of written) {
      const name = `raw.${table.replace('.', '_')}`
      const values = columns.map((column) => renew(column, row[column]))
      await client.query(update
        ? { name: `u${table}`, text: `update ${name} set ${columns.map((column, i) => `"${column}" = $${i + 1}`).join(', ')} where ${key.map((column) => `"${column}" = $${columns.indexOf(column) + 1}`).join(' and ')}`, values }
        : { name: `i${table}`, text: `insert into ${name} (${columns.map((column) => `"${column}"`).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, values })
    }
    await client.query('commit')
    client.release()
  }
}

export async function makeRawTables(owner: pg.Pool, tables: Tables): Promise<void> {
  await owner.query('create schema raw')
  for (const table of tables.keys()) await owner.query(`create table raw.${table.replace('.', '_')} (like ${table} including defaults including identity including indexes)`)
}

/** Multiplies the rows of a finished life over the last eleven months, so that the tables hold `to` of them. */
export async function fill(owner: pg.Pool, tables: Tables, id: string, rows: readonly { table: string; row: Row }[], from: number, to: number): Promise<void> {
  const client = await owner.connect()
  const end = Date.now() - 86_400_000, span = 330 * 86_400_000
  await makePartitions(client, new Date(), new Date(end - span))
  await client.query(`create or replace function public.bench_uuid(n bigint, seed text) returns uuid language sql immutable as $f$
    select (lpad(to_hex(${end - span} + (n * ${span} / 1000000)), 12, '0') || '7' || substr(md5(n || seed), 1, 3) || '8' || substr(md5(seed || n), 1, 15))::uuid $f$`)
  const { rows: places } = await client.query<{ path: string }>(`select path from place.division where level = 'community' order by path`)
  await client.query('create temporary table bench_place (i int primary key, path text)')
  await client.query('insert into bench_place select row_number() over () - 1, path from unnest($1::text[]) path', [places.map((place) => place.path)])
  const types = new Map((await client.query<{ key: string; type: string }>(`select table_schema || '.' || table_name || '.' || column_name as key, udt_name as type from information_schema.columns`)).rows.map(({ key, type }) => [key, type]))
  for (const { table, row } of rows) {
    const { columns } = tables.get(table)!
    const expressions = columns.map((column) => {
      const value = row[column] as string | null
      const type = types.get(`${table}.${column}`)!
      if (value === null) return 'null'
      if (column === 'number') return `'B' || n`
      if (column === 'seq') return '-n' // below every number that the list will give
      if (column === 'hash' || column === 'commitment') return `decode(md5(n || ${pg.escapeLiteral(value)}) || md5(${pg.escapeLiteral(value)} || n), 'hex')`
      if (column === 'division_path') return 'p.path'
      if (type === 'uuid' && /-7[0-9a-f]{3}-/.test(value)) return `public.bench_uuid(n, ${pg.escapeLiteral(value)})`
      if (column === 'subject_id' && value === id) return `public.bench_uuid(n, ${pg.escapeLiteral(id)})::text`
      return `${pg.escapeLiteral(value)}::${type.startsWith('_') ? `${type.slice(1)}[]` : type}`
    })
    await client.query(`insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')}) select ${expressions.join(', ')} from generate_series(${from + 1}::bigint, ${to}::bigint) n join bench_place p on p.i = n % ${places.length}`)
  }
  await client.query('drop table bench_place')
  await client.query('vacuum analyze')
  await client.query('checkpoint') // what the filling left to write is not to be paid by what is measured
  client.release()
}
