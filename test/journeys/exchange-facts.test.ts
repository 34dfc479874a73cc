/** What another system must know of a person or a place, asked by the door of exchange: landed rows and what systems keep themselves, under the same grants. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#base/deed'
import { askFact, type FactUse } from '#systems/exchange'
import { grantRequest } from '../../server/systems/exchange/request/grant-request.ts'
import { staffAt } from '../kit/actors.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { places } from './cast.ts'

const [marriages, registered, closed] = ['307012000214', '307026000008', '204052000005']
const at = places.tianjin
const unit = at.department('water')
const DAY = 86_400_000
let city: TestCity
let matter: string
let people: Map<string, { id: string; number: string }>
let li: Actor

const granted = async (source: string | null, changes: object): Promise<string> => {
  const id = randomUUIDv7()
  const filed = await city.call('xie', 'POST', '/exchange/requests', {
    id, resource: marriages, fields: ['groom_number', 'groom_name', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query',
    untilOn: new Date(city.now().getTime() + 90 * DAY).toISOString().slice(0, 10), rowsADay: 1000, ...changes,
  })
  expect(filed.statusCode, filed.body).toBe(201)
  if (source === null) expect(filed.json().state).toBe('granted')
  else {
    const [{ unit_id: unitId }] = (await city.sql<{ unit_id: string }>('select unit_id from exchange.resource where code = $1', [source])) as [{ unit_id: string }]
    const answered = await city.deed((deed) => grantRequest(deed, id), { actor: staffAt('', unitId, 'exchange.request.answer') })
    expect(answered.state).toBe('granted')
  }
  return id
}
const ask = (resource: string, key: { field: string; value: string }, items: string[], use: Partial<FactUse> = {}, actor: Actor = li) => city.deed((deed) => askFact(deed, resource, key, items, { unit, matter, ...use }), { actor })
const refusal = (asked: Promise<unknown>) => asked.then(() => 'no refusal', (error: { code?: string; detail?: object }) => ({ code: error.code, ...error.detail }))
const numberOf = (login: string): string => people.get(login)!.number
const mine = async () => (await city.call('li', 'GET', '/ledger/mine')).json().items.filter((one: { kind: string }) => one.kind === 'exchange.used') as { departmentId: string; fields: string[]; by: string }[]

beforeAll(async () => {
  city = await openTestCity()
  const { parse } = await import('yaml')
  const { readFileSync } = await import('node:fs')
  const seed = parse(readFileSync('cities/tianjin/people.yaml', 'utf8')) as { people: { key: string; number: string }[] }
  const ids = await city.sql<{ login: string; id: string }>('select login, party_id as id from access.account')
  people = new Map(seed.people.map(({ key, number }) => [key, { number, id: ids.find(({ login }) => login === key)?.id ?? '' }]))
  li = { kind: 'person', id: people.get('li')!.id, postId: null, departmentId: null, divisionPath: null, grants: [] }
  const report = await city.call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: at.district, itemCode: at.item })
  matter = (report.json() as { number: string }).number
  const edge = 'haihe-edge'
  const lines = [['男方证件号', '女方证件号', '男方姓名', '女方姓名', '婚姻状况', '登记日期'], [numberOf('sun'), numberOf('li'), '孙德福', '李晓梅', '离婚', '2008-10-18'], [numberOf('sun'), numberOf('zhao'), '孙德福', '赵秀英', '已婚', '2012-05-01']].map((row) => row.join(',')).join('\n')
  const landed = await (await city.as('jin'))({ method: 'POST', url: `/exchange/resources/${marriages}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${lines}\r\n--${edge}--\r\n`) })
  if (landed.json().changed !== 2) throw new Error(landed.body)
})
afterAll(() => city?.close())

test('without a grant it is refused, and the refusal names the request that must be made; a lapsed or narrower one counts as none', async () => {
  const key = { field: 'groom_number', value: numberOf('sun') }
  expect(await refusal(ask(marriages, key, ['state']))).toMatchObject({ code: 'exchange.fact_not_granted', resource: marriages, items: ['state'], mode: 'query', names: '婚姻状况' })
  const id = await granted(marriages, {})
  expect(await refusal(ask(marriages, key, ['state', 'registered_on']))).toMatchObject({ code: 'exchange.fact_items_not_granted', items: ['registered_on'], names: '登记日期' })
  expect(await refusal(ask(marriages, key, ['state'], { scenario: '法律援助' }))).toMatchObject({ code: 'exchange.fact_not_granted', scenario: '法律援助' })
  expect(await refusal(ask(marriages, key, ['state'], { matter: '2611250000001' }))).toMatchObject({ code: 'exchange.matter_unknown' })
  expect(await refusal(ask(marriages, key, ['state'], {}, staffAt('', at.department('civil-affairs'))))).toMatchObject({ code: 'exchange.not_your_unit' })
  expect((await city.call('hou', 'POST', `/exchange/requests/${id}/suspend`, { reason: '涉嫌超出用途' })).statusCode).toBe(200)
  expect(await refusal(ask(marriages, key, ['state']))).toMatchObject({ code: 'exchange.fact_not_granted' })
  expect((await city.call('hou', 'POST', `/exchange/requests/${id}/lift`, { reason: '整改完成' })).statusCode).toBe(200)
  expect(await city.sql('select 1 from exchange.usage')).toEqual([])
})

test('landed rows answer within a resident\'s own deed, masked, with source and time; what differs or is not there is unknown; the person sees the unit', async () => {
  const facts = await ask(marriages, { field: 'groom_number', value: numberOf('sun') }, ['groom_name', 'groom_number', 'state'])
  expect(facts).toMatchObject({ rows: 2, items: {
    groom_name: { name: '男方姓名', value: '孙*福', unknown: null, source: { name: expect.stringContaining('民政') }, at: expect.stringMatching(/^20/) }, groom_number: { value: null, unknown: 'compared' }, state: { value: null, unknown: 'several' },
  } })
  expect((await ask(marriages, { field: 'bride_number', value: numberOf('li') }, ['state'], { scenario: '公积金提取' })).items.state).toMatchObject({ value: '离婚', unknown: null })
  expect((await ask(marriages, { field: 'bride_number', value: numberOf('he') }, ['state'])).items.state).toMatchObject({ value: null, unknown: 'not_found', at: null })
  expect(await mine()).toMatchObject([{ departmentId: unit, fields: ['婚姻状况'], by: 'job' }, { fields: ['男方证件号', '男方姓名', '婚姻状况'] }]) // the second asked about another, in whose row she stands
  const seen = await city.read((deed) => import('../../server/systems/exchange/tables.ts').then(({ exchange }) => exchange(deed.tx).selectFrom('exchange.row').select('id').execute()), { actor: li })
  expect(seen).toEqual([]) // the wall stands again: a resident reads no rows
  expect(await city.sql('select sum(queries)::int as queries, sum(rows)::int as rows from exchange.usage')).toEqual([{ queries: 3, rows: 3 }])
})

test('what a system keeps itself is asked alike: a division\'s figures by the platform\'s own grant, a person\'s register masked and whole only to that person', async () => {
  await granted(null, { resource: closed, fields: ['division_name', 'accepted', 'closed'], purpose: '编制城市体检报告', scenario: '城市体检' })
  const street = await ask(closed, { field: 'division_code', value: at.district }, ['division_name', 'accepted', 'closed'], {}, staffAt('', unit))
  expect(street.items).toMatchObject({ division_name: { value: '河西区' }, accepted: { value: expect.any(Number) }, closed: { value: 0, unknown: null } })
  expect((await ask(closed, { field: 'division_code', value: '999999' }, ['closed'], {}, staffAt('', unit))).items.closed).toMatchObject({ unknown: 'not_found' })

  const paged = await granted(null, { resource: closed, mode: 'page', fields: ['division_code', 'accepted'], purpose: '编制城市体检报告', scenario: '城市体检' })
  const page = async (id: string, body: object) => (await city.call('xie', 'POST', `/exchange/grants/${id}/pages`, { matter, ...body })).json() as { rows: { division_code: string; accepted: number }[]; next: string | null; code?: string }
  await city.sql(`insert into matter.tally (on_day, kind, item, division_path, unit_id, action, steps, resolved, on_time, late, state_on_time, state_late, minutes, working_minutes, whole_minutes, whole_working_minutes, scores, score_sum, satisfied, accepted)
    select $1::date, 'incident', '', path, '', 'close', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 from place.division where code = $2`, [city.now().toISOString().slice(0, 10), at.district])
  const first = await page(paged, { limit: 2 })
  expect(first).toMatchObject({ rows: [{ division_code: '120000', accepted: 1 }, { division_code: '120101', accepted: 0 }], next: 'kept:120101' })
  expect((await page(paged, { limit: 1, after: first.next })).rows[0]!.division_code).toMatch(/^120101\d/) // the places of a district follow it
  expect((await page(paged, { limit: 500, after: 'kept:120102' })).rows.find((row) => row.division_code === at.district)).toMatchObject({ accepted: 1 })
  expect((await page(paged, { after: '1201:01930000-0000-7000-8000-00000000e006' })).code).toBe('exchange.page_after_unknown')
  const say = (id: string) => city.sql(`update exchange.resource_version set content = jsonb_set(content, '{contribution}', to_jsonb($2::text)) where code = $1`, [closed, id])
  await say('party.registered_person')
  expect((await page(paged, {})).code).toBe('exchange.page_not_kept')
  await say('governance.closed_incidents')

  const grant = await granted(registered, { resource: registered, fields: ['identity_number', 'name', 'phone', 'home_name'] })
  const masked = await city.call('xie', 'POST', `/exchange/grants/${grant}/queries`, { field: 'identity_number', value: numberOf('li'), matter })
  expect(masked.json().rows, masked.body).toEqual([{ name: '李*梅', phone: '154****1001', home_name: expect.stringContaining('河西区') }])
  const key = { field: 'identity_number', value: numberOf('li') }
  expect((await ask(registered, key, ['name'])).items.name).toMatchObject({ value: '李*梅', source: { name: expect.stringContaining('政务服务') } })
  const own = await ask(registered, key, ['name', 'identity_number', 'home_name'], { toThePerson: true })
  expect(own.items).toMatchObject({ name: { value: '李晓梅' }, identity_number: { value: numberOf('li') }, home_name: { unknown: null } })
  expect(await refusal(ask(registered, { ...key, value: numberOf('sun') }, ['name'], { toThePerson: true }))).toMatchObject({ code: 'exchange.not_the_person' })
  expect(await refusal(ask(registered, key, ['name'], { toThePerson: true }, staffAt('', unit)))).toMatchObject({ code: 'exchange.not_the_person' })
  expect((await mine()).map(({ fields }) => fields)).toEqual([['公民身份号码', '姓名', '居住地'], ['姓名'], ['公民身份号码', '姓名', '手机号码', '居住地'], ['婚姻状况'], ['男方证件号', '男方姓名', '婚姻状况']])
  const unlanded = await city.call('jin', 'POST', `/exchange/grants/${grant}/queries`, { field: 'identity_number', value: numberOf('li'), matter })
  expect(unlanded.json().code).toBe('exchange.grant_unknown')
})

test('the registry lists what data are for: ready ones can each be asked for and count their use, planned ones promise nothing, free words stay free', async () => {
  const listed = (await city.call('xie', 'GET', '/scenario/scenarios')).json()
  expect(listed.counts.all).toBeGreaterThanOrEqual(182)
  expect(listed.counts).toMatchObject({ dataReady: 13, running: 1, used: 1, unlisted: 2 }) // 城市体检 is nobody's scenario
  const [most] = listed.items
  expect(most).toMatchObject({ id: 'housing_fund_withdrawal', name: '公积金提取', lead: { id: 'city-housing-fund' }, state: 'data_ready', requests: 2, grants: 2 })
  expect(most.queries).toBeGreaterThan(3)
  for (const { id, state, resources } of listed.items) if (state === 'planned') expect(resources, id).toBe(0)
  for (const { id } of listed.items.filter((one: { state: string }) => one.state !== 'planned')) {
    const told = (await city.call('xie', 'GET', `/scenario/scenarios/${id}`)).json()
    expect(told.resources.length, id).toBeGreaterThan(0)
    for (const one of told.resources) expect([one.askable, one.name, one.fields.length > 0]).toEqual([true, one.name, true])
  }
  expect((await city.call('xie', 'GET', '/scenario/scenarios?q=公积金&state=planned&lead=city-housing-fund')).json().items.map((one: { name: string; state: string }) => [one.name, one.state])).toEqual(expect.arrayContaining([['公积金贷款', 'planned'], ['公积金异地转移接续', 'planned']]))
  expect((await city.call('xie', 'GET', `/scenario/scenarios?resource=${marriages}`)).json().items.map((one: { id: string }) => one.id)).toEqual(['housing_fund_withdrawal', 'newborn'])

  const byId = await granted(marriages, { scenario: 'newborn', fields: ['bride_number', 'state'], purpose: '新生儿落户' })
  expect((await city.call('xie', 'GET', `/exchange/requests/${byId}`)).json().scenario).toBe('新生儿出生一件事')
  expect((await ask(marriages, { field: 'bride_number', value: numberOf('li') }, ['state'], { scenario: 'newborn' })).grant).toBe(byId)
  const shown = async (login: string) => (await city.call(login, 'GET', '/scenario/scenarios/newborn')).json()
  expect(await shown('xie')).toMatchObject({ scenario: { requests: 1, grants: 1, queries: 1 }, inForce: 1, grants: [{ id: byId, unit: { id: unit }, resource: { code: marriages }, inForce: true, queries: 1 }] })
  expect((await shown('pan')).grants).toEqual([]) // whose they are is not told to third units; how many, is
  expect((await shown('pan')).inForce).toBe(1)
  const lights = (await city.call('xie', 'GET', '/scenario/scenarios/street_light_repair')).json() // what does it and decides in it, as the city calls them
  expect(lights).toMatchObject({ scenario: { state: 'running' }, matterKinds: [{ id: 'incident', name: '事件' }], rules: [{ id: 'dispatch', name: expect.stringMatching(/派/) }, { id: 'limits' }], resources: [{ askable: true, source: { id: 'city-urban-management' } }] })
  expect((await city.call('xie', 'GET', '/scenario/scenarios?state=running')).json().items).toHaveLength(1)
  expect((await city.call('xie', 'GET', '/scenario/scenarios/moon')).json().code).toBe('scenario.scenario_unknown')
})

test('a city whose catalogue promises what no system gives does not start', async () => {
  const { checkContributions } = await import('../../server/systems/exchange/fact/check-contributions.ts')
  await city.sql(`update exchange.resource set modes = '{query,page}' where code = $1`, [registered])
  await expect(city.read(checkContributions)).rejects.toThrow(/party\.registered_person gives no pages/)
  await city.sql(`update exchange.resource set modes = '{query}' where code = $1`, [registered])
  await city.sql(`update exchange.resource set fields = jsonb_set(fields, '{4,type}', '"text"') where code = $1`, [closed])
  await expect(city.read(checkContributions)).rejects.toThrow(/governance\.closed_incidents gives no text accepted/)
  await city.sql(`update exchange.resource set contribution = 'governance.moods' where code = $1`, [closed])
  await expect(city.read(checkContributions)).rejects.toThrow(/no home contributes governance\.moods/)
})
