import { execFileSync } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'

const organisations = '307012000301'
const ROWS = 2500
const folder = mkdtempSync(join(tmpdir(), 'haihe-receipt-'))
let city: TestCity
let grant: string, key: string, data = ''
const chunk = (delivery: string, number: number, login = 'xie') => city.call(login, 'POST', `/exchange/deliveries/${delivery}/chunks/${number}`)
const verify = (receipt: object, bytes: string | null, by = key): { code: number; said: string } => {
  writeFileSync(join(folder, 'receipt.json'), JSON.stringify(receipt))
  if (bytes !== null) writeFileSync(join(folder, 'data.ndjson'), bytes)
  try {
    return { code: 0, said: execFileSync(process.execPath, ['scripts/verify-receipt.mjs', join(folder, 'receipt.json'), ...(bytes === null ? [] : [join(folder, 'data.ndjson')]), '--key', by], { encoding: 'utf8', stdio: 'pipe', cwd: join(import.meta.dirname, '../..') }) }
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string }
    return { code: status, said: stderr }
  }
}

beforeAll(async () => {
  city = await openTestCity()
  const lines = ['统一社会信用代码,名称,登记机关,登记日期,状态', ...Array.from({ length: ROWS }, (_, at) => `51${String(at).padStart(16, '0')},第${at}号志愿服务队,市民政局,2020-01-0${(at % 9) + 1},正常`)].join('\n')
  const edge = 'haihe-edge'
  const landed = await (await city.as('jin'))({
    method: 'POST', url: `/exchange/resources/${organisations}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${lines}\r\n--${edge}--\r\n`,
  })
  if (landed.json().changed !== ROWS) throw new Error(landed.body)
  grant = randomUUIDv7()
  const filed = await city.call('xie', 'POST', '/exchange/requests', {
    id: grant, resource: organisations, fields: ['credit_code', 'name'], purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 1_000_000,
  })
  if (filed.json().state !== 'granted') throw new Error(filed.body)
})
afterAll(async () => { rmSync(folder, { recursive: true, force: true }); await city?.close() })

test('a whole copy goes chunk by chunk, the same chunk twice is the same bytes and counts once, and a suspended grant stops it before the next', async () => {
  const delivery = randomUUIDv7()
  expect((await city.call('xie', 'POST', `/exchange/grants/${grant}/deliveries`, { id: delivery })).json()).toMatchObject({ total: ROWS, chunkRows: 1000, chunks: 0 })
  const first = (await chunk(delivery, 1)).json()
  expect(first).toMatchObject({ rows: 1000, last: false })
  expect(first.text.split('\n')[0]).toMatch(/^\{"credit_code":"51\d{16}","name":"第\d+号志愿服务队"\}$/)
  const twice = await Promise.all([chunk(delivery, 2), chunk(delivery, 2)])
  expect(twice.map((answer) => answer.json().sha256)).toEqual([twice[0]!.json().sha256, twice[0]!.json().sha256])
  expect((await chunk(delivery, 1)).json()).toEqual(first)
  expect((await chunk(delivery, 4)).json().code).toBe('exchange.no_such_chunk')
  expect((await chunk(delivery, 3, 'jin')).json().code).toBe('exchange.delivery_unknown')
  expect((await city.call('xie', 'POST', `/exchange/deliveries/${delivery}/finish`, {})).json().code).toBe('exchange.chunks_left')

  expect((await city.call('hou', 'POST', `/exchange/requests/${grant}/suspend`, { reason: '超出用途' })).statusCode).toBe(200)
  const stopped = await chunk(delivery, 3)
  expect([stopped.statusCode, stopped.json().code]).toEqual([409, 'exchange.grant_not_in_force'])
  expect((await city.call('hou', 'POST', `/exchange/requests/${grant}/lift`, { reason: '整改完成' })).statusCode).toBe(200)
  const third = (await chunk(delivery, 3)).json()
  expect(third).toMatchObject({ rows: 500, last: true })
  expect(await city.sql('select rows from exchange.usage where grant_id = $1', [grant])).toEqual([{ rows: ROWS }])
  data = first.text + twice[0]!.json().text + third.text
  expect(new Set(data.trim().split('\n')).size).toBe(ROWS)
  expect((await city.call('xie', 'GET', `/exchange/deliveries/${delivery}/receipt`)).json().code).toBe('exchange.delivery_unfinished')
  for (let turn = 0; turn < 2; turn++) expect((await city.call('xie', 'POST', `/exchange/deliveries/${delivery}/finish`, {})).json()).toMatchObject({ rows: ROWS, chunks: 3 })
  expect(await city.sql(`select count(*)::int as n from ledger.entry where kind = 'exchange.delivered'`)).toEqual([{ n: 1 }])
})

test('both sides get a receipt that a script checks offline, and one byte changed anywhere is found', async () => {
  const [{ id: delivery }] = await city.sql<{ id: string }>('select id from exchange.delivery') as [{ id: string }]
  await city.tick()
  const receipt = (await city.call('xie', 'GET', `/exchange/deliveries/${delivery}/receipt`)).json()
  expect(receipt.format, JSON.stringify(receipt).slice(0, 300)).toBe('haihe-receipt/1')
  expect((await city.call('jin', 'GET', `/exchange/deliveries/${delivery}/receipt`)).json()).toEqual(receipt)
  for (const login of ['hou', 'li']) expect((await city.call(login, 'GET', `/exchange/deliveries/${delivery}/receipt`)).statusCode).toBeGreaterThanOrEqual(403)
  key = (await city.anonymous({ url: '/ledger' })).json().verifierKeys.ed25519
  const good = verify(receipt, data)
  expect(good, good.said).toMatchObject({ code: 0, said: expect.stringContaining('All 3 chunks of the data are those that were delivered') })
  expect(verify(receipt, null).said).toContain('were not checked')

  const changed = (change: (copy: typeof receipt) => void) => { const copy = structuredClone(receipt); change(copy); return copy }
  expect(verify(receipt, data.replace('第7号', '第8号')).said).toContain('chunk 1 of the data is not what was delivered')
  expect(verify(receipt, `${data}{}\n`).said).toContain('more data than were delivered')
  expect(verify(receipt, data.slice(0, -20)).said).toContain('the data end in chunk 3')
  expect(verify(changed((copy) => { copy.manifest.purpose = '别的用途' }), data).said).toContain('the manifest is not what the ledger holds')
  expect(verify(changed((copy) => {
    copy.manifest.purpose = '别的用途'
    const opened = Buffer.from(copy.leaf, 'base64')
    copy.leaf = Buffer.concat([opened.subarray(0, 32), Buffer.from(opened.toString('utf8', 32).replaceAll('志愿服务统计', '别的用途'))]).toString('base64')
  }), data).said).toContain('the entry does not stand in the ledger')
  expect(verify(changed((copy) => { copy.proof.checkpoint = copy.proof.checkpoint.replace(/\n(\d+)\n/, (_: string, size: string) => `\n${Number(size) + 1}\n`) }), data).code).toBe(1)
  const other = `${key.split('+').slice(0, 2).join('+')}+${Buffer.concat([Buffer.of(1), Buffer.alloc(32, 7)]).toString('base64')}`
  expect(verify(receipt, data, other).said).toContain('do not belong together')
})
