/** A fact on its way: out of a bureau's MariaDB, granted, asked for by another department's own program, seen by the person, stopped in the middle of a delivery, and proven without us. */
import { execFileSync } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mariadb } from '../../server/connectors/mariadb.ts'
import { useConnectors } from '../../server/systems/transfer/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openSourceMariadb, type SourceMariadb } from '../kit/source-mariadb.ts'

const [marriages, organisations] = ['307012000214', '307012000301']
const [li, sun] = ['120199197904120029', '120199194809030056']
const ORGANISATIONS = 1500
const folder = mkdtempSync(join(tmpdir(), 'haihe-story-'))
let city: TestCity
let bureau: SourceMariadb
let key = ''
const program = (method: 'GET' | 'POST', url: string, payload?: object) => city.http.inject({ method, url, headers: { authorization: `Bearer ${key}` }, ...(payload ? { payload } : {}) })
/** A job of the bureau's, run once to its end. */
const brought = async (resource: string, table: string, mapping: Record<string, string>) => {
  const { url, secret } = bureau.address(table)
  const { id } = await city.done('jin', '/transfer/jobs', { id: randomUUIDv7(), name: table, resource, kind: 'mariadb', url, table, secret, mode: 'full', everyMinutes: null, mapping })
  await city.done('jin', `/transfer/jobs/${id}/runs`, { id: randomUUIDv7() })
  await city.tick()
  return (await city.call('jin', 'GET', `/transfer/jobs/${id}`)).json().runs[0]
}
const ask = async (changes: object) => (await city.done('nie', '/exchange/requests', {
  id: randomUUIDv7(), purpose: '办理公积金提取', legalBasis: '《住房公积金管理条例》第二十四条', scenario: '公积金提取', usingSystem: '公积金业务系统', untilOn: '2030-12-31', rowsADay: 100_000, ...changes,
})) as { id: string; state: string }

beforeAll(async () => {
  ;[city, bureau] = await Promise.all([openTestCity(), openSourceMariadb()])
  useConnectors({ mariadb: mariadb({ networks: ['127.0.0.0/8'] }) })
  await bureau.sql('create table marriage (man varchar(18) not null, woman varchar(18) not null, man_name varchar(50), woman_name varchar(50), state varchar(10), since varchar(10), why_divorced text, primary key (man, woman)) charset utf8mb4')
  await bureau.sql(`insert into marriage values ('${sun}', '${li}', '孙德福', '李晓梅', '已婚', '2008-10-18', null), ('${li}', '120199199004110668', '李晓梅', '王强', '已婚', '2011-02-30', null)`)
  await bureau.sql('create table organisation (credit_code char(18) primary key, name varchar(100) not null, registered_by varchar(100), registered_on date, state varchar(10)) charset utf8mb4')
  await bureau.sql(`insert into organisation select concat('51', lpad(seq, 16, '0')), concat('第', seq, '号志愿服务队'), '市民政局', '2020-01-01', '正常' from seq_1_to_${ORGANISATIONS}`)
})
afterAll(async () => { rmSync(folder, { recursive: true, force: true }); await city?.close(); await bureau?.close() })

test('what the bureau keeps in its MariaDB comes by a job: the row with no such day is told, both sides are compared, and the password is shown to nobody', async () => {
  const run = await brought(marriages, 'marriage', { groom_number: 'man', bride_number: 'woman', groom_name: 'man_name', bride_name: 'woman_name', registered_on: 'since', divorce_reason: 'why_divorced' })
  expect(run).toMatchObject({ state: 'done', rows: 2, good: 1, rejected: 1 })
  expect(run.compared.sent).toEqual(run.compared.there)
  const rejects = (await city.call('jin', 'GET', `/transfer/runs/${run.id}/rejects`)).json().items
  expect(rejects).toEqual([expect.objectContaining({ column: '登记日期', code: 'not_date' })])
  expect(await brought(organisations, 'organisation', {})).toMatchObject({ state: 'done', good: ORGANISATIONS, rejected: 0 })
  expect(JSON.stringify((await city.call('hou', 'GET', '/transfer/jobs')).json())).not.toContain('of-the-bureau')
})

