import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { makePartitions } from './partitions.ts'

type Migration = { key: string; date: string; rank: number; sql: string; sha256: string; inTransaction: boolean }

/** Every migration of base, the primitives and the systems; order = date, then the order of the homes, then name. */
export function findMigrations(serverFolder: string, homes: readonly string[]): Migration[] {
  const found: Migration[] = []
  ;['base', ...homes].forEach((home, rank) => {
    const folder = ['.', 'primitives', 'systems'].map((layer) => join(serverFolder, layer, home, 'migrations')).find(existsSync)
    if (!folder) return
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql'))) {
      if (!/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.sql$/.test(file)) throw new Error(`${folder}/${file} is not named YYYY-MM-DD-what.sql`)
      const sql = readFileSync(join(folder, file), 'utf8')
      found.push({
        key: `${home}/${file}`, date: file.slice(0, 10), rank, sql,
        sha256: createHash('sha256').update(sql).digest('hex'), inTransaction: !sql.startsWith('-- no transaction'),
      })
    }
  })
  return found.sort((a, b) => a.date.localeCompare(b.date) || a.rank - b.rank || (nameOf(a) < nameOf(b) ? -1 : 1))
}

/** Without the ending: 'matters' comes before 'matters-provisional'. */
const nameOf = (migration: Migration): string => migration.key.slice(0, -'.sql'.length)

/** Brings the database to the newest schema, forward only, one process at a time; then partitions, then the app role's rights. 迁移
 *  Fails when a migration that ran was changed since. Returns the keys that ran now. */
export async function migrate(ownerUrl: string, appRole: string, serverFolder: string, homes: readonly string[], now: Date): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(727001)')
    await client.query(`create schema if not exists base;
      create table if not exists base.migration (key text primary key, sha256 text not null, ran_at timestamptz not null);`)
    const ran = new Map((await client.query<{ key: string; sha256: string }>('select key, sha256 from base.migration')).rows.map((row) => [row.key, row.sha256]))
    const done: string[] = []
    for (const migration of findMigrations(serverFolder, homes)) {
      const before = ran.get(migration.key)
      if (before === migration.sha256) continue
      if (before) throw new Error(`migration ${migration.key} was changed after it ran; write a new one instead`)
      if (migration.inTransaction) await client.query('begin')
      try {
        await client.query(migration.sql)
        await client.query('insert into base.migration (key, sha256, ran_at) values ($1, $2, $3)', [migration.key, migration.sha256, now])
        if (migration.inTransaction) await client.query('commit')
      } catch (error) {
        if (migration.inTransaction) await client.query('rollback')
        throw new Error(`migration ${migration.key}: ${(error as Error).message}`, { cause: error })
      }
      done.push(migration.key)
    }
    await makePartitions(client, now)
    if (done.length > 0) await grantTo(client, appRole)
    return done
  } finally {
    await client.end()
  }
}

/** The app role owns nothing: it may use the schemas and read and write rows, and no more. */
async function grantTo(client: pg.Client, appRole: string): Promise<void> {
  const role = pg.escapeIdentifier(appRole)
  const schemas = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`)
  for (const { name } of schemas.rows) {
    const schema = pg.escapeIdentifier(name)
    await client.query(`grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select on all sequences in schema ${schema} to ${role};
      alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${role};
      alter default privileges in schema ${schema} grant usage, select on sequences to ${role};`)
  }
  await client.query(`revoke insert, update, delete on base.migration, base.partitioned from ${role}`)
}
