import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUIDv7 } from 'node:crypto'
import rdf from '@zazuko/env-node'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { Parser, type Quad } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'

const shapes = join(process.env.HAIHE_REFERENCE ?? join(import.meta.dirname, '../../../shared/reference'), 'dcat')
const here = existsSync(shapes)
if (!here) process.stdout.write('skipped: DCAT-AP against its published shapes; ../shared/reference is not here\n')

let city: TestCity
beforeAll(async () => { city = await openTestCity() })
afterAll(() => city?.close())

describe('a program written for CKAN', () => {
  const ask = async (action: string, input: Record<string, unknown> = {}, { get = false, headers = {} }: { get?: boolean; headers?: Record<string, string> } = {}) => {
    const query = new URLSearchParams(Object.entries(input).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
    return city.anonymous(get ? { url: `/api/3/action/${action}?${query}`, headers } : { method: 'POST', url: `/api/action/${action}`, payload: input, headers })
  }
  const got = async (action: string, input: Record<string, unknown> = {}, get = false) => {
    const answer = await ask(action, input, { get })
    expect(answer.statusCode, answer.body).toBe(200)
    const body = answer.json()
    expect(body).toMatchObject({ success: true, help: expect.stringContaining(`help_show?name=${action}`) })
    return body.result
  }
  const failed = async (action: string, input: Record<string, unknown> = {}) => { const answer = await ask(action, input); return [answer.statusCode, answer.json().error?.['__type'] ?? answer.json()] }

  test('what is not there, not asked well or not an action is told as CKAN tells it', async () => {
    expect(await failed('package_show', { id: 'no-such' })).toEqual([404, 'Not Found Error'])
    expect(await failed('package_show')).toEqual([409, 'Validation Error'])
    expect(await failed('datastore_search', { resource_id: 'no-such' })).toEqual([404, 'Not Found Error'])
    for (const wrong of [{ filters: { nothing: 1 } }, { filters: '{broken' }, { sort: 'nothing desc' }, { fields: ['nothing'] }, { limit: 'many' }, { records_format: 'xml' }, { q: { nothing: 'x' } }, { q: 'x '.repeat(11) }, { filters: '{"_id":{"gt":1e300}}' }]) expect(await failed('datastore_search', { resource_id: 'divisions', ...wrong }), JSON.stringify(wrong)).toEqual([409, 'Validation Error'])
    expect(await failed('datastore_search_sql', { sql: 'select 1' })).toEqual([400, 'Bad request - Action name not known: datastore_search_sql'])
    expect((await ask('constructor')).statusCode).toBe(400)
    for (const wrong of [{ fq: 'password:x' }, { fq: 'constructor:x' }, { sort: 'constructor asc' }, { fq_list: Array.from({ length: 100 }, () => '('.repeat(100)) }]) expect(await failed('package_search', wrong), JSON.stringify(wrong)).toEqual([409, 'Validation Error'])
    expect(await got('datastore_search', { resource_id: 'divisions', fields: ['_id'], limit: 1, filters: { _id: { gt: 9_999_999_999 } } })).toMatchObject({ records: [], fields: [{ id: '_id' }] })
    expect((await city.anonymous({ url: '/open-data/datasets/divisions/rows?after=9999999999' })).json()).toMatchObject({ rows: [], next: null })
    expect((await got('package_search', { rows: 0, 'facet.field': ['constructor'] })).facets).toEqual({ constructor: {} })
  })

  test('lists, shows and searches, by GET and by POST alike', async () => {
    const names = await got('package_list') as string[]
    expect(names).toContain('divisions')
    const shown = await got('package_show', { id: 'divisions' }, true)
    expect(shown).toEqual(await got('package_show', { id: shown.id }))
    expect(shown).toMatchObject({ name: 'divisions', state: 'active', num_resources: 4, isopen: true, organization: { is_organization: true, name: 'city-civil-affairs' } })
    const csv = shown.resources.find((one: { format: string }) => one.format === 'CSV')
    expect(await got('resource_show', { id: csv.id })).toEqual(csv)
    expect((await city.anonymous({ url: new URL(csv.url).pathname })).headers['content-type']).toContain('text/csv')
    expect((await got('package_search', { q: '区划', rows: 3 }, true)).results[0].name).toBe('divisions')
    expect(await got('package_search', { q: '*:*', rows: 0, 'facet.field': ['organization', 'tags'] })).toMatchObject({ count: names.length, results: [], facets: { organization: { 'city-civil-affairs': 1 } } })
    const filtered = await got('package_search', { fq: '+organization:"city-civil-affairs" -tags:热线', sort: 'name asc' })
    expect(filtered.results.map((one: { name: string }) => one.name)).toEqual(['divisions'])
    const [organization] = (await got('organization_list', { all_fields: true })).filter((one: { name: string }) => one.name === 'city-civil-affairs')
    expect(await got('organization_show', { id: organization.id, include_datasets: true })).toMatchObject({ title: organization.title, package_count: 1, packages: [{ name: 'divisions' }] })
    expect(await got('tag_list', { query: '热' })).toContain('热线')
    expect((await got('tag_show', { id: '热线', include_datasets: 'true' }, true)).packages.length).toBeGreaterThan(0)
    expect(await got('group_list')).toContain('生活服务')
    expect((await got('resource_search', { query: 'format:csv' })).count).toBe(names.length)
    expect((await got('current_package_list_with_resources', { limit: 2 })).length).toBe(2)
    expect((await got('license_list'))[0]).toMatchObject({ id: 'attribution' })
    expect(await got('site_read')).toBe(true)
    expect(await got('help_show', { name: 'datastore_search' })).toContain('resource_id')
    expect((await got('status_show')).extensions).toContain('datastore')
  })

  test('asks for rows by filters, words, order and place, and gets the same in every format', async () => {
    const all = await got('datastore_search', { resource_id: 'divisions', limit: 0 })
    expect(all).toMatchObject({ records: [], fields: [{ id: '_id', type: 'int' }, { id: '代码', type: 'int' }, ...Array.from({ length: 4 }, () => expect.anything()), { id: '上级名称' }, { id: '经度', type: 'numeric' }, { id: '纬度', type: 'numeric' }] })
    const streets = await got('datastore_search', { resource_id: 'divisions', filters: { 上级代码: [120103, 120101], 类别: '街道' }, sort: '代码 desc', fields: '代码,名称', limit: 2 })
    expect(streets.total).toBe(20)
    expect(streets.records).toEqual([{ 代码: 120103014, 名称: expect.any(String) }, { 代码: 120103013, 名称: expect.any(String) }])
    expect(streets).toMatchObject({ total_was_estimated: false })
    expect(await got('datastore_search', { resource_id: 'divisions', q: '挂甲寺', records_format: 'csv', fields: ['_id', '名称'] })).toMatchObject({ total: 1, records: expect.stringMatching(/^\d+,挂甲寺街道\n$/) })
    expect((await got('datastore_search', { resource_id: 'divisions', q: { 名称: '%' } })).total).toBe(0)
    expect((await got('datastore_search', { resource_id: 'divisions', distinct: true, fields: '级别' })).records).toEqual([{ 级别: '区' }, { 级别: '街镇' }])
    const seen: number[] = []
    for (let after = 0; ;) {
      const { records } = await got('datastore_search', { resource_id: 'divisions', filters: { _id: { gt: after } }, limit: 100, records_format: 'lists' })
      if (records.length === 0) break
      seen.push(...records.map((cells: number[]) => cells[0]))
      after = seen.at(-1)!
    }
    expect(seen).toEqual(Array.from({ length: all.total }, (_, at) => at + 1))
  })

  test('the plain table is paged to its end by offset; in another order or narrowed only so far, and then it is said what to do instead', async () => {
    const rows = async (input: Record<string, unknown>) => (await got('datastore_search', { resource_id: 'divisions', records_format: 'lists', fields: ['_id'], ...input })).records as number[][]
    const { total } = await got('datastore_search', { resource_id: 'divisions', limit: 0 })
    expect(await rows({ offset: total - 2, limit: 5 })).toEqual([[total - 1], [total]])
    expect(await rows({ offset: 3, limit: 2, filters: { _id: { gt: 10 } } })).toEqual([[14], [15]])
    expect(await rows({ offset: 90_000_000 })).toEqual([])
    for (const asked of [{ sort: '代码 desc' }, { filters: { 级别: '区' } }, { q: '街道' }, { distinct: true, fields: ['级别'] }]) {
      expect(await rows({ ...asked, offset: 100_000 })).toEqual([])
      const { statusCode, body } = await ask('datastore_search', { resource_id: 'divisions', ...asked, offset: 100_001 })
      expect([statusCode, JSON.parse(body).error], JSON.stringify(asked)).toEqual([409, { __type: 'Validation Error', offset: [expect.stringMatching(/at most 100000 .*download.*"_id"/)] }])
    }
    const deep = async (language: string) => (await city.anonymous({ url: `/open-data/datasets/divisions/rows?after=100001&sort=${encodeURIComponent('代码')}`, headers: { 'accept-language': language } })).json()
    expect(await deep('en')).toMatchObject({ status: 400, code: 'open_data.too_deep', most: 100_000, title: expect.stringContaining('first 100000 rows') })
    expect((await deep('zh-CN')).title).toContain('前 100000 行')
  })

  test('a key is made by whoever is logged in, told once, counted, limited by the day, and opens nothing once revoked', async () => {
    const li = await city.as('li')
    expect((await city.anonymous({ method: 'POST', url: '/open-data/keys', payload: { id: randomUUIDv7(), purpose: '小程序' } })).statusCode).toBe(401)
    const { id, key } = (await li({ method: 'POST', url: '/open-data/keys', payload: { id: randomUUIDv7(), purpose: '找公厕的小程序' } })).json()
    const asked = (shown: string) => ask('datastore_search', { resource_id: 'divisions', limit: 1 }, { headers: { authorization: shown } })
    expect((await asked(key)).statusCode).toBe(200)
    expect((await li({ url: '/open-data/keys' })).json().items).toMatchObject([{ id, today: 1, quota: 100_000, ending: key.slice(-4) }])
    expect(JSON.stringify(await city.sql('select * from open_data.key'))).not.toContain(key)
    await city.sql('update open_data.key_use set calls = 100000')
    expect((await asked(key)).statusCode).toBe(429)
    const other = await city.as('sun')
    expect((await other({ method: 'POST', url: `/open-data/keys/${id}/revoke` })).statusCode).toBe(404)
    expect((await li({ method: 'POST', url: `/open-data/keys/${id}/revoke` })).statusCode).toBe(200)
    expect((await asked(key)).json()).toMatchObject({ success: false, error: { __type: 'Authorization Error' } })
    const many = await Promise.all(Array.from({ length: 8 }, () => li({ method: 'POST', url: '/open-data/keys', payload: { id: randomUUIDv7(), purpose: '许多把' } })))
    expect(many.filter(({ statusCode }) => statusCode === 201)).toHaveLength(5) // also of many at once
    expect((await asked(`od_${'x'.repeat(43)}`)).statusCode).toBe(403)
  })

  test('without a key an address may ask so often a day and no more, by whichever door and whatever process', async () => {
    const from = async (remoteAddress: string, url = '/api/3/action/site_read') => (await city.http.inject({ url, remoteAddress })).statusCode
    const doors = ['rows', `chart?by=${encodeURIComponent('级别')}`, 'points'].map((door) => `/open-data/datasets/divisions/${door}`)
    await city.sql('delete from open_data.address_use')
    for (const door of doors) expect(await from('10.1.2.3', door)).toBe(200)
    expect(await from('10.1.2.3')).toBe(200)
    expect((await city.sql('select calls from open_data.address_use')).map((one) => one.calls)).toEqual([4])
    await city.sql('update open_data.address_use set calls = 999')
    expect([await from('10.1.2.3', doors[0]), await from('10.1.2.3'), await from('10.1.2.3', doors[1]), await from('10.1.2.4'), await from('10.1.2.3', '/open-data/datasets/divisions')]).toEqual([200, 429, 429, 200, 200])
    await city.sql('update open_data.address_use set calls = 1000')
    expect([await from('::ffff:10.1.2.5'), await from('2001:db8::1')]).toEqual([200, 200])
    await city.sql('update open_data.address_use set calls = 1000')
    expect([await from('2001:db8:0:0:9::2'), await from('2001:db8:0:1::1'), await from('::ffff:10.1.2.6')]).toEqual([429, 200, 200])
    expect(JSON.stringify(await city.sql('select * from open_data.address_use'))).not.toContain('10.1.2')
    await city.sql('update open_data.address_use set on_day = on_day - 1')
    expect(await from('10.1.2.3')).toBe(200)
    await city.tick()
    expect(await city.sql('select calls from open_data.address_use')).toEqual([{ calls: 1 }])
  })
})

const turtle = (text: string): Quad[] => new Parser().parse(text)
const words = (quads: readonly Quad[]): string[] => quads.map((one) => `${one.subject.value} ${one.predicate.value} ${one.object.value} ${'language' in one.object ? `${one.object.language} ${one.object.datatype.value}` : ''}`).toSorted()

test('another portal takes the catalogue as Turtle or as JSON-LD: the same graph', async () => {
  const [ttl, jsonld] = await Promise.all(['ttl', 'jsonld'].map((ending) => city.anonymous({ url: `/catalog.${ending}` })))
  expect([ttl!.headers['content-type'], jsonld!.headers['content-type']]).toEqual(['text/turtle; charset=utf-8', 'application/ld+json; charset=utf-8'])
  const read: Quad[] = []
  await new Promise<void>((done, fail) => {
    const parser = new JsonLdParser()
    parser.on('data', (one: Quad) => read.push(one)).on('end', done).on('error', fail)
    parser.end(jsonld!.body)
  })
  expect(words(read)).toEqual(words(turtle(ttl!.body)))
  expect(read.filter((one) => one.object.value === 'http://www.w3.org/ns/dcat#Dataset').length).toBe((await city.anonymous({ url: '/open-data/counts' })).json().datasets)
})

test.skipIf(!here)('the catalogue passes the published shapes of DCAT-AP 3, and fails without a title', async () => {
  const judged = async (quads: Quad[]) => new SHACLValidator(rdf.dataset(['shapes.ttl', 'range.ttl', 'shapes_recommended.ttl'].flatMap((name) => turtle(readFileSync(join(shapes, name), 'utf8'))) as never) as never, { factory: rdf as never }).validate(rdf.dataset(quads as never) as never)
  await city.anonymous({ url: '/open-data/datasets/divisions/files/csv' }) // so that one has a size and a hash
  const quads = turtle((await city.anonymous({ url: '/catalog.ttl' })).body)
  const { results } = await judged(quads)
  const violations = results.filter((one) => one.severity?.value === 'http://www.w3.org/ns/shacl#Violation').map((one) => `${one.focusNode?.value} ${one.path?.toString()} ${one.value?.value} ${one.message.map(({ value }) => value).join(' ')}`)
  expect(violations).toEqual([])
  expect((await judged(quads.filter((one) => one.predicate.value !== 'http://purl.org/dc/terms/title'))).conforms).toBe(false)
})
