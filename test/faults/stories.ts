import { randomUUIDv7 } from 'node:crypto'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { openSessionFor } from '#primitives/access'
import type { CityProcess } from './city-process.ts'
import type { Story } from './kill-rounds.ts'

/** A session of a member of the cast, made beside the server. */
export async function sessionBeside(env: Readonly<Record<string, string>>, login: string): Promise<string> {
  useKeys(env.HAIHE_KEYS!)
  const database = openDatabase(env.DATABASE_URL!, { max: 1, name: 'faults' })
  try {
    return await jobRun(database, 'test', new Date()).perform((deed) => openSessionFor(deed, login))
  } finally {
    await database.close()
  }
}

/** A resident reports incidents, one after the other, at one place. */
export async function reportingIncidents(city: CityProcess): Promise<Story> {
  const cookie = await sessionBeside(city.env, 'li')
  const [place] = await city.sql<{ code: string }>(`select code from place.division where level = 'community' order by path in (select division_path from access.grant) desc, code limit 1`)
  return {
    newId: () => randomUUIDv7(),
    request: (id) => ({ method: 'POST', url: '/governance/incidents', body: { id, words: '路灯不亮', divisionCode: place!.code }, headers: { cookie } }),
  }
}
