/** Processes killed in the middle of one run while others stand by: in `npm test` such as only execute runs, in `npm run soak -- exchange` whole servers, and the first lease runs out by itself. */
import { once } from 'node:events'
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { configOf, superUrlOf } from '../kit/template.ts'
import { programProcess, type ServerProcess } from './city-process.ts'
import { endLease, expectCopied, startCopy, untilRun, type Run } from './killed-copy.ts'
import { makeRegister } from './register.ts'
import { envOf, serversOf } from './server-beside.ts'
import { figure, tellStory } from './tell-story.ts'

const SOAK = process.env.HAIHE_SOAK !== undefined
const [KILLS, ROWS] = SOAK ? [6, 250_000] : [2, 80_000]
let city: TestCity
let processes: ServerProcess[] = []
beforeAll(async () => {
  city = await openTestCity()
  await city.sql(makeRegister(ROWS))
}, 120_000)
afterAll(async () => { await Promise.all(processes.map((one) => one.kill())); await city?.close() })

test('processes are killed in the middle of a run, and each time another one goes on when the lease is over: row for row both sides are the same, each chunk counts once, and one leaf says so', async () => {
  const [{ name }] = await city.sql<{ name: string }>('select current_database() as name') as [{ name: string }]
  const config = configOf('tianjin', name, true)
  processes = SOAK ? serversOf(config, KILLS + 1) : Array.from({ length: KILLS + 1 }, () => programProcess('test/faults/transfer-mover.ts', envOf(config), async (child) => { await once(child.stdout!, 'data'); return '' }))
  await Promise.all(processes.map(async (one) => { await one.up(); one.freeze() }))
  const jin = await city.as('jin')
  const id = await startCopy(async <T>(url: string, payload: object) => { const answer = await jin({ method: 'POST', url, payload }); expect(answer.statusCode, answer.body).toBe(201); return answer.json() as T }, superUrlOf(config))
  const until = (enough: (run: Run) => boolean) => untilRun(city.sql, id, enough)
  processes[0]!.thaw()
  const landed: number[] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    await until(({ chunks, fence }) => fence === kill + 1 && chunks > (landed.at(-1) ?? 0))
    await wait(randomInt(60))
    await processes[kill]!.kill()
    const killed = await until(() => true)
    expect(killed).toMatchObject({ state: 'running', fence: kill + 1 })
    landed.push(killed.chunks)
    processes[kill + 1]!.thaw()
    if (SOAK && kill === 0) await until(({ fence }) => fence === 2)
    else await endLease(city.sql, id)
  }
  const run = await until(({ state }) => state === 'done')
  expect(run).toMatchObject({ state: 'done', rows: ROWS, fence: KILLS + 1 })
  const hash = await expectCopied(city.sql, id, ROWS)
  tellStory(`kill -9 of ${KILLS} servers in the middle of one run of ${figure(ROWS)} rows, after chunks ${landed.join(', ')} of ${run.chunks}, the first lease left to run out: row hashes equal (${hash}), no chunk twice or missing, one leaf`)
}, 300_000)
