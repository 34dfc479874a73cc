import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askFact } from '#systems/exchange'
import { existingExchangeFake, type FakeExistingExchange } from '../../server/connectors/existing-exchange-fake.ts'
import { existingExchangeHttp } from '../../server/connectors/existing-exchange-http.ts'
import { useExistingExchange } from '../../server/systems/front/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { places } from './cast.ts'

const fields = [{ name: '证件号码', field: 'number', type: 'text' }, { name: '享受起始日期', field: 'from_on', type: 'date' }]
const entry = (id: string, more: object = {}) => ({ id, name: `目录${id}`, unit: { code: 'MZ', name: '市民政局' }, share: 'conditional', fields, ...more })
let city: TestCity
let fake: FakeExistingExchange
beforeAll(async () => {
  city = await openTestCity()
  fake = await existingExchangeFake('secret')
  fake.entries.push(
    entry('A'), entry('B', { unit: { code: 'RS', name: '市人社局' } }),
    entry('C', { name: '坏\0名', share: '看情况', unit: null, fields: [...fields, { name: '金额', field: '金额', type: 'money' }, fields[0], 7] }),
    entry('D'), entry('\0E'), { id: 'F', gone: true },
  )
})
afterAll(async () => { useExistingExchange(null); await Promise.all([city?.close(), fake?.close()]) })
const shown = async () => (await (await city.as('hou'))({ url: '/front' })).json()
const listed = async (query = '') => (await (await city.as('hou'))({ url: `/front/entries${query}` })).json().items as { id: string; unit: { id: string } | null }[]
const map = async (login: string, body: object) => (await city.as(login))({ method: 'POST', url: '/front/departments', payload: body })

test('a city without one has nothing of it; the catalogue is read to its end, what cannot be read is told by place, and the same again is the same', async () => {
  await city.tick()
  expect(await shown()).toMatchObject({ name: null, harvestedAt: null, entries: 0 })
  useExistingExchange(existingExchangeHttp({ name: '市共享平台', url: fake.url, secret: 'secret' }, { networks: ['127.0.0.0/8'], clock: () => new Date() }))
  await city.tick()
  const first = await shown()
  expect(first).toMatchObject({ name: '市共享平台', harvestedAt: expect.any(String), failure: null, entries: 4, faulty: 1, gone: 0, unnamed: 1, unmapped: [{ code: 'MZ', name: '市民政局', entries: 2 }, { code: 'RS', name: '市人社局', entries: 1 }] })
  expect(fake.heard).toEqual(['GET /catalogue', 'GET /catalogue?after=2', 'GET /catalogue?after=4'])
  expect(await listed('?view=faulty')).toEqual([expect.objectContaining({ id: 'C', name: null, department: null, share: null, fields, faults: ['name', 'unit.code', 'unit.name', 'share', 'fields.3', 'fields.4.field', 'fields.5'] })])
  const all = await listed()
  await Promise.all([city.tick(), city.tick()])
  expect(await listed()).toEqual(all)
  expect(await shown()).toEqual({ ...first, harvestedAt: expect.any(String) })
  expect((await (await city.as('zhao'))({ url: '/front' })).statusCode).toBe(403)
  expect((await (await city.as('jin'))({ url: '/front' })).json()).toMatchObject({ entries: 0, unmapped: [] })
})

test('the authority says which unit a department there is, and may say it anew; nobody else may', async () => {
  expect((await map('jin', { code: 'MZ', unitId: 'city-civil-affairs' })).statusCode).toBe(403)
  expect((await map('hou', { code: 'MZ', unitId: 'city-nowhere' })).json().code).toBe('party.unit_unknown')
  expect((await map('hou', { code: 'MZ', unitId: 'city-upper-exchange' })).statusCode).toBe(201)
  expect((await map('hou', { code: 'MZ', unitId: 'city-civil-affairs' })).json()).toMatchObject({ code: 'MZ', unit: { id: 'city-civil-affairs' }, entries: 2, staying: 0 })
  expect(await shown()).toMatchObject({ unmapped: [{ code: 'RS' }], mapped: [{ code: 'MZ', entries: 2, unit: { id: 'city-civil-affairs' } }] })
  expect((await (await city.as('jin'))({ url: '/front/entries' })).json().items.map(({ id }: { id: string }) => id)).toEqual(['A', 'D'])
  expect((await listed()).map(({ id, unit }) => [id, unit?.id ?? null])).toEqual([['A', 'city-civil-affairs'], ['B', null], ['C', null], ['D', 'city-civil-affairs']])
})

