/** npm run tables [-- home …]: writes tables.ts of homes anew from the migrated schema. With --check says which differ. */
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/base/embedded.ts'
import { migrate } from '../server/base/migrate.ts'
import { tablesOf } from './docs/columns.ts'
import { withRowTypes } from './docs/row-types.ts'

const root = join(import.meta.dirname, '..')
const names = process.argv.slice(2).filter((one) => !one.startsWith('--'))
const data = mkdtempSync(join(tmpdir(), 'haihe-tables-'))
const database = await startEmbedded({ data, purpose: 'test' })
const client = new pg.Client({ connectionString: database.ownerUrl })
const changed: string[] = []
try {
  const { parts } = await import('../server/main.ts')
  await migrate(database.ownerUrl, 'haihe_app', join(root, 'server'), parts.homes.map(({ name }) => name), new Date())
  await client.connect()
  for (const path of globSync('server/{primitives,systems}/*/tables.ts', { cwd: root }).toSorted()) {
    const home = basename(dirname(path))
    if (names.length > 0 && !names.includes(home)) continue
    const source = readFileSync(join(root, path), 'utf8')
    const made = withRowTypes(source, await tablesOf(client, home.replaceAll('-', '_')))
    if (made === source) continue
    changed.push(path)
    if (!process.argv.includes('--check')) writeFileSync(join(root, path), made)
  }
} finally {
  await client.end()
  await database.discard()
}
if (process.argv.includes('--check')) {
  if (changed.length > 0) process.stderr.write(`Row types differ from the migrated schema (${changed.join(', ')}): run npm run tables\n`)
  process.exitCode = changed.length > 0 ? 1 : 0
} else {
  process.stdout.write(changed.length > 0 ? `Written: ${changed.join(', ')}\n` : 'Nothing changed\n')
}
