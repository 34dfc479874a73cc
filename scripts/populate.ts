/** npm run populate -- --people N [--city name] [--seed word]: fills a demo city with people who do not exist, always the same ones for a seed. 生成虚拟人口 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '#base/config'
import { openDatabase, type Database } from '#base/database'
import { readCityFile, validatorOf } from '#base/profile'
import { FolderTaken, startEmbedded } from '#base/embedded'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { cityOf, divisionsUnder } from '#primitives/place'
import { parts } from '../server/main.ts'
import { prepareCity } from '../server/open-city.ts'
import { generate, type Plan } from './population/generate.ts'
import type { Pyramid } from './population/ages.ts'
import { store } from './population/store.ts'

const cities = join(import.meta.dirname, '../cities')
type Population = Pyramid & { districts?: Record<string, number>, community_weight?: Record<string, number> }

/** population.yaml of the city; a city without one has the ages of the default. */
export function populationOf(city: string): Population {
  const file = [join(cities, city, 'population.yaml'), join(import.meta.dirname, 'population/ages.yaml')].find(existsSync)!
  const content = readCityFile(file)
  const check = validatorOf(cities, 'population')
  if (!check(content)) throw new Error(`${file}: ${JSON.stringify(check.errors?.[0])}`)
  return content as Population
}

/** Who is to live where, for the city that a database holds. */
export async function planOf(database: Database, population: Population, people: number, seed: string): Promise<Plan> {
  return jobRun(database, 'party.populate', new Date()).read(async (deed) => {
    const city = await cityOf(deed)
    if (!city.people_who_do_not_exist) throw new Error('city.yaml has no people_who_do_not_exist, so there is no area code for them')
    const { area_code: areaCode, phone_prefix: phonePrefix } = city.people_who_do_not_exist
    const found = (await divisionsUnder(deed, '', ['community'])).filter((one) => !one.name.includes('虚拟'))
    const kindWeight = (kind: string): number => population.community_weight?.[kind] ?? 1
    const districtOf = (path: string): string => path.split('/')[0]!
    const total = Map.groupBy(found, (one) => districtOf(one.path))
    const share = new Map([...total].map(([district, members]) => [district, (population.districts?.[district] ?? members.length) / members.reduce((sum, one) => sum + kindWeight(one.kind), 0)]))
    const communities = found.map(({ path, name, kind }) => ({ path, name, kind, weight: share.get(districtOf(path))! * kindWeight(kind) }))
    return { people, seed, areaCode, phonePrefix, pyramid: population, communities }
  })
}

/** Generates and stores; returns how many came in and how many were there already. */
export async function populate(database: Database, plan: Plan, say: (line: string) => void = () => {}): Promise<{ came: number, seconds: number }> {
  const began = performance.now()
  let [came, done] = [0, 0]
  const seconds = () => (performance.now() - began) / 1000
  let told = began
  for (const people of generate(plan)) {
    came += await store(database, people, new Date())
    done += people.length
    if (performance.now() - told > 5000) { told = performance.now(); say(`${done} of ${plan.people} people, ${Math.round(done / seconds())} a second`) }
  }
  return { came, seconds: seconds() }
}

/** The database by address, the one that runs in the data folder, or one started for the occasion. */
async function openHere(env: NodeJS.ProcessEnv): Promise<{ env: NodeJS.ProcessEnv, embedded: boolean, stop(): Promise<void> }> {
  if (env.DATABASE_URL) return { env, embedded: false, stop: async () => {} }
  const data = env.HAIHE_DATA ?? './data'
  try {
    const { appUrl, ownerUrl, stop } = await startEmbedded({ data, purpose: 'city' })
    return { env: { ...env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl }, embedded: true, stop }
  } catch (error) {
    if (!(error instanceof FolderTaken)) throw error
    const { port, secrets } = JSON.parse(readFileSync(join(data, 'database.json'), 'utf8')) as { port: number, secrets: { owner: string, app: string } }
    const url = (role: 'owner' | 'app') => `postgres://haihe_${role}:${secrets[role]}@127.0.0.1:${port}/haihe`
    return { env: { ...env, DATABASE_URL: url('app'), DATABASE_OWNER_URL: url('owner') }, embedded: true, stop: async () => {} }
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { people: { type: 'string' }, city: { type: 'string' }, seed: { type: 'string' } } })
  const people = Number(values.people)
  if (!Number.isInteger(people) || people < 1 || people > 20_000_000) { process.stderr.write('npm run populate -- --people N [--city name] [--seed word]; N from 1 to 20000000\n'); process.exit(1) }
  const here = await openHere({ HAIHE_CITY: 'tianjin', ...process.env, ...(values.city && { HAIHE_CITY: values.city }) })
  const config = readConfig(here.env, here.embedded)
  if (!config.demo) { process.stderr.write('These people do not exist: only a demo city (HAIHE_DEMO=1) takes them in.\n'); process.exit(1) }
  await prepareCity(config, parts)
  useKeys(config.keys)
  const database = openDatabase(config.databaseUrl, { max: 2, name: 'haihe-populate' })
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const { came, seconds } = await populate(database, await planOf(database, populationOf(config.city), people, values.seed ?? 'haihe'), say)
  say(`${people} people in ${seconds.toFixed(1)} s, ${Math.round(people / seconds)} a second; ${came} came in${came < people ? `, ${people - came} were there already` : ''}`)
  await database.close()
  await here.stop()
}
