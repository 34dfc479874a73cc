import { afterAll, beforeAll, expect, test } from 'vitest'
import { anonymous, type Actor } from '#base/deed'
import { cityOf, confirmPoint, districtAt, divisionLine, divisionsUnder, findDivision, nearbyDivisions, requireDivision, searchDivisions, toWgs84 } from '#primitives/place'
import { openTestDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { pathsOf } from './load-divisions.ts'

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

const staff = (divisionPath: string): Actor => ({ kind: 'staff', id: '01900000-0000-7000-8000-000000000002', postId: null, departmentId: 'x', divisionPath, grants: [] })
const here = { longitude: 117.2156, latitude: 39.1271 }

test('an unknown code is refused', () => expect(db.read((deed) => requireDivision(deed, '129999'))).rejects.toMatchObject({ status: 404, code: 'place.division_unknown' }))
test('a name is never taken for a code', async () => expect(await db.read((deed) => findDivision(deed, '大王庄街道'))).toBeNull())
test('a point in the sea, in another city, or swapped, is refused with its reason', async () => {
  const say = (longitude: number, latitude: number) => db.read((deed) => toWgs84(deed, { longitude, latitude, crs: 'WGS84' })).catch((refusal: { code: string }) => refusal.code)
  expect(await Promise.all([say(118.05, 38.6), say(116.4, 39.9), say(39.1, 117.2), say(0, 0)]))
    .toEqual(['place.coordinates_outside_city', 'place.coordinates_outside_city', 'place.coordinates_swapped', 'place.coordinates_zero'])
})
test('a filter outside one\'s scope is refused; the picker lists only one\'s own', async () => {
  await expect(db.read((deed) => searchDivisions(deed, { under: '120104' }), { actor: staff('120103') })).rejects.toMatchObject({ status: 403 })
  const found = await db.read((deed) => searchDivisions(deed, { text: 'dwz' }), { actor: staff('120118') })
  expect(found.map((one) => one.path.split('/')[0])).toEqual(['120118'])
})
test('same names are all shown with what lies above, and none is put first for being guessed', async () => {
  const found = await db.read((deed) => searchDivisions(deed, { text: '大王庄', limit: 200 }), { actor: anonymous })
  expect(found.filter((one) => one.name === '大王庄村委会').length).toBeGreaterThan(2)
  const lines = await Promise.all(found.map((one) => db.read((deed) => divisionLine(deed, one.path))))
  expect(new Set(lines.map((line) => line.map((step) => step.name).join('/'))).size).toBe(found.length)
})
test('name, initials and code all find', async () => {
  const find = (text: string) => db.read((deed) => searchDivisions(deed, { text }), { actor: anonymous })
  for (const text of ['挂甲寺', 'gjs', '120103004']) expect((await find(text)).map((one) => one.code)).toContain('120103004')
})
test('nothing typed lists the districts', async () => expect(await db.read((deed) => searchDivisions(deed, {}), { actor: anonymous })).toHaveLength(16))
test('the whole city is there: 16 districts, 299 streets, 5,617 communities', async () => {
  const count = (level: 'district' | 'street' | 'community') => db.read(async (deed) => (await divisionsUnder(deed, '', [level])).length)
  expect([await count('district'), await count('street'), await count('community')]).toEqual([16, 299, 5617])
  expect(await db.read((deed) => cityOf(deed))).toMatchObject({ zone: 'Asia/Shanghai' })
})
test('every point that a district or town is known by lies in its own district', async () => {
  await db.read(async (deed) => {
    const known = (await divisionsUnder(deed, '', ['district', 'street'])).filter((one) => one.point)
    const wrong = []
    for (const one of known) if ((await districtAt(deed, one.point!))?.code !== one.path.split('/')[0]) wrong.push(one.name)
    expect(known.length).toBeGreaterThan(70)
    expect(wrong).toEqual([])
  })
})
test('GCJ-02 coordinates are stored as WGS-84', async () =>
  expect((await db.read((deed) => toWgs84(deed, { longitude: 117.2217, latitude: 39.1283, crs: 'GCJ02' }))).longitude).toBeCloseTo(117.2155, 3))
test('confirmed points order streets and communities, and no division keeps more than 24', async () => {
  const order = (level: 'street' | 'community') => db.read(async (deed) => (await nearbyDivisions(deed, here, level, '120102'))[0]!.division.code)
  expect(await order('street')).toBe('120102001')
  for (let step = 0; step < 30; step++) await db.deed((deed) => confirmPoint(deed, '120102003003', { longitude: here.longitude + (29 - step) * 1e-3, latitude: here.latitude }))
  expect([await order('street'), await order('community')]).toEqual(['120102003', '120102003003'])
  expect(await db.sql('select count(*)::int from place.known_point')).toEqual([{ count: 24 }])
})
test('a line before its parent, or a code that stands twice, is named', () => {
  expect(() => pathsOf([{ code: '120101001', parent_code: '120101' }], '120000')).toThrow('120101001 stands before its parent')
  expect(() => pathsOf([{ code: '120101', parent_code: '120000' }, { code: '120101', parent_code: '120000' }], '120000')).toThrow('twice')
})
