import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheet, streamSheet } from '#base/spreadsheet'
import type { ImportedServiceItems, ItemHistory, ItemPage, ItemTerms, ServiceForm, ServiceItem } from '#contracts/service-item'
import { formOfItem, itemInForce, judgeForm } from '#systems/service-item'
import { itemSheet, type SheetField } from '../../server/systems/service-item/sheet/service-sheet.ts'
import { decide, type Given } from '#primitives/rule'
import { openTestCity, type TestCity } from '../kit/city.ts'

let city: TestCity
const get = async <T>(url: string): Promise<T> => { const answer = await city.anonymous({ method: 'GET', url }); expect(answer.statusCode, answer.body).toBe(200); return answer.json() as T }
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())

test('an item is read as it is in force where one lives: the district promises less time than the city, the street less still, and what the city holds need not be brought', async () => {
  expect((await city.anonymous({ method: 'GET', url: '/service-item/items/free-lunch' })).json().code).toBe('service_item.unknown')
  const whole = await get<ServiceItem>('/service-item/items/old-age-allowance')
  const street = await get<ServiceItem>('/service-item/items/old-age-allowance?division=120103009012')
  expect([whole.clocks.promised, street.clocks.promised, street.clocks.decide]).toMatchObject([{ amount: 5 }, { amount: 2 }, { amount: 20, unit: 'working_days' }])
  expect(street.better.map(({ division, fields }) => [division, fields])).toEqual([['河西区', ['halls', 'promise']], ['尖山街道', ['promise', 'without']]])
  expect([whole, street].map(({ materials }) => materials.some(({ name }) => name === '代办人身份证明'))).toEqual([true, false])
  expect(street.materials.find(({ name }) => name === '户口簿')?.held).toMatchObject({ licence: '居民户口簿', unit: '天津市公安局' })
  expect(street.office?.name).toBe('河西区民政局')
  expect(street.remedies.map(({ name }) => name)).toEqual(['行政复议', '行政诉讼'])
})

test('an item\'s form says what is read from whom before anything is read; what was filled in is judged whole, and each clause of its rule is met, not met or not known', async () => {
  expect((await city.anonymous({ method: 'GET', url: '/service-item/items/cemetery/form' })).json().code).toBe('service_item.no_form')
  const form = await get<ServiceForm>('/service-item/items/old-age-allowance/form')
  expect(form.count).toMatchObject({ typed: 2, always: 2 })
  expect(form.reads.find(({ fields }) => fields.includes('birth_on'))).toMatchObject({ name: '人口基础信息', unit: '天津市公安局' })
  const judged = await city.read(async (deed) => judgeForm(deed, (await formOfItem(deed, 'old-age-allowance')).form, { birth_on: '1946-11-25', identity_number: '120103194611250020', allowance_account: '6217000010001234560', age: 20 }))
  expect(judged.values['age']).toBe(80)
  expect(judged.faults.map(({ field, key }) => `${field} ${key.split('.').at(-1)}`)).toEqual(expect.arrayContaining(['allowance_account format_bank_card', 'living required', 'identity_number number_check_digit', 'household_here required']))
  const met = (clause: string, inputs: Given) => city.read((deed) => decide(deed, 'old_age_allowance', { clause, ...inputs }))
  expect([(await met('age', { age: 80 })).outcome, (await met('household', { household_here: false })).outcome, (await met('alive', {})).unknown]).toEqual([{ met: true }, { met: false }, ['deceased']])
})

test('items are listed by life event and counted in the terms; another system reads the same through the door', async () => {
  const { items } = await get<ItemPage>('/service-item/items?event=ageing&limit=200')
  expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(['elder-card', 'old-age-allowance']))
  const { events, items: all } = await get<ItemTerms>('/service-item/terms')
  expect(events.find(({ code }) => code === 'ageing')?.count).toBe(items.length)
  expect(all).toBeGreaterThanOrEqual(12)
  expect(await city.read((deed) => itemInForce(deed, 'old-age-allowance', '120103009'))).toMatchObject({ version: 1, department: 'civil_affairs', clocks: { promised: { amount: 2 }, notice: { amount: 5 }, deliver: { amount: 10 } } })
  expect((await city.read((deed) => itemInForce(deed, 'open-company', '120116'))).clocks).toMatchObject({ promised: 'at_once', decide: { amount: 3, unit: 'working_days' } })
})

test('a question in people\'s own words is understood and answered with reasons; a mistyped one and one in letters too', async () => {
  const ask = (q: string) => get<ItemPage>(`/service-item/items?q=${encodeURIComponent(q)}`)
  const { items, understood } = await ask('我妈八十了能领什么钱')
  expect(items[0]).toMatchObject({ code: 'old-age-allowance', promised: { amount: 5 } })
  expect(items[0]!.because).toEqual(expect.arrayContaining([{ kind: 'age', said: '八十', means: '80' }, { kind: 'wants', said: '什么钱', means: '领钱' }]))
  expect(understood).toContainEqual({ kind: 'age', said: '八十', means: '80' })
  expect((await ask('居住正')).items[0]).toMatchObject({ code: 'residence-permit' })
  expect((await ask('gongjijin')).items.map(({ code }) => code)).toContain('housing-fund-withdrawal')
  expect((await ask('？？？')).items).toEqual([])
  expect((await get<ItemPage>(`/service-item/items?q=${encodeURIComponent('补贴')}&audience=disabled`)).items.map(({ code }) => code)).toContain('disability-allowance')
})

