import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CityProcess, openCityProcess } from './city-process.ts'
import { type KillReport, killRounds, untilDelivered } from './kill-rounds.ts'
import { reportingIncidents } from './stories.ts'

/** Three in `npm test`, twenty in `npm run soak -- governance`. */
const rounds = Number(process.env.HAIHE_KILLS ?? 3)
let city: CityProcess
let report: KillReport
let parked = 0

beforeAll(async () => {
  city = await openCityProcess('tianjin')
  await city.up()
  const story = await reportingIncidents(city)
  await city.kill()
  report = await killRounds(city, story, rounds, 8, (line) => process.stdout.write(`${line}\n`))
  parked = (await untilDelivered(city)).parked
}, 60_000 + rounds * 20_000)
afterAll(() => city?.close())

test('clients were answered before, between and after the kills, and nothing was refused', () => {
  expect(report.refused).toEqual([])
  expect(report.open).toEqual([])
  expect(report.acknowledged.length).toBeGreaterThan(rounds * 10)
})

test('every acknowledged incident is there, once, with its matter; and none that nobody sent', async () => {
  const incidents = await city.sql<{ id: string }>('select id from governance.incident order by id')
  expect(incidents.map(({ id }) => id)).toEqual(report.acknowledged.toSorted())
  const matters = await city.sql<{ id: string }>('select id from matter.matter order by id')
  expect(matters.map(({ id }) => id)).toEqual(report.acknowledged.toSorted())
})

test('every incident was announced once, and every event delivered', async () => {
  const events = await city.sql<{ subject_id: string; n: number }>(`select subject_id, count(*)::int as n from event.event where name = 'matter.opened' group by 1 order by 1`)
  expect(events.map(({ subject_id: id }) => id)).toEqual(report.acknowledged.toSorted())
  expect(events.filter(({ n }) => n !== 1)).toEqual([])
  expect(parked).toBe(0)
})

test('the ledger verifies', async () => {
  await city.down()
  const done = spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/verify-ledger.ts')], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...city.env } })
  expect(done.stdout + done.stderr).toContain('The ledger is whole.')
}, 60_000)
