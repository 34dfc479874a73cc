import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import type { Resource, ResourceCounts, ResourcePage } from '../contract.ts'
import { exchange } from '../tables.ts'
import { loadResources } from './load-resources.ts'

let city: TestCity
const marriages = '307012000214'
const find = async (query: string, login = 'xie') => {
  const answer = await (await city.as(login))({ url: `/exchange/resources?${query}` })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as ResourcePage
}
const codes = async (q: string): Promise<string[]> => (await find(`q=${encodeURIComponent(q)}`)).items.map((one) => one.code)
beforeAll(async () => { city = await openTestCity() })
afterAll(() => city?.close())

test('a resident and a stranger do not see the catalogue of departments', async () => {
  expect((await (await city.as('li'))({ url: '/exchange/resources' })).statusCode).toBe(403)
  expect((await city.anonymous({ url: '/exchange/resources' })).statusCode).toBe(401)
})

test.each([['婚姻登记信息'], ['婚姻登记'], ['hydj'], ['HYDJXX'], [marriages], ['307012'], ['男方证件号'], ['民政 婚姻']])('%s finds the register of marriages, first', async (q) => expect((await codes(q))[0]).toBe(marriages))
test('words that are not all there find what has most of them', async () => expect(await codes('结婚登记的信息')).toContain(marriages))
test.each([['%'], ["'; drop table"], ['​'], ['😀'], ['x'.repeat(100)]])('%s finds nothing and breaks nothing', async (q) => expect(await codes(q)).toEqual([]))

test('pages by code miss nothing and repeat nothing, and say how many there are', async () => {
  const all: string[] = []
  for (let after = ''; ;) {
    const page = await find(`limit=7${after && `&after=${after}`}`)
    all.push(...page.items.map((one) => one.code))
    if (page.next === null) { expect(page.count).toBe(all.length); break }
    after = page.next
  }
  expect(all).toEqual([...new Set(all)].toSorted())
  const counts = (await (await city.as('xie'))({ url: '/exchange/resource-counts' })).json() as ResourceCounts
  expect(counts.entries).toBe(all.length)
  for (const by of ['units', 'shares', 'opens', 'themes'] as const) expect(counts[by].reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
  const [unit] = counts.units
  expect((await find(`unit=${unit!.key}`)).count).toBe(unit!.count)
})

test('an entry has the grade of its highest field, its law and its fields; one that does not exist is told so', async () => {
  const entry = (await (await city.as('xie'))({ url: `/exchange/resources/${marriages}` })).json() as Resource
  expect(entry).toMatchObject({ resource: { name: '婚姻登记信息', grade: 4, personal: true, share: 'conditional', open: 'closed' }, shareBasis: expect.stringContaining('婚姻登记条例'), withdrawnAt: null })
  expect(entry.fields.find((one) => one.field === 'groom_number')).toMatchObject({ grade: 4, key: true, mask: 'compare', personal: 'identity_number' })
  const missing = await (await city.as('xie'))({ url: '/exchange/resources/999999999999' })
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'exchange.resource_unknown'])
})

test('a changed line is a new version and the old one is kept; a line that went is withdrawn; what a desk edited stays', async () => {
  const unit = 'city-civil-affairs'
  const line = { code: '399999999901', name: '测试登记信息', theme: '社会事业', summary: '只在测试里有', format: 'database', share: 'unconditional', modes: ['query'], open: 'closed', cycle: 'daily', personal: false, fields: [{ name: '登记日期', field: 'registered_on', type: 'date', grade: 1, key: true }] }
  const kept = (await city.read((deed) => exchange(deed.tx).selectFrom('exchange.resource').select(['code']).where('unit_id', '=', unit).execute())).map(({ code }) => code)
  const load = (resources: object[]) => city.deed((deed) => loadResources(deed, { unit, resources }, { path: 'test.yaml' }))
  const now = async (code: string) => (await city.sql<{ version: number, withdrawn_at: Date | null, grade: number }>('select version, withdrawn_at, grade from exchange.resource where code = $1', [code]))[0]!
  await load([line])
  await load([line])
  expect(await now(line.code)).toMatchObject({ version: 1, withdrawn_at: null, grade: 1 })
  for (const code of kept) expect((await now(code)).withdrawn_at).not.toBeNull()
  expect(await codes('婚姻登记信息')).not.toContain(marriages)
  await load([{ ...line, fields: [...line.fields, { name: '备注', field: 'note', type: 'text', grade: 2 }] }])
  expect(await now(line.code)).toMatchObject({ version: 2, grade: 2 })
  expect(await city.sql('select version from exchange.resource_version where code = $1 order by version', [line.code])).toEqual([{ version: 1 }, { version: 2 }])
  await city.sql(`update exchange.resource set origin = 'desk' where code = $1`, [line.code])
  await load([{ ...line, name: '改了名' }])
  expect(await now(line.code)).toMatchObject({ version: 2, withdrawn_at: null })
  await expect(load([{ ...line, code: '399999999902', personal: true }])).rejects.toThrow(/resource_check/)
})
