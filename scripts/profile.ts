/** npm run profile -- export [FOLDER]: writes what is live in the database back to files of the city's folder (default: a folder beside it, cities/<city>/ itself with --in-place). */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../server/base/clock.ts'
import { openDatabase } from '../server/base/database.ts'
import { jobRun } from '../server/base/jobs.ts'
import { useKeys } from '../server/base/keys.ts'
import { cityFile, writtenFiles } from '../server/base/profile-files.ts'
import { parts } from '../server/main.ts'
import { reachDatabase } from './reach-database.ts'

const { positionals, values } = parseArgs({ allowPositionals: true, options: { city: { type: 'string' }, 'in-place': { type: 'boolean' } } })
const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const [verb, wish] = positionals
const city = values.city ?? process.env.HAIHE_CITY ?? 'tianjin'
const source = join(import.meta.dirname, '../cities', city)
if (verb !== 'export' || !existsSync(source)) {
  say(verb === 'export' ? `There is no folder cities/${city}.` : 'npm run profile -- export [FOLDER] [--city NAME] [--in-place]')
  process.exit(2)
}
const folder = values['in-place'] ? source : resolve(wish ?? `./data/export/${city}`)
const data = resolve(process.env.HAIHE_DATA ?? './data')
useKeys(resolve(process.env.HAIHE_KEYS ?? join(data, 'keys')))
const { url, stop } = await reachDatabase(data, say)
const database = openDatabase(url, { max: 2, name: 'haihe-profile' })
try {
  const files = await jobRun(database, 'base.profile', systemClock()).read((deed) => writtenFiles(deed, parts.homes))
  for (const { path, content } of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, cityFile(join(source, path), content))
  }
  say(`${files.length} files written to ${folder}`)
} finally {
  await database.close()
  await stop()
}
