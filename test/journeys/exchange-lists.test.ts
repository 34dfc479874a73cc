import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { DataContract, ListCounts } from '#contracts/exchange'
import { openTestCity, type TestCity } from '../kit/city.ts'

const [marriages, organisations, adoptions] = ['307012000214', '307012000301', '307012000402']
const DAY = 86_400_000
let city: TestCity
const refused = async (login: string, url: string, body: object, code: string) => { const answer = await city.call(login, 'POST', url, body); expect(answer.json().code, answer.body).toBe(code) }
const counts = async () => (await city.call('hou', 'GET', '/exchange/list-counts')).json() as ListCounts
const raise = async (name: string): Promise<string> => (await city.done('xie', '/exchange/demands', { id: randomUUIDv7(), name, items: '名称、登记日期', purpose: '核定补贴资格', legalBasis: '社会救助暂行办法', scenario: '救助申请' })).id
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())

test('a demand that nobody answers is the authority\'s matter until it names the source; promised and met it counts as met, and no entry does', async () => {
  const before = (await counts()).demands
  const id = await raise('社会团体登记')
  const at = (action: string) => `/exchange/demands/${id}/${action}`
  expect((await counts()).demands).toEqual({ ...before, all: before.all + 1, unanswered: before.unanswered + 1 })
  expect((await city.call('hou', 'GET', `/exchange/demands/${id}`)).json()).toMatchObject({ demand: { state: 'raised', source: null, overdue: false }, near: expect.arrayContaining([expect.objectContaining({ code: organisations })]) })
  await city.tick(new Date(city.now().getTime() + 5 * DAY))
  city.setNow(city.now())
  expect((await counts()).demands.overdue).toBe(before.overdue + 1)
  await refused('jin', at('promise'), { untilOn: '2026-12-20', note: '编目' }, 'matter.not_in_this_state')
  await refused('hou', at('name-source'), { unit: '120103-water' }, 'exchange.own_demand')
  await city.done('hou', at('name-source'), { unit: 'city-civil-affairs' })
  expect((await city.call('jin', 'GET', '/exchange/demands?view=to_answer&open=true')).json().items.map((one: { id: string }) => one.id)).toEqual([id])
  expect((await city.call('hou', 'GET', '/exchange/duties')).json().items.find((one: { unit: { id: string } }) => one.unit.id === 'city-civil-affairs')).toMatchObject({ demands: 1 })
  await city.done('jin', at('promise'), { untilOn: '2026-12-20', note: '整理后编目' })
  await refused('xie', at('meet'), { resource: organisations }, 'matter.not_yours')
  await refused('jin', at('meet'), { resource: adoptions }, 'exchange.resource_forbidden')
  expect((await city.done('jin', at('meet'), { resource: organisations })).state).toBe('met')
  expect((await city.call('xie', 'GET', `/exchange/demands/${id}`)).json().demand).toMatchObject({ resource: { code: organisations }, source: { id: 'city-civil-affairs' } })
  expect((await counts()).demands).toMatchObject({ met: before.met + 1, unanswered: before.unanswered, overdue: before.overdue })
  expect((await city.call('xie', 'GET', '/notices')).json().items.map((one: { template: string }) => one.template)).toEqual(expect.arrayContaining(['exchange.demand.promised', 'exchange.demand.met']))
})

test('a source sends back what is not its own, and says by which law it cannot give', async () => {
  const id = await raise('收养登记')
  await city.done('hou', `/exchange/demands/${id}/name-source`, { unit: 'city-civil-affairs' })
  await city.done('jin', `/exchange/demands/${id}/return`, { reason: '先请主管部门看负面清单' })
  expect((await city.call('hou', 'GET', `/exchange/demands/${id}`)).json().demand).toMatchObject({ state: 'raised', source: null })
  expect((await city.done('hou', `/exchange/demands/${id}/decline`, { reason: '《民法典》第一千一百一十条：收养秘密不得泄露' })).state).toBe('declined')
  const negatives = (await city.call('xie', 'GET', '/exchange/negatives')).json()
  expect(negatives.laws.find((one: { name: string }) => one.name.includes('收养'))).toMatchObject({ basis: '《民法典》第一千一百一十条' })
  expect(negatives.entries.map((one: { code: string }) => one.code)).toContain(adoptions)
  expect(negatives.entries.every((one: { basis: string }) => /《/.test(one.basis))).toBe(true)
})

