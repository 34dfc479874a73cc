/** 50 MB and more through the exchange and its ledger, and out of open data, by a server in a process of its own whose memory is looked at all the while. */
import { createHash, randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Config } from '#base/config'
import { ownerPool } from '../kit/owner-pool.ts'
import { copyTemplate, superUrlOf } from '../kit/template.ts'
import type { ServerProcess } from './city-process.ts'
import { startCopy, untilRun } from './killed-copy.ts'
import { columns, organisations } from './register.ts'
import { clientOf, envOf, serversOf } from './server-beside.ts'
import { figure, tellStory } from './tell-story.ts'

const ROWS = 90_000
const MB = 1e6
const LEAST = 50 * MB
/** So much more than after the first small ones may lie in memory: what V8 lets grow before it collects, not what was sent. */
const MOST_GROWTH = 150 * MB
let config: Config
let drop: () => Promise<void>
let owner: pg.Pool
let server: ServerProcess
let address: string
beforeAll(async () => {
  ({ config, drop } = await copyTemplate('tianjin', true))
  owner = ownerPool(superUrlOf(config))
  server = serversOf(config, 1)[0]!
  address = await server.up()
}, 120_000)
afterAll(async () => { await server?.kill(); await owner?.end(); await drop?.() })

const sql = async (text: string, values?: unknown[]) => (await owner.query<Record<string, unknown>>(text, values)).rows
/** The most that lies in memory while `work` goes on, beyond what lay there before it. */
async function growth<R>(work: () => Promise<R>): Promise<{ grown: number; start: number; result: R }> {
  const start = server.resident()
  let most = start
  const look = setInterval(() => { most = Math.max(most, server.resident()) }, 25)
  try {
    return { result: await work(), grown: most - start, start }
  } finally {
    clearInterval(look)
  }
}
const megabytes = (bytes: number): string => `${figure(bytes / MB)} MB`

test('a delivery of more than 50 MB, landed by a job and given chunk by chunk, each on the ledger by its hash, in fixed memory', async () => {
  await sql(`create table public.register (credit_code text primary key, name text, registered_by text, registered_on date, state text);
    insert into public.register select '51' || lpad(n::text, 16, '0'), repeat('志愿服务队', 19) || n, repeat('市民政局', 24) || n % 7, '2026-11-28', '正常' from generate_series(1, ${ROWS}) n`)
  const [jin, xie] = await Promise.all([clientOf(envOf(config), 'jin'), clientOf(envOf(config), 'xie')])
  const landed = await growth(async () => {
    const id = await startCopy((url, body) => jin(address, 'POST', url, body), superUrlOf(config))
    await untilRun(sql, id, ({ state }) => state === 'done')
    return (await sql('select state, bytes::int from transfer.run where id = $1', [id]))[0] as { state: string; bytes: number }
  })
  expect(landed.result.state).toBe('done')
  const grant = randomUUIDv7()
  await xie(address, 'POST', '/exchange/requests', { id: grant, resource: organisations, fields: columns, purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 10_000_000 })
  const give = async (most: number) => {
    const delivery = randomUUIDv7()
    await xie(address, 'POST', `/exchange/grants/${grant}/deliveries`, { id: delivery })
    const hash = createHash('sha256')
    let [bytes, rows] = [0, 0]
    for (let number = 1; number <= most; number += 1) {
      const chunk = await xie<{ text: string; rows: number; last: boolean; sha256: string }>(address, 'POST', `/exchange/deliveries/${delivery}/chunks/${number}`)
      expect(createHash('sha256').update(chunk.text).digest('hex')).toBe(chunk.sha256)
      hash.update(chunk.text)
      bytes += Buffer.byteLength(chunk.text)
      rows += chunk.rows
      if (chunk.last) { await xie(address, 'POST', `/exchange/deliveries/${delivery}/finish`); break }
    }
    return { bytes, rows, hash: hash.digest('hex') }
  }
  await give(5)
  const first = await growth(() => give(Infinity))
  const again = await growth(() => give(Infinity))
  expect(first.result).toMatchObject({ rows: ROWS, hash: again.result.hash })
  expect(first.result.bytes).toBeGreaterThan(LEAST)
  expect(await sql(`select count(*)::int as n from ledger.entry where kind = 'exchange.delivered'`)).toEqual([{ n: 2 }])
  tellStory(`${megabytes(landed.result.bytes)} landed by a job: ${megabytes(landed.grown)} more in memory than before (${megabytes(landed.start)})`)
  tellStory(`${megabytes(first.result.bytes)} given twice as whole copies through the ledger, ${figure(ROWS / 1000)} chunks each: ${megabytes(first.grown)} and ${megabytes(again.grown)} more in memory than before (${megabytes(first.start)}); bound ${megabytes(MOST_GROWTH)}`)
  expect(Math.max(first.grown, again.grown)).toBeLessThan(MOST_GROWTH)
})

test('a public file of more than 50 MB is sent, made and downloaded in fixed memory', async () => {
  const [xie, meng] = await Promise.all([clientOf(envOf(config), 'xie'), clientOf(envOf(config), 'meng')])
  const name = 'large-table'
  await xie(address, 'POST', '/open-data/desk/datasets', { id: randomUUIDv7(), name, title: '大表', summary: '大表', theme: '生活服务', tags: [], cycle: 'yearly', licence: 'attribution', scope: '全市', grade: 1, aboutPeople: false, quasi: [], columns: [] })
  const lines = Array.from({ length: 15_000 }, (_, n) => `${n},公共厕所${n}号,南京路${n % 400}号,${'每天开放，免费使用，设洗手台，早六点到晚十点有人值守。'.repeat(45)}${n % 13}`).join('\n')
  const form = new FormData()
  form.append('file', new Blob([`编号,名称,位置,开放说明\n${lines}\n`]), 'table.csv')
  const sent = await growth(() => xie<{ id: string; rows: number }>(address, 'POST', `/open-data/desk/datasets/${name}/file`, form))
  await meng(address, 'POST', `/open-data/desk/datasets/${name}/sign`, { draft: sent.result.id, note: '没有个人信息' })
  await xie(address, 'POST', `/open-data/desk/datasets/${name}/publish`, { draft: sent.result.id })
  const download = async (): Promise<number> => {
    const answer = await fetch(`${address}/open-data/datasets/${name}/files/csv`)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of answer.body!) { hash.update(piece); bytes += piece.length }
    expect([answer.status, answer.headers.get('x-content-sha256')]).toEqual([200, hash.digest('hex')])
    return bytes
  }
  const made = await growth(download)
  const again = await growth(() => Promise.all([download(), download(), download()]))
  expect(made.result).toBeGreaterThan(LEAST)
  tellStory(`open data, a file of ${megabytes(made.result)}: ${megabytes(sent.grown)} more in memory while it was sent, ${megabytes(made.grown)} while it was made and downloaded, ${megabytes(again.grown)} while three downloaded it at once; bound ${megabytes(MOST_GROWTH)}`)
  expect(Math.max(sent.grown, made.grown, again.grown)).toBeLessThan(MOST_GROWTH)
})
