/** The entry that these stories move, and what its rows say on both sides in the same words. */
export const organisations = '307012000301'
export const columns = ['credit_code', 'name', 'registered_by', 'registered_on', 'state'] as const
export type Sql = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
export type Side = Readonly<{ n: number; hash: string }>

/** `count` rows, all of one moment. */
export const makeRegister = (count: number, table = 'public.register'): string => `create table ${table} (credit_code text primary key, name text, registered_by text, registered_on date, state text);
  insert into ${table} select '51' || lpad(n::text, 16, '0'), '第' || n || '号' || chr(9) || '志愿"服务队"', '市民政局', '2026-11-28', case n % 3 when 0 then null else '正常' end from generate_series(1, ${count}) n`

export const sourceSide = async (sql: Sql, table = 'public.register'): Promise<Side> =>
  (await sql(`select count(*)::int as n, md5(string_agg(concat_ws('|', credit_code, name, registered_by, registered_on, coalesce(state, '-')), E'\\n' order by credit_code collate "C")) as hash from ${table}`))[0] as Side

export const exchangeSide = async (sql: Sql): Promise<Side> =>
  (await sql(`select count(*)::int as n, md5(string_agg(concat_ws('|', plain->>'credit_code', plain->>'name', plain->>'registered_by', plain->>'registered_on', coalesce(plain->>'state', '-')), E'\\n' order by plain->>'credit_code' collate "C")) as hash
    from exchange.row where resource_code = $1`, [organisations]))[0] as Side
