import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Config } from '#base/config'
import { parts } from '../../server/main.ts'
import { prepareCity } from '../../server/open-city.ts'

const root = join(import.meta.dirname, '../..')

const hashes = new Map<string, string>()
/** Hash of everything that a prepared database depends on: migrations, the code that loads, and the city's folder. Once a process, which goes by the code that it has loaded. */
function hashOf(city: string): string {
  const known = hashes.get(city)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) walk(path)
      else if (!name.endsWith('.test.ts')) hash.update(path).update(readFileSync(path))
    }
  }
  walk(join(root, 'server'))
  walk(join(root, 'cities', city))
  const made = hash.digest('hex').slice(0, 12)
  hashes.set(city, made)
  return made
}

const named = (url: string, database: string): string => {
  const made = new URL(url)
  made.pathname = `/${database}`
  return made.href
}

export const configOf = (city: string, database: string, demo: boolean): Config => {
  const { ownerUrl, appUrl, folder } = inject('cluster')
  return { port: 0, host: '127.0.0.1', data: join(folder, 'files', database), keys: join(folder, 'keys'), city, demo, databaseUrl: named(appUrl, database), databaseOwnerUrl: named(ownerUrl, database), connections: 8, networks: ['127.0.0.0/8'] }
}

/** The same database as the cluster's superuser. */
export const superUrlOf = (config: Config): string => named(inject('cluster').superUrl, new URL(config.databaseUrl).pathname.slice(1))

/** A prepared database of a city, made once a run; every test file gets a copy of it (about 0.1 s in memory, 0.9 s on a disk). */
async function templateOf(client: pg.Client, city: string, demo: boolean): Promise<string> {
  const name = `template_${city.replaceAll('-', '_')}_${demo ? 'demo' : 'bare'}_${hashOf(city)}`
  const exists = async () => ((await client.query('select 1 from pg_database where datname = $1', [name])).rowCount ?? 0) > 0
  if (await exists()) return name
  await client.query('select pg_advisory_lock(727002)')
  try {
    if (await exists()) return name
    const building = `${name}_building`
    await client.query(`drop database if exists ${building}`)
    await client.query(`create database ${building}`)
    await prepareCity(configOf(city, building, demo), parts)
    await client.query(`alter database ${building} rename to ${name}`)
    return name
  } finally {
    await client.query('select pg_advisory_unlock(727002)')
  }
}

/** A fresh database for one test file; `drop` removes it. */
export async function copyTemplate(city: string, demo: boolean): Promise<{ config: Config; drop(): Promise<void> }> {
  const client = new pg.Client({ connectionString: inject('cluster').ownerUrl })
  await client.connect()
  const template = await templateOf(client, city, demo)
  const database = `test_${randomBytes(8).toString('hex')}`
  await client.query(`create database ${database} template ${template}`)
  return {
    config: configOf(city, database, demo),
    async drop() {
      await client.end()
      const superuser = new pg.Client({ connectionString: inject('cluster').superUrl })
      await superuser.connect()
      // plain waits up to 5 s for what is just closing; force would reach pg as an error that nobody awaits
      await superuser.query(`drop database ${database}`).catch(() => superuser.query(`drop database ${database} with (force)`))
      await superuser.end()
    },
  }
}
