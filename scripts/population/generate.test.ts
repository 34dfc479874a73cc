import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkIdentityNumber, maskedPersons } from '#primitives/party'
import { openTestDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { planOf, populate, populationOf } from '../populate.ts'
import { addressIn, placeName } from './addresses.ts'
import { generate, type Plan, type Someone } from './generate.ts'
import { openDice } from './seeded.ts'

const pyramid = populationOf('tianjin')
const plan = (more: Partial<Plan> = {}): Plan => ({
  people: 20_000, seed: 'test', areaCode: '120199', phonePrefix: '154', pyramid,
  communities: [{ path: '1/2', name: '团结北里社区居委会', kind: '居', weight: 3 }, { path: '1/3', name: '大王庄村委会', kind: '村', weight: 1 }], ...more,
})
const people = [...generate(plan())].flat()
const share = (fits: (one: Someone) => boolean): number => (100 * people.filter(fits).length) / people.length
const age = (one: Someone): number => 2026 - one.birthYear

test('one seed always makes the same people, another makes others', () => {
  expect([...generate(plan())].flat()).toEqual(people)
  expect([...generate(plan({ seed: 'other', people: 100 }))].flat()[0]).not.toEqual(people[0])
})
test('every number can be one, belongs to nobody, tells the sex, and is there once', () => {
  const rules = { today: '2026-11-25', areas: new Map(), nobodyArea: '120199', demo: true }
  for (const one of people) expect(checkIdentityNumber(one.number, rules)).toMatchObject({ sex: one.sex, marks: ['nobody'] })
  expect(new Set(people.map((one) => one.number)).size).toBe(people.length)
  expect(new Set(people.map((one) => one.id)).size).toBe(people.length)
})
test('nobody\'s telephone is in a range that somebody has', () => expect(people.every((one) => one.phone === null || /^154[1-9]\d{7}$/.test(one.phone))).toBe(true))
test('ages come as the census has them, within a point and a half', () => {
  expect(Math.abs(share((one) => age(one) < 15) - 13.47)).toBeLessThan(1.5)
  expect(Math.abs(share((one) => age(one) >= 60) - 21.66)).toBeLessThan(1.5)
  expect(Math.abs(share((one) => age(one) >= 65) - 14.75)).toBeLessThan(1.5)
  expect(Math.abs(share((one) => one.sex === 'female') - 48.47)).toBeLessThan(1.5)
})
test('names fit the years in which they were given', () => {
  const modern = people.filter((one) => /子涵|梓涵|一诺|沐宸/.test(one.name))
  const old = people.filter((one) => /秀英|桂兰|建国|援朝|淑珍/.test(one.name))
  expect(Math.min(...modern.map((one) => one.birthYear))).toBeGreaterThan(1994)
  expect(Math.max(...old.map((one) => one.birthYear))).toBeLessThan(1985)
  expect([modern.length > 20, old.length > 20]).toEqual([true, true])
})
test('households are of a size as counted, and no child is older than its parents allow', () => {
  const homes = [...Map.groupBy(people, (one) => one.householdId).values()]
  expect(people.length / homes.length).toBeGreaterThan(2.1)
  expect(people.length / homes.length).toBeLessThan(2.6)
  const alone = homes.filter((home) => home.length === 1 && age(home[0]!) < 16)
  expect(alone.length).toBeLessThan(homes.length / 500)
  for (const home of homes) expect(new Set(home.map((one) => one.address)).size).toBe(1)
})
test('addresses are a flat in a compound and a yard in a village', () => {
  expect(['团结北里社区居委会', '大王庄村委会', '三街居委会', '新城社区'].map(placeName)).toEqual(['团结北里', '大王庄村', '三街', '新城'])
  expect(addressIn({ name: '大王庄村委会', kind: '村' }, openDice('x'))).toMatch(/^大王庄村.街\d+排\d+号$/)
})

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

test('a population comes in sealed, is masked for its own street, and does not come in twice', async () => {
  const real = await planOf(db.database, pyramid, 1200, 'store')
  expect((await populate(db.database, real)).came).toBe(1200)
  expect((await populate(db.database, real)).came).toBe(0)
  const [one] = [...generate(real)].flat()
  const actor = { kind: 'staff' as const, id: '01900000-0000-7000-8000-00000000000a', postId: null, departmentId: 'x', divisionPath: one!.divisionPath.split('/')[0]!, grants: [] }
  expect((await db.read((deed) => maskedPersons(deed, [one!.id]), { actor })).get(one!.id)).toMatchObject({ divisionPath: one!.divisionPath, number: `1201**********${one!.number.slice(-4)}` })
  expect(await db.sql('select count(*)::int as numbers from party.person_number n where not exists (select from party.cast_member c where c.person_id = n.person_id)')).toEqual([{ numbers: 1200 }])
})
test('a city without figures of its own still gets a population', async () => {
  const county = await openTestDatabase({ city: 'sample-county' })
  expect((await populate(county.database, await planOf(county.database, populationOf('sample-county'), 300, 'county'))).came).toBe(300)
  await county.close()
})
