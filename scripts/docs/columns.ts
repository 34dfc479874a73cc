import type pg from 'pg'

export type Column = { name: string; type: string; nullable: boolean; filled: boolean; choices: string[] | null; comment: string | null }
export type Table = { name: string; comment: string | null; columns: Column[] }

/** The tables of a schema with what a row type needs to know: type, null, default, the words of a check, comments. */
export async function tablesOf(client: pg.Client, schema: string): Promise<Table[]> {
  const { rows } = await client.query<Column & { table: string; table_comment: string | null; check: string | null }>(`
    select c.relname as table, obj_description(c.oid, 'pg_class') as table_comment, a.attname as name, t.typname as type, not a.attnotnull as nullable,
      (a.atthasdef or a.attidentity <> '' or a.attgenerated <> '') as filled, col_description(c.oid, a.attnum) as comment,
      (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) ~ '= ANY' limit 1) as check
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`, [schema])
  const tables = new Map<string, Table>()
  for (const { table, table_comment: comment, check, ...column } of rows) {
    const name = `${schema}.${table}`
    const one = tables.get(name) ?? { name, comment, columns: [] }
    tables.set(name, one)
    one.columns.push({ ...column, choices: check ? [...check.matchAll(/'([^']*)'::text/g)].map(([, word]) => word!) : null })
  }
  return [...tables.values()]
}

const plain: Record<string, string> = {
  text: 'string', varchar: 'string', bpchar: 'string', uuid: 'string', date: 'string', time: 'string', interval: 'string', numeric: 'string', bool: 'boolean', bytea: 'Buffer',
  int2: 'number', int4: 'number', float4: 'number', float8: 'number', int8: 'bigint', timestamptz: 'Date', timestamp: 'Date', jsonb: 'unknown', json: 'unknown',
}

/** How a row's value arrives in TypeScript. */
export function typeOf({ type, nullable, filled, choices }: Column): string {
  const element = plain[type.replace(/^_/, '')] ?? 'string'
  const value = choices && element === 'string' ? choices.map((word) => `'${word}'`).join(' | ') : type.startsWith('_') ? `${element}[]` : element
  const whole = nullable && value !== 'unknown' ? `${value} | null` : value
  return filled && !nullable ? `Generated<${whole}>` : whole
}

/** Whether a type written by hand says the same as the column, or more exactly: a union, a shape of its JSON, a name for either. */
export function agrees(text: string, column: Column): boolean {
  const named = /\b(?!Date\b|Buffer\b|Generated\b|ColumnType\b|JSONColumnType\b|Record\b|Json\b|Partial\b)[A-Z]\w*/.test(text)
  if (/\bnull\b/.test(text) !== column.nullable && !named) return false
  if (column.type.endsWith('json') || column.type.endsWith('jsonb') || named) return true
  const element = plain[column.type.replace(/^_/, '')] ?? 'string'
  return new RegExp(`\\b${element}\\b`).test(text) || (element === 'string' && text.includes("'")) || (element === 'boolean' && /\btrue\b/.test(text))
}