test('an entry that is gone is shown so; one that is no longer listed, and an outage, change nothing', async () => {
  fake.entries.splice(0, 2, entry('A', { gone: true }))
  fake.behave('out')
  await city.tick()
  expect(await shown()).toMatchObject({ entries: 4, gone: 0, failedAt: expect.any(String), failure: 'HTTP 503' })
  fake.behave('well')
  await city.tick()
  expect(await shown()).toMatchObject({ entries: 3, gone: 1, failedAt: null, failure: null })
  expect((await listed()).map(({ id }) => id)).toEqual(['B', 'C', 'D'])
  expect(await listed('?view=gone')).toEqual([expect.objectContaining({ id: 'A', goneAt: expect.any(String) })])
  fake.entries.splice(0, 1, entry('A'))
  await city.tick()
  expect((await listed()).map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D'])
})

const refused = async (login: string, url: string, body: object) => (await city.call(login, 'POST', url, body)).json().code as string
const dayIn = (days: number): string => new Date(city.now().getTime() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
const draft = (from: string, proposed: { name: string; share: string; personal: boolean; fields: object[] }, more: object = {}) => ({
  id: randomUUIDv7(), code: null, base: null, drawnFrom: from, classified: 'none', derivedFrom: [], derivedReason: '', reason: '既有平台已有，引用', effectiveOn: dayIn(0),
  entry: { name: proposed.name, library: null, theme: '生活服务', summary: '享受待遇人员和起始日期', format: 'api', share: proposed.share, shareCondition: '按人逐件查询', shareBasis: '《社会救助暂行办法》', modes: ['query', 'batch_check'], open: 'closed', cycle: 'realtime', personal: proposed.personal, fields: proposed.fields, ...more },
})
let drawn = ''
const one = async (login: string) => (await city.call(login, 'GET', `/exchange/resources/${drawn}`)).json()
const notices = async () => (await city.call('jin', 'GET', '/notices')).json().items.filter((each: { template: string }) => each.template.startsWith('front.')).map((each: { template: string }) => each.template)

test('a data post draws an entry of its own department as a draft, once, which goes the ordinary way into force; what the platform cannot give is not promised', async () => {
  for (const [login, from, code] of [['xie', 'A', 'exchange.outside_unknown'], ['jin', 'B', 'exchange.outside_unknown'], ['jin', 'nothing', 'exchange.outside_unknown']] as const) expect((await city.call(login, 'GET', `/exchange/proposed-entry?from=${from}`)).json().code).toBe(code)
  expect((await city.call('hou', 'GET', '/exchange/proposed-entry?from=A')).statusCode).toBe(403)
  const proposed = (await city.call('jin', 'GET', '/exchange/proposed-entry?from=A')).json()
  expect(proposed).toMatchObject({ platform: '市共享平台', name: '目录A', share: 'conditional', personal: true, fields: [{ field: 'number', key: true, grade: 4, personal: 'identity_number', mask: 'compare' }, { field: 'from_on', type: 'date', grade: 1, personal: null }] })
  const faulty = await city.call('jin', 'POST', '/exchange/changes', draft('A', { ...proposed, fields: [...proposed.fields, { ...proposed.fields[1], name: '金额', field: 'amount' }] }, { modes: ['query', 'page'] }))
  expect(faulty.json()).toMatchObject({ code: 'exchange.entry_faulty', faults: expect.arrayContaining(['asked_live', 'not_at_platform:金额']) })
  expect(await refused('xie', '/exchange/changes', draft('A', proposed))).toBe('exchange.outside_unknown')
  expect(await refused('jin', '/exchange/changes', { ...draft('A', proposed), code: '307012000214', base: 1 })).toBe('exchange.drawn_is_new')
  const two = await Promise.all([1, 2].map((n) => city.call('jin', 'POST', '/exchange/changes', draft('A', { ...proposed, name: `享受待遇信息${n}` }))))
  expect(two.map((answer) => answer.json().code ?? '').toSorted()).toEqual([expect.stringMatching(/^307012/), 'exchange.outside_drawn'])
  const made = two.find((answer) => answer.statusCode === 201)!.json()
  drawn = made.code
  expect((await city.call('jin', 'GET', '/front/entries')).json().items[0]).toMatchObject({ id: 'A', drawn: { code: drawn, change: made.id } })
  expect(await city.sql('select entry, hash, said from exchange.statement')).toEqual([{ entry: 'A', hash: expect.stringMatching(/^[0-9a-f]{64}$/), said: { name: '目录A', share: 'conditional', fields } }])
  await city.done('jin', `/exchange/changes/${made.id}/submit`)
  await city.done('ding', `/exchange/changes/${made.id}/assess`, { secrecy: '不含国家秘密和工作秘密', privacy: '按人逐件查询，只比对证件号' })
  await city.done('hou', `/exchange/changes/${made.id}/pass`)
  await city.tick()
  expect(await one('xie')).toMatchObject({ resource: { version: 1, unitId: 'city-civil-affairs' }, drawn: { platform: '市共享平台', entry: 'A', harvestedAt: expect.any(String), change: null } })
  expect(await refused('jin', '/exchange/changes', draft('A', proposed))).toBe('exchange.outside_drawn')
})

test('what the platform changes or takes out is told to the unit and shown at its entry, and changes nothing that is in force', async () => {
  const before = (await one('jin')).fields
  fake.entries.splice(0, 1, entry('A', { fields: [fields[0], { name: '起始月', field: 'from_on', type: 'text' }, { name: '区', field: 'area', type: 'code' }] }))
  await city.tick()
  const changed = await one('jin')
  expect(changed).toMatchObject({ fields: before, drawn: { change: { goneAt: null, name: null, fields: [{ field: 'from_on', how: 'changed' }, { field: 'area', how: 'new' }] } } })
  expect((await one('xie')).drawn.change).toBeNull()
  expect(await refused('jin', `/exchange/resources/${drawn}/look`, { hash: '0'.repeat(64) })).toBe('exchange.outside_moved_on')
  expect(await refused('xie', `/exchange/resources/${drawn}/look`, { hash: changed.drawn.change.hash })).toBe('exchange.resource_unknown')
  await city.done('jin', `/exchange/resources/${drawn}/look`, { hash: changed.drawn.change.hash })
  expect((await one('jin')).drawn.change).toBeNull()
  fake.entries.splice(0, 1, entry('A', { gone: true }))
  await city.tick()
  expect(await one('jin')).toMatchObject({ fields: before, withdrawnAt: null, drawn: { change: { goneAt: expect.any(String) } } })
  expect((await notices()).toSorted()).toEqual(['front.entry.changed', 'front.entry.gone'])
  expect(await map('hou', { code: 'MZ', unitId: 'city-upper-exchange' }).then((answer) => answer.json())).toMatchObject({ entries: 1, staying: 0 })
  fake.entries.splice(0, 1, entry('A'))
  await city.tick()
  expect(await map('hou', { code: 'MZ', unitId: 'city-upper-exchange' }).then((answer) => answer.json())).toMatchObject({ entries: 2, staying: 1 })
  expect((await one('jin')).drawn.change).toMatchObject({ moved: true })
  await map('hou', { code: 'MZ', unitId: 'city-civil-affairs' })
})

const li = '120199197904120029' // of the demo's people
const key = { field: 'number', value: li }
let matter = ''
const granted = async (mode: string, rowsADay: number): Promise<string> => {
  const id = randomUUIDv7()
  await city.done('xie', '/exchange/requests', { id, resource: drawn, fields: ['number', 'from_on'], purpose: '减免水费', legalBasis: '《社会救助暂行办法》', scenario: '水费减免', usingSystem: '收费系统', mode, untilOn: dayIn(60), rowsADay })
  await city.done('jin', `/exchange/requests/${id}/grant`)
  return id
}
const left = async () => ({ // what a use leaves behind
  asked: fake.heard.filter((one) => one.startsWith('POST')).length,
  usage: await city.sql('select queries::int, rows::int from exchange.usage order by grant_id'),
  used: (await city.sql<{ n: number }>(`select count(*)::int as n from ledger.entry where kind in ('exchange.used', 'exchange.list_checked')`))[0]!.n,
})

test('under a grant the platform is asked live: the fields granted, masked, with leaf and count; what it must not be asked for never reaches it', async () => {
  matter = (await city.done<{ number: string }>('li', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: places.tianjin.district, itemCode: places.tianjin.item })).number
  fake.rows.set('A', [{ number: li, from_on: '2024-01-01', salary: 9000 }])
  const grant = await granted('query', 3)
  await city.deliver()
  expect(await city.sql(`select id from exchange.followup where kind = 'provision'`)).toEqual([])
  const at = `/exchange/grants/${grant}/queries`
  expect(await refused('xie', at, { ...key, matter: '2611250000001' })).toBe('exchange.matter_unknown')
  expect(await refused('jin', at, { ...key, matter })).toBe('exchange.grant_unknown')
  expect(await left()).toEqual({ asked: 0, usage: [], used: 0 })
  const answer = await city.done<{ rows: [object] }>('xie', at, { ...key, matter, compare: { number: li } })
  expect(answer).toMatchObject({ rows: [{ number: 'same', from_on: '2024-01-01' }], masks: [{ field: 'number', mask: 'compare' }, { field: 'from_on', mask: 'full' }] })
  expect(Object.keys(answer.rows[0])).toEqual(['number', 'from_on'])
  expect(fake.heard.at(-1)).toBe('POST /entries/A/rows')
  expect((await city.call('li', 'GET', '/ledger/mine')).json().items.find((one: { kind: string }) => one.kind === 'exchange.used')).toMatchObject({ purpose: '减免水费', fields: ['证件号码', '享受起始日期'] })
  const after = { asked: 1, usage: [{ queries: 1, rows: 1 }], used: 1 }
  expect(await left()).toEqual(after)
  await city.done('hou', `/exchange/requests/${grant}/suspend`, { reason: '夜间集中查询' })
  expect(await refused('xie', at, { ...key, matter })).toBe('exchange.grant_not_in_force')
  await city.done('hou', `/exchange/requests/${grant}/lift`, { reason: '整改完成' })
  expect(await left()).toEqual(after)

  for (const how of ['out', 'wild'] as const) {
    fake.behave(how)
    if (how === 'wild') fake.rows.set('A', [{ number: '120199199004110668', from_on: '2023-05-01' }])
    const failed = await Promise.all([1, 2, 3].map(() => city.call('xie', 'POST', at, { ...key, matter })))
    expect(failed.map((one) => [one.statusCode, one.json().code])).toEqual(Array(3).fill([503, 'exchange.source_out']))
    expect(failed[0]!.body).not.toContain('2023-05-01')
    after.asked += 1 // and then it is left alone for a while
    expect(await left()).toEqual(after)
    city.setNow(new Date(city.now().getTime() + 6000))
  }
  fake.behave('well')
  fake.rows.set('A', [{ number: li, from_on: '去年' }])
  expect((await city.call('xie', 'POST', at, { ...key, matter })).json().code).toBe('exchange.source_out')
  after.asked += 1
  fake.rows.set('A', [{ number: li, from_on: '2024-01-01' }])
  expect((await city.done<{ rows: object[] }>('xie', at, { ...key, matter })).rows).toHaveLength(1)
  expect((await city.done<{ rows: object[] }>('xie', at, { ...key, value: '120199199004110668', matter })).rows).toEqual([]) // no row, and yet a question of the day's
  after.asked += 2
  expect(await left()).toEqual({ ...after, usage: [{ queries: 3, rows: 2 }], used: 3 })
  const over = await city.call('xie', 'POST', at, { ...key, matter })
  expect([over.statusCode, over.json().code]).toEqual([429, 'exchange.quota_used'])
  expect((await left()).asked).toBe(after.asked)
})

test('a list is checked live under its own grant; pages, whole copies, landing and facts of such an entry are refused as such', async () => {
  const grant = await granted('batch_check', 3)
  const send = async (url: string, login: string, lines: string[]) => (await city.as(login))({
    method: 'POST', url, headers: { 'content-type': 'multipart/form-data; boundary=haihe-edge' },
    payload: Buffer.from(`--haihe-edge\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\nContent-Type: text/csv\r\n\r\n${lines.join('\r\n')}\r\n--haihe-edge--\r\n`),
  })
  const check = (...rows: string[]) => send(`/exchange/grants/${grant}/checks?matter=${matter}`, 'xie', ['证件号码,享受起始日期', ...rows])
  const { asked } = await left()
  expect((await check(`${li},2024-01-01`, '120199199004110668,2024-01-01')).json()).toMatchObject({ rows: [{ line: 2, answer: 'yes' }, { line: 3, answer: 'unknown' }], rejected: 0 })
  expect((await check(`${li},2024-01-01`, `${li},2024-01-02`)).json().code).toBe('exchange.quota_used')
  expect((await left()).asked).toBe(asked + 1)
  fake.behave('out')
  expect((await check(`${li},2024-01-02`)).json().code).toBe('exchange.source_out')
  fake.behave('well')
  for (const mode of ['page', 'delivery']) expect(await refused('xie', '/exchange/requests', { id: randomUUIDv7(), resource: drawn, fields: ['number'], purpose: '减免', legalBasis: '办法', scenario: '减免', usingSystem: '系统', mode, untilOn: dayIn(60), rowsADay: 9 })).toBe('exchange.asked_live_only')
  expect(await refused('xie', `/exchange/grants/${grant}/pages`, { matter })).toBe('exchange.asked_live_only')
  expect(await refused('xie', `/exchange/grants/${grant}/deliveries`, { id: randomUUIDv7() })).toBe('exchange.asked_live_only')
  expect((await send(`/exchange/resources/${drawn}/rows`, 'jin', ['证件号码,享受起始日期', `${li},2024-01-01`])).json().code).toBe('exchange.asked_live_only')
  await granted('query', 10)
  const unit = (await city.sql<{ unit_id: string }>('select unit_id from exchange.grant where id = $1', [grant]))[0]!.unit_id
  await expect(city.deed((deed) => askFact(deed, drawn, key, ['from_on'], { unit, matter }), { actor: { kind: 'staff', id: randomUUIDv7(), postId: null, departmentId: unit, divisionPath: '', grants: [] } })).rejects.toThrow('exchange.asked_live_only')
  expect((await left()).asked).toBe(asked + 2)
})
