import type { Database } from './database.ts'

/** Refuses to run as superuser, with BYPASSRLS, or as the owner of a table: row-level security would be air. */
export async function checkRole(database: Database): Promise<void> {
  const client = await database.client()
  try {
    const { rows } = await client.query<{ name: string; above: boolean; owns: boolean; version: number }>(`
      select current_user as name, r.rolsuper or r.rolbypassrls as above, current_setting('server_version_num')::int as version,
        exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)' and pg_has_role(current_user, c.relowner, 'usage')) as owns
      from pg_roles r where r.rolname = current_user`)
    const role = rows[0]!
    if (role.version < 150000) throw new Error('PostgreSQL 15 or newer is needed')
    if (role.above) throw new Error(`DATABASE_URL's role '${role.name}' is a superuser or has BYPASSRLS; use a plain role, and put the owner into DATABASE_OWNER_URL`)
    if (role.owns) throw new Error(`DATABASE_URL's role '${role.name}' owns tables; use a role that owns nothing, and put the owner into DATABASE_OWNER_URL`)
  } finally {
    client.release()
  }
}
