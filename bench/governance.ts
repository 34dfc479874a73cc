/** Lives of incidents a second (report → dispatch → handle → verify → close, each through HTTP) at three sizes, beside the raw engine writing the same rows: npm run bench -- governance */
import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { openSessionFor } from '#primitives/access'
import { openCityProcess } from '../test/faults/city-process.ts'
import { burst, life, rate, requests, type Cookies } from './incident-load.ts'
import { difference, fill, makeRawTables, rawLife, rowsAbout, settled, tablesOf, type Written } from './incident-rows.ts'

const SECONDS = Number(process.env.SECONDS ?? 20)
const WORKERS = Number(process.env.WORKERS ?? 16)
const SIZES = (process.env.SIZES ?? '0,100000,1000000').split(',').map(Number)
const say = (line: string): void => { process.stdout.write(`${line}\n`) }

export async function bench(): Promise<void> {
  const city = await openCityProcess('tianjin', 'city')
  const superUrl = new URL(city.database.superUrl)
  superUrl.pathname = new URL(city.database.ownerUrl).pathname
  const superuser = new pg.Pool({ connectionString: superUrl.href, max: WORKERS })
  try {
    const address = await city.up()
    useKeys(join(city.env.HAIHE_KEYS!))
    const database = openDatabase(city.env.DATABASE_URL!, { max: 2 })
    const cookie = (login: string) => jobRun(database, 'bench', new Date()).perform((deed) => openSessionFor(deed, login))
    const cookies: Cookies = { li: await cookie('li'), chen: await cookie('chen'), huang: await cookie('huang'), bai: await cookie('bai') }
    await database.close()

    const tables = await tablesOf(superuser)
    await life(address, cookies) // the first one fills caches
    const id = randomUUIDv7()
    const written: Written[][] = []
    let before = await rowsAbout(superuser, tables, id)
    for (const step of requests) {
      await step(address, cookies, id)
      await settled(superuser)
      const after = await rowsAbout(superuser, tables, id)
      written.push(difference(tables, before, after))
      before = after
    }
    say(`one life writes ${written.flat().filter((one) => !one.update).length} rows and changes ${written.flat().filter((one) => one.update).length}, in ${requests.length} requests`)
    await makeRawTables(superuser, tables)
    await rate(WORKERS, 5, () => life(address, cookies)) // warm

    let empty = 0, had = 0
    for (const size of SIZES) {
      if (size > had) {
        const began = performance.now()
        await fill(superuser, tables, id, [...before.values()], had, size)
        say(`filled to ${size} incidents in ${Math.round((performance.now() - began) / 1000)} s`)
        had = size
      }
      const raw = await rate(WORKERS, Math.max(5, SECONDS / 2), () => rawLife(superuser, id, written))
      const ours = await rate(WORKERS, SECONDS, () => life(address, cookies))
      empty ||= ours
      say(`${size} incidents: ${ours.toFixed(1)} lives/s; raw engine ${raw.toFixed(1)}/s (ratio ${(ours / raw).toFixed(2)}); ${(ours / empty).toFixed(2)} of the smallest size`)
    }
    for (const perSecond of [15, 25, 35]) {
      const { started, succeeded, p95 } = await burst(perSecond, SECONDS, () => life(address, cookies))
      say(`burst of ${perSecond}/s at ${had} incidents: ${succeeded} of ${started} succeeded, p95 ${p95} ms`)
    }
  } finally {
    await superuser.end()
    await city.close()
  }
}