test('what a source owes is never landed, fresh, then late by its cycle; the authority sees when, and not the rows', async () => {
  const duty = async () => ((await city.call('hou', 'GET', '/exchange/duties/city-civil-affairs')).json().items as { code: string; state: string; cycle: string; rows: number | null }[]).find((one) => one.code === organisations)!
  expect(await duty()).toMatchObject({ state: 'never', rows: null })
  const edge = 'haihe-edge'
  const landed = await (await city.as('jin'))({
    method: 'POST', url: `/exchange/resources/${organisations}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n统一社会信用代码,名称\n510000000000000001,志愿服务队\r\n--${edge}--\r\n`,
  })
  expect(landed.json().changed, landed.body).toBe(1)
  expect(await duty()).toMatchObject({ state: 'fresh', rows: 1 })
  const { late } = (await counts()).duties
  await city.tick(new Date(city.now().getTime() + 400 * DAY))
  city.setNow(city.now())
  expect((await duty()).state).toBe('late')
  expect((await counts()).duties.late).toBe(late + 1)
})

test('an entry is a data contract in the shape of ODCS 3.1, the same as JSON and as YAML', async () => {
  const contract = (await city.call('xie', 'GET', `/exchange/resources/${marriages}/contract`)).json() as DataContract
  for (const member of ['version', 'apiVersion', 'kind', 'id', 'status']) expect(contract).toHaveProperty(member, expect.any(String))
  expect(contract).toMatchObject({
    apiVersion: 'v3.1.0', kind: 'DataContract', status: 'active', slaProperties: [{ property: 'freshness', value: expect.any(Number), unit: 'd' }], servers: expect.arrayContaining([{ server: 'query', type: 'api', location: expect.stringMatching(/^https?:\/\/[^{}]+\/queries$/) }]), roles: [{ role: 'exchange.grant', access: 'read' }],
    schema: [{ logicalType: 'object', properties: expect.arrayContaining([expect.objectContaining({ name: 'groom_number', businessName: '男方证件号', logicalType: 'string', primaryKey: true, required: true, classification: 'general-4' })]) }],
  })
  const [{ properties }] = contract.schema as [{ properties: { logicalType: string; primaryKeyPosition?: number }[] }]
  expect(properties.every(({ logicalType }) => ['string', 'date', 'timestamp', 'time', 'number', 'integer', 'object', 'array', 'boolean'].includes(logicalType))).toBe(true)
  expect(properties.flatMap(({ primaryKeyPosition }) => primaryKeyPosition ?? [])).toEqual([1, 2])
  const yaml = await city.call('xie', 'GET', `/exchange/resources/${marriages}/contract?as=yaml`)
  expect([yaml.headers['content-type'], parse(yaml.body)]).toEqual(['application/yaml', contract])
})

test('an old demand that is late stands on top however many newer ones were closed since, and each is on one page', async () => {
  const late = await raise('殡葬服务机构')
  await city.tick(new Date(city.now().getTime() + 5 * DAY))
  city.setNow(city.now())
  const more = await city.sql<{ id: string }>(`with made as (select m, (left(m.id::text, 13) || '-7fff-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, n from matter.matter m, generate_series(1, 1001) n where m.id = $1),
    closed as (insert into matter.matter select (jsonb_populate_record(m, jsonb_build_object('id', id, 'number', 'made-' || n, 'state', 'withdrawn', 'closed_at', (m).opened_at, 'state_due_at', null))).* from made returning id)
    insert into exchange.demand select (jsonb_populate_record(d, jsonb_build_object('id', closed.id))).* from exchange.demand d, closed where d.id = $1 returning id`, [late])
  const page = async (query: string) => (await city.call('xie', 'GET', `/exchange/demands?view=mine&${query}`)).json() as { items: { id: string; overdue: boolean }[]; next: string | null }
  expect((await page('open=true&limit=1')).items).toMatchObject([{ id: late, overdue: true }])
  expect((await page('limit=1')).items[0]).toMatchObject({ id: late, overdue: true })
  const seen: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const { items, next } = await page(`limit=200${after && `&after=${encodeURIComponent(after)}`}`)
    seen.push(...items.map(({ id }) => id))
    after = next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual(expect.arrayContaining([late, ...more.map(({ id }) => id)]))
})
