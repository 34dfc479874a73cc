import type pg from 'pg'

type Column = { name: string; type: string; required: boolean; fallback: string | null; generated: string; identity: string; comment: string | null }
type Relation = { oid: number; schema: string; name: string; partition_key: string | null; rls: boolean; forced: boolean; comment: string | null }

/** The whole schema as readable SQL, asked of the catalogue, since the embedded PostgreSQL has no pg_dump. Partitions are left out: base makes them. */
export async function schemaAsSql(client: pg.Client): Promise<string> {
  const rows = async <T extends object>(text: string, values: unknown[] = []) => (await client.query<T>(text, values)).rows
  const relations = await rows<Relation>(`select c.oid::int, n.nspname as schema, c.relname as name, pg_get_partkeydef(c.oid) as partition_key,
      c.relrowsecurity as rls, c.relforcerowsecurity as forced, obj_description(c.oid, 'pg_class') as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours('n')} order by 2, 3`)
  const schemas = await rows<{ name: string; comment: string | null }>(`select nspname as name, obj_description(oid, 'pg_namespace') as comment from pg_namespace n where ${ours('n')} order by 1`)
  const out = ['-- Generated from the migrated database by `npm run docs`. Read it; change it by a migration.']
  for (const schema of schemas) {
    out.push('', `create schema ${schema.name};`)
    if (schema.comment) out.push(`comment on schema ${schema.name} is ${literal(schema.comment)};`)
    for (const one of await rows<{ text: string }>(`select pg_get_functiondef(p.oid) || ';' as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = $1 and p.prokind in ('f', 'p') order by p.proname, p.oid::regprocedure::text`, [schema.name])) out.push('', one.text.replaceAll(/[ \t]+$/gm, ''))
    for (const one of await rows<{ text: string }>(`select format('create view %I.%I as %s', schemaname, viewname, definition) as text from pg_views where schemaname = $1 order by viewname`, [schema.name])) out.push('', one.text)
    for (const relation of relations.filter((one) => one.schema === schema.name)) out.push('', await tableAsSql(relation, rows))
  }
  return `${out.join('\n')}\n`
}

const ours = (alias: string) => `${alias}.nspname !~ '^pg_' and ${alias}.nspname not in ('information_schema', 'public')`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

async function tableAsSql(relation: Relation, rows: <T extends object>(text: string, values?: unknown[]) => Promise<T[]>): Promise<string> {
  const table = `${relation.schema}.${relation.name}`
  const columns = await rows<Column>(`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fallback,
      a.attgenerated as generated, a.attidentity as identity, col_description(a.attrelid, a.attnum) as comment
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`, [relation.oid])
  const constraints = await rows<{ text: string }>(`select format('constraint %I %s', conname, pg_get_constraintdef(oid)) as text from pg_constraint
    where conrelid = $1 and contype <> 'n' and conparentid = 0 order by array_position(array['p','u','f','c','x'], contype::text), conname`, [relation.oid])
  const widest = Math.max(...columns.map(({ name }) => name.length))
  const lines = columns.map(({ name, type, required, fallback, generated, identity }) => [
    name.padEnd(widest), type,
    identity ? `generated ${identity === 'a' ? 'always' : 'by default'} as identity` : generated ? `generated always as (${fallback}) stored` : fallback ? `default ${fallback}` : '',
    required ? 'not null' : '',
  ].filter((part) => part !== '').join(' '))
  const out = [`create table ${table} (`, [...lines, ...constraints.map(({ text }) => text)].map((line) => `  ${line}`).join(',\n'), `)${relation.partition_key ? ` partition by ${relation.partition_key}` : ''};`]
  const indexes = await rows<{ text: string }>(`select pg_get_indexdef(i.indexrelid) as text from pg_index i where i.indrelid = $1
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')) order by 1`, [relation.oid])
  for (const { text } of indexes) out.push(`${text};`)
  const triggers = await rows<{ text: string }>(`select pg_get_triggerdef(oid) as text from pg_trigger where tgrelid = $1 and not tgisinternal order by tgname`, [relation.oid])
  for (const { text } of triggers) out.push(`${text};`)
  if (relation.rls) out.push(`alter table ${table} enable row level security;`)
  if (relation.forced) out.push(`alter table ${table} force row level security;`)
  const policies = await rows<{ text: string }>(`select format('create policy %I on ${table}%s for %s%s%s', policyname, case permissive when 'RESTRICTIVE' then ' as restrictive' else '' end, lower(cmd),
    ' using (' || qual || ')', ' with check (' || with_check || ')') as text from pg_policies where schemaname = $1 and tablename = $2 order by policyname`, [relation.schema, relation.name])
  for (const { text } of policies) out.push(`${text.replaceAll(/\s+/g, ' ')};`)
  if (relation.comment) out.push(`comment on table ${table} is ${literal(relation.comment)};`)
  for (const { name, comment } of columns) if (comment) out.push(`comment on column ${table}.${name} is ${literal(comment)};`)
  return out.join('\n')
}
