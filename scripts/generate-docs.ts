/** Writes docs/generated from the running city; with --check says which of its pages are out of date. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/base/embedded.ts'
import { readTree } from './architecture/tree.ts'
import { type Route, eventsPage, mapPage, permissionsPage } from './docs/pages.ts'
import { openapiLines } from './docs/openapi-lines.ts'
import { exchangeErrorsPage } from './docs/exchange-errors.ts'
import { schemaAsSql } from './docs/schema.ts'

process.env.LOG_LEVEL ??= 'error'
const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/generated')

/** Every page, made anew from a database of its own. */
async function generate(): Promise<Map<string, string>> {
  const data = mkdtempSync(join(tmpdir(), 'haihe-docs-'))
  const database = await startEmbedded({ data, purpose: 'test' })
  const client = new pg.Client({ connectionString: database.ownerUrl })
  try {
    const { parts } = await import('../server/main.ts')
    const { openCity, prepareCity } = await import('../server/open-city.ts')
    const config = { port: 0, host: '127.0.0.1', data, keys: join(data, 'keys'), city: 'tianjin', demo: false, databaseUrl: database.appUrl, databaseOwnerUrl: database.ownerUrl, connections: 4, networks: [] }
    await prepareCity(config, parts)
    const city = await openCity(config, parts)
    await city.http.ready()
    const openapi = city.http.swagger() as { paths: Record<string, Record<string, { 'x-may'?: string; 'x-idempotency'?: string }>> }
    await city.close()
    const routes = Object.entries(openapi.paths).flatMap(([url, methods]) => Object.entries(methods).map(([method, one]): Route => ({ method: method.toUpperCase(), url, may: one['x-may'] ?? '' })))
    await client.connect()
    const tree = readTree(root)
    return new Map([
      ['schema.sql', await schemaAsSql(client)],
      ['openapi.json', openapiLines(openapi)],
      ['map.md', mapPage(tree, parts.homes)],
      ['permissions.md', permissionsPage(parts.homes, routes)],
      ['events.md', eventsPage(parts.homes)],
      ['exchange-errors.md', exchangeErrorsPage(tree, root)],
    ])
  } finally {
    await client.end()
    await database.discard()
  }
}

const pages = await generate()
const stale = [...pages].filter(([name, text]) => !existsSync(join(folder, name)) || readFileSync(join(folder, name), 'utf8') !== text).map(([name]) => name)
if (process.argv.includes('--check')) {
  if (stale.length > 0) process.stderr.write(`docs/generated is out of date (${stale.join(', ')}): run npm run docs and commit what it writes\n`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  mkdirSync(folder, { recursive: true })
  for (const name of stale) writeFileSync(join(folder, name), pages.get(name)!)
  process.stdout.write(stale.length > 0 ? `Written: ${stale.join(', ')}\n` : 'Nothing changed\n')
}