test('the housing fund asks, is granted, and its own program learns one fact for one application; the resident sees it, and nobody else’s', async () => {
  const { id, state } = await ask({ resource: marriages, fields: ['groom_name', 'state'], mode: 'query' })
  expect(state).toBe('replying')
  await city.done('jin', `/exchange/requests/${id}/grant`)
  key = (await city.done<{ key: string }>('shen', '/access/keys', { name: '公积金业务系统', kind: 'unit', holderId: 'city-housing-fund', permissions: ['exchange.row.query'], division: '120000', departmentId: 'city-housing-fund', rateClass: 'normal', days: 90 })).key
  const { number: matter } = await city.done<{ number: string }>('li', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: '120103' })
  const answer = await program('POST', `/exchange/grants/${id}/queries`, { field: 'groom_number', value: sun, matter })
  expect(answer.json().rows, answer.body).toEqual([{ groom_name: '孙*福', state: '已婚' }])
  expect((await program('POST', `/exchange/grants/${id}/queries`, { field: 'groom_number', value: sun, matter: '2611280000000' })).json().code).toBe('exchange.matter_unknown')
  const uses = async (login: string) => (await city.call(login, 'GET', '/ledger/mine')).json().items.filter((one: { kind: string }) => one.kind === 'exchange.used')
  expect(await uses('sun')).toEqual([expect.objectContaining({ departmentId: 'city-housing-fund', purpose: '办理公积金提取', fields: ['男方姓名', '婚姻状况'] })])
  expect(await uses('nie')).toEqual([])
})

test('misuse is reported and the authority suspends in the middle of a delivery: the next chunk is refused; mended, it goes on, and the receipt verifies without us until one byte is changed', async () => {
  const { id, state } = await ask({ resource: organisations, fields: ['credit_code', 'name'], mode: 'delivery', purpose: '志愿服务统计' })
  expect(state).toBe('granted')
  const delivery = randomUUIDv7()
  const chunk = (number: number) => program('POST', `/exchange/deliveries/${delivery}/chunks/${number}`)
  await program('POST', `/exchange/grants/${id}/deliveries`, { id: delivery })
  const first = (await chunk(1)).json()
  expect(first).toMatchObject({ rows: 1000, last: false })
  await city.done('hou', `/exchange/requests/${id}/suspend`, { reason: '群众反映名录被转给了第三方' })
  expect((await chunk(2)).json().code).toBe('exchange.grant_not_in_force')
  await city.done('hou', `/exchange/requests/${id}/lift`, { reason: '已删除并整改' })
  const second = (await chunk(2)).json()
  expect(second).toMatchObject({ rows: ORGANISATIONS - 1000, last: true })
  await program('POST', `/exchange/deliveries/${delivery}/finish`, {})
  await city.tick()

  const receipt = (await city.call('nie', 'GET', `/exchange/deliveries/${delivery}/receipt`)).json()
  const verifier = (await city.anonymous({ url: '/ledger' })).json().verifierKeys.ed25519
  const verify = (data: string): string => {
    writeFileSync(join(folder, 'receipt.json'), JSON.stringify(receipt))
    writeFileSync(join(folder, 'data.ndjson'), data)
    try { return execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts/verify-receipt.mjs'), join(folder, 'receipt.json'), join(folder, 'data.ndjson'), '--key', verifier], { encoding: 'utf8', stdio: 'pipe', cwd: folder }) } catch (error) { return (error as { stderr: string }).stderr }
  }
  const data = first.text + second.text
  expect(verify(data)).toContain('All 2 chunks of the data are those that were delivered')
  expect(verify(data.replace('第7号', '第8号'))).toContain('chunk 1 of the data is not what was delivered')
})
