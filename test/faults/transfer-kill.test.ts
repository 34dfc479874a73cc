/** Processes killed in the middle of one run while others stand by: in `npm test` such as only execute runs, in `npm run soak -- exchange` whole servers, and the first lease runs out by itself. */
import { once } from 'node:events'
import { randomInt, randomUUIDv7 } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { untilPlaced } from '../kit/until-placed.ts'
import { verifyReceipt } from '../kit/verify-receipt.ts'
import { configOf, superUrlOf } from '../kit/template.ts'
import { programProcess, type ServerProcess } from './city-process.ts'
import { endLease, expectCopied, startCopy, untilRun, type Run } from './killed-copy.ts'
import { makeRegister, organisations } from './register.ts'
import { envOf, serversOf } from './server-beside.ts'
import { figure, tellStory } from './tell-story.ts'

const SOAK = process.env.HAIHE_SOAK !== undefined
const [KILLS, ROWS, FILE_ROWS] = SOAK ? [6, 250_000, 250_000] : [2, 80_000, 15_000]
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
  processes = SOAK ? serversOf(config, KILLS + 2) : Array.from({ length: KILLS + 2 }, () => programProcess('test/faults/transfer-mover.ts', envOf(config), async (child) => { await once(child.stdout!, 'data'); return '' }))
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

test('killed in the middle of a file, nobody sees half of it; its grant suspended meanwhile, the next process sweeps the half away and stops; lifted, it is written anew, and what lies there verifies offline', async () => {
  await city.sql('delete from exchange.row where resource_code = $1 and id > (select id from exchange.row where resource_code = $1 order by id offset $2 - 1 limit 1)', [organisations, FILE_ROWS])
  const grant = randomUUIDv7()
  await city.done('xie', '/exchange/requests', { id: grant, resource: organisations, fields: ['credit_code', 'name', 'registered_on'], purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 1_000_000 })
  const [{ unit_id: unit }] = await city.sql<{ unit_id: string }>('select unit_id from exchange.grant where id = $1', [grant]) as [{ unit_id: string }]
  const [{ name }] = await city.sql<{ name: string }>('select current_database() as name') as [{ name: string }]
  const folder = join(configOf('tianjin', name, true).data, 'drop', unit)
  const job = await city.done('xie', '/transfer/jobs', { id: randomUUIDv7(), name: '登记', grant, everyMinutes: null, mode: 'full', kind: 'folder', url: unit, table: 'register.csv', secret: null })
  const { id } = await city.done('xie', `/transfer/jobs/${job.id}/runs`, { id: randomUUIDv7() })
  const until = (enough: (run: Run) => boolean) => untilRun(city.sql, id, enough)
  const begun = await until(({ chunks }) => chunks >= 3)
  await processes[KILLS]!.kill()
  expect(begun.state).toBe('running')
  const lying = readdirSync(folder)
  expect([lying.length, lying[0]]).toEqual([1, expect.stringMatching(/^\..*\.part$/)])
  await city.done('hou', `/exchange/requests/${grant}/suspend`, { reason: '超出用途' })
  await endLease(city.sql, id)
  processes[KILLS + 1]!.thaw()
  expect((await until(() => false)).state).toBe('stopped')
  expect(readdirSync(folder)).toEqual([])
  await city.done('hou', `/exchange/requests/${grant}/lift`, { reason: '整改完成' })
  await city.done('xie', `/transfer/runs/${id}/resume`, {})
  expect(await untilPlaced(city, until(() => false))).toMatchObject({ state: 'done', rows: FILE_ROWS })
  expect(readdirSync(folder).sort()).toEqual(['register.csv', 'register.csv.manifest.json', 'register.csv.receipt.json'])
  const key = (await city.anonymous({ url: '/ledger' })).json().verifierKeys.ed25519
  expect(verifyReceipt(join(folder, 'register.csv'), key)).toMatchObject({ code: 0, said: expect.stringContaining(`All ${Math.ceil(FILE_ROWS / 1000)} chunks of the data are those that were delivered`) })
}, 300_000)