const tighten = async (login: string, body: object, code = 'old-age-allowance') => (await city.as(login))({ method: 'POST', url: `/service-item/items/${code}/tighten`, payload: { reason: '人手够', ...body } })
test('a district may only do better, and only in its own place: what would be worse is refused with the field named; what it takes back falls to the city again', async () => {
  const refusals = [
    [{ division: '120103', promise: { amount: 6, unit: 'working_days' } }, 'service_item.looser_promise'], [{ division: '120103', ways: ['hall', 'online'] }, 'service_item.looser_ways'],
    [{ division: '120103', fee: { amount: 10, text: '工本费', basis: '区里定', pay: ['cash'] } }, 'service_item.looser_fee'], [{ division: '120103', without: ['结婚证'] }, 'service_item.looser_without'],
    [{ division: '120103' }, 'service_item.nothing_better'], [{ division: '120103009012', promise: 'at_once' }, 'service_item.not_here'], [{ division: '120103', effectiveOn: '2026-11-24', promise: 'at_once' }, 'service_item.day_passed'],
    [{ division: '120104', promise: 'at_once' }, 'access.scope_outside'],
  ] as const
  for (const [body, code] of refusals) expect((await tighten('bian', body)).json().code, JSON.stringify(body)).toBe(code)
  expect((await tighten('bian', { division: '120103', conditions: [] })).statusCode).toBe(400)
  expect((await tighten('shao', { division: '120103', promise: 'at_once' })).statusCode).toBe(403)
  expect((await tighten('bian', { division: '120103', effectiveOn: '2026-12-01', promise: { amount: 1, unit: 'working_days' }, visits: 0 })).json()).toEqual({ code: 'old-age-allowance', division: '120103', version: 2 })
  const promised = async () => (await get<ServiceItem>('/service-item/items/old-age-allowance?division=120103009')).clocks.promised
  expect(await promised()).toMatchObject({ amount: 2 })
  const asked = (known?: string) => city.anonymous({ method: 'GET', url: '/service-item/items/old-age-allowance?division=120103009', headers: known === undefined ? {} : { 'if-none-match': known } })
  const tag = String((await asked()).headers.etag)
  const same = await asked(tag)
  expect([same.statusCode, same.body]).toEqual([304, '']) // whoever has it is sent nothing, until it says something else
  city.setNow('2026-12-02T02:00:00Z')
  expect((await asked(tag)).statusCode).toBe(200)
  expect(await promised()).toMatchObject({ amount: 1 }) // the street's two days are longer now: they no longer count
  const history = async () => (await (await city.as('bian'))({ method: 'GET', url: '/service-item/items/old-age-allowance/history' })).json() as ItemHistory
  expect((await history()).tightenings.find(({ division }) => division.code === '120103009')).toMatchObject({ inForce: true, loose: ['promise'] })
  expect((await history()).may).toContain('120103009')
  expect((await (await city.as('bian'))({ method: 'POST', url: '/service-item/items/old-age-allowance/withdraw', payload: { division: '120103', reason: '人手不够' } })).statusCode).toBe(200)
  expect(await promised()).toMatchObject({ amount: 2 })
  expect((await get<ServiceItem>('/service-item/items/old-age-allowance?division=120103')).clocks.promised).toMatchObject({ amount: 5 })
  expect(await city.sql(`select kind from ledger.entry where kind like 'service_item.%'`)).toEqual([{ kind: 'service_item.tightened' }, { kind: 'service_item.tightened' }])
})

const bring = async (rows: readonly Record<SheetField, string>[]) => {
  const chunks: Buffer[] = []
  for await (const chunk of streamSheet('事项目录', itemSheet, (async function* () { yield* rows })())) chunks.push(chunk as Buffer)
  const payload = Buffer.concat([Buffer.from('--edge\r\nContent-Disposition: form-data; name="file"; filename="items.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n'), Buffer.concat(chunks), Buffer.from('\r\n--edge--\r\n')])
  return (await (await city.as('shao'))({ method: 'POST', url: '/service-item/items/import', headers: { 'content-type': 'multipart/form-data; boundary=edge' }, payload })).json() as ImportedServiceItems
}
test('the whole catalogue goes out as Excel and comes in again unchanged; a wrong cell is named by row and column and nothing is taken; a new version begins on its day', async () => {
  const sheet = await (await city.as('shao'))({ method: 'GET', url: '/service-item/items.xlsx' })
  const rows = (await readSheet(sheet.rawPayload, itemSheet, 3000)).map(({ cells }) => cells)
  expect(await bring(rows)).toEqual({ rows: rows.length, changed: 0, unchanged: rows.length, faults: [] })
  const row = rows.find(({ code }) => code === 'elder-card')!
  const wrong = await bring([row, { ...row, name: '老年卡', code: 'old-card', promise: '三天', department: '街道', act: '人情', materials: '身份证|目录：999999999999', steps: '领证时必须刷脸', effective: '2026-11-01' }, row])
  expect(wrong).toMatchObject({ rows: 3, changed: 0 })
  expect(wrong.faults.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual(expect.arrayContaining(['3 承诺时限 bad_cell', '3 主管部门职责 unknown_word', '3 材料 unknown_resource', '3 生效日期 day_passed', '4 事项编码 repeated']))
  expect(await bring([{ ...row, promise: '1 个工作日', act: '人情' }])).toMatchObject({ changed: 0, faults: [{ line: 2, column: '事项类型', code: 'unknown_word', value: '人情' }] })
  expect(await bring([{ ...row, summary: '满 60 岁领证', effective: '2027-01-01' }])).toMatchObject({ changed: 1, faults: [] })
  const summary = async () => (await get<ServiceItem>('/service-item/items/elder-card')).summary
  expect(await summary()).not.toBe('满 60 岁领证')
  city.setNow('2027-01-01T00:00:00Z')
  expect(await summary()).toBe('满 60 岁领证')
  expect((await get<ServiceItem>('/service-item/items/elder-card')).halls).toHaveLength(2) // what the sheet does not say stays
})
