import pg from 'pg'
import type { Cluster } from './cluster.ts'

/** Makes the owner (migrations) and the app role (everything else) with their database, where they are not there yet. */
export async function makeRoles(cluster: Cluster, port: number, purpose: 'city' | 'test'): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: cluster.secrets.super, database: 'postgres' })
  await client.connect()
  try {
    const have = await client.query<{ rolname: string }>(`select rolname from pg_roles where rolname in ('haihe_owner', 'haihe_app')`)
    const names = new Set(have.rows.map((row) => row.rolname))
    if (!names.has('haihe_owner')) {
      await client.query(`create role haihe_owner login nosuperuser nobypassrls nocreaterole ${purpose === 'test' ? 'createdb' : 'nocreatedb'} password '${cluster.secrets.owner}'`)
    }
    if (!names.has('haihe_app')) {
      await client.query(`create role haihe_app login nosuperuser nobypassrls nocreaterole nocreatedb password '${cluster.secrets.app}'`)
    }
    const database = await client.query(`select from pg_database where datname = 'haihe'`)
    if (database.rowCount === 0) await client.query('create database haihe owner haihe_owner')
    await client.query('revoke all on database haihe from public')
    await client.query('grant connect, temporary on database haihe to haihe_app')
  } finally {
    await client.end()
  }
}
