import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse as parseCsv } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { tables } from './database.ts'
import type { Deed } from './deed.ts'
import type { Home, Seed } from './home.ts'

type BaseTables = { 'base.seed': { city: string; path: string; sha256: string; at: Date } }
const base = tables<BaseTables>()

/** Reads one file of a city: csv is an array of objects of strings ('#' lines are comments), yaml and json are what they hold. */
export function readCityFile(path: string): unknown {
  const text = readFileSync(path, 'utf8')
  const kind = extname(path)
  if (kind === '.csv') return parseCsv(text, { columns: true, comment: '#', comment_no_infix: true, skip_empty_lines: true, bom: true, trim: true })
  if (kind === '.yaml') return parseYaml(text)
  if (kind === '.json' || kind === '.geojson') return JSON.parse(text)
  if (kind === '.md') return text
  throw new Error(`${path}: a city's folder holds .csv, .yaml, .json, .geojson and .md`)
}

const validators = new Map<string, ValidateFunction>()
/** The check of cities/schema/<name>.schema.json. */
export function validatorOf(citiesFolder: string, name: string): ValidateFunction {
  const path = join(citiesFolder, 'schema', `${name}.schema.json`)
  const known = validators.get(path)
  if (known) return known
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  ;(formats as unknown as (a: Ajv2020) => void)(ajv)
  const made = ajv.compile(JSON.parse(readFileSync(path, 'utf8')))
  validators.set(path, made)
  return made
}

/** 'matter-kinds/*.yaml' → the files that are there, in name order. */
export function filesOf(cityFolder: string, pattern: string): string[] {
  if (!pattern.includes('*')) return existsSync(join(cityFolder, pattern)) ? [pattern] : []
  const folder = dirname(pattern)
  const fits = new RegExp(`^${basename(pattern).replaceAll('.', '\\.').replace('*', '[^/]*')}$`)
  if (!existsSync(join(cityFolder, folder))) return []
  return readdirSync(join(cityFolder, folder)).filter((name) => fits.test(name)).sort().map((name) => `${folder}/${name}`)
}

export type Profile = Readonly<{ city: string; citiesFolder: string; folder: string; demo: boolean }>

/** Loads each file of the city's folder whose hash is new, in the order of the homes. The folder is a seed: what was edited in the desk stays. 城市配置 */
export async function loadProfile(profile: Profile, homes: readonly Home[], perform: <R>(home: string, work: (deed: Deed) => Promise<R>) => Promise<R>): Promise<string[]> {
  const loaded: string[] = []
  for (const home of homes)
    for (const seed of home.seeds ?? []) {
      if (seed.demo && !profile.demo) continue
      const files = filesOf(profile.folder, seed.file)
      if (files.length === 0 && !seed.optional) throw new Error(`cities/${profile.city} has no ${seed.file}, which ${home.name} needs`)
      for (const path of files) if (await loadOne(profile, home.name, seed, path, perform)) loaded.push(path)
    }
  return loaded
}

async function loadOne(profile: Profile, home: string, seed: Seed, path: string, perform: <R>(home: string, work: (deed: Deed) => Promise<R>) => Promise<R>): Promise<boolean> {
  const file = join(profile.folder, path)
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
  const key = `${home}:${path}`
  const known = await perform(home, (deed) => base(deed.tx).selectFrom('base.seed').select('sha256').where('city', '=', profile.city).where('path', '=', key).executeTakeFirst())
  if (known?.sha256 === sha256) return false
  const content = readCityFile(file)
  const check = validatorOf(profile.citiesFolder, seed.schema)
  if (!check(content)) {
    const first = (check.errors ?? []).slice(0, 5).map((error) => `${error.instancePath || '/'} ${error.message}`)
    throw new Error(`cities/${profile.city}/${path}: ${first.join('; ')}`)
  }
  await perform(home, async (deed) => {
    await seed.load(deed, content, { path, sha256 })
    await base(deed.tx).insertInto('base.seed').values({ city: profile.city, path: key, sha256, at: deed.now })
      .onConflict((conflict) => conflict.columns(['city', 'path']).doUpdateSet({ sha256, at: deed.now })).execute()
  })
  return true
}
