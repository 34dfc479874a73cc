import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#base/deed'
import { findDivision, makeGrid, renameGrid, requireDivision, retireGrid } from '#primitives/place'
import { openTestDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { nextGridCode } from './make-grid.ts'

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

const community = '120103009012'
const desk = (divisionPath: string): Actor => ({
  kind: 'staff', id: '01900000-0000-7000-8000-000000000001', postId: null, departmentId: '120103009-grid-centre', divisionPath,
  grants: [{ permissions: new Set(['place.grid.manage']), divisionPath, departmentId: null }],
})
const street = desk('120103/120103009')

test('the desk of another street can make no grid here', () =>
  expect(db.deed((deed) => makeGrid(deed, community, '第一网格'), { actor: desk('120103/120103008') })).rejects.toMatchObject({ status: 403, code: 'place.division_outside_scope' }))
test('a grid under a street, not a community, is refused', () =>
  expect(db.deed((deed) => makeGrid(deed, '120103009', '第一网格'), { actor: street })).rejects.toMatchObject({ status: 409, code: 'place.grid_needs_community' }))
test('a grid under a community that does not exist is refused', () =>
  expect(db.deed((deed) => makeGrid(deed, '999999999999', '第一网格'), { actor: street })).rejects.toMatchObject({ status: 404 }))
test('a grid whose making was rolled back is known to nobody', async () => {
  await db.deed(async (deed) => { await makeGrid(deed, community, '幻影网格'); throw new Error('no') }, { actor: street }).catch(() => {})
  for (let look = 0; look < 10; look++) expect(await db.read((deed) => findDivision(deed, `${community}001`))).toBeNull()
})
test('the street\'s desk makes a grid with the next code, and every connection finds it at once', async () => {
  const grid = await db.deed((deed) => makeGrid(deed, community, '第一网格'), { actor: street })
  expect(grid).toMatchObject({ code: `${community}001`, path: `120103/120103009/${community}/${community}001`, level: 'grid', initials: 'dywg' })
  const all = await Promise.all(Array.from({ length: 8 }, () => db.read((deed) => requireDivision(deed, grid.code))))
  expect(all.every((one) => one.name === '第一网格')).toBe(true)
})
test('the same name twice in one community is refused', () =>
  expect(db.deed((deed) => makeGrid(deed, community, '第一网格'), { actor: street })).rejects.toMatchObject({ code: 'place.grid_name_taken' }))
test('two desks at one moment take two codes', async () => {
  const made = await Promise.all(['东网格', '西网格', '南网格'].map((name) => db.deed((deed) => makeGrid(deed, community, name), { actor: street })))
  expect(new Set(made.map((grid) => grid.code)).size).toBe(3)
})
test('renaming needs the version that one saw', async () => {
  await expect(db.deed((deed) => renameGrid(deed, `${community}001`, '红山里网格', 7), { actor: street })).rejects.toMatchObject({ status: 412 })
  expect(await db.deed((deed) => renameGrid(deed, `${community}001`, '红山里网格', 1), { actor: street })).toMatchObject({ name: '红山里网格', version: 2, initials: 'hslwg' })
})
test('a grid of another street is not found, as if unknown', () =>
  expect(db.deed((deed) => renameGrid(deed, `${community}001`, '甲'), { actor: desk('120104/120104001') })).rejects.toMatchObject({ status: 404, code: 'place.grid_unknown' }))
test('a grid that ended takes nothing new, stays readable, and its code is not used again', async () => {
  const { code } = await db.deed((deed) => makeGrid(deed, community, '北网格'), { actor: street })
  await db.deed((deed) => retireGrid(deed, code), { actor: street })
  await expect(db.deed((deed) => retireGrid(deed, code), { actor: street })).rejects.toMatchObject({ code: 'place.division_ended' })
  await new Promise((done) => setTimeout(done, 550)) // the longest that a connection trusts what it saw
  await expect(db.read((deed) => requireDivision(deed, code))).rejects.toMatchObject({ status: 409 })
  expect(await db.read((deed) => findDivision(deed, code))).toMatchObject({ name: '北网格' })
  expect((await db.deed((deed) => makeGrid(deed, community, '北网格'), { actor: street })).code > code).toBe(true)
})
test('each change wrote its event', async () => {
  const events = await db.sql<{ name: string }>(`select distinct name from event.event where name like 'place.%' order by name`)
  expect(events.map((event) => event.name)).toEqual(['place.grid_made', 'place.grid_renamed', 'place.grid_retired'])
})
test('codes that are used up are refused, not wrapped', () => {
  expect(nextGridCode('12', ['12998'], 3)).toBe('12999')
  expect(nextGridCode('12', ['12999'], 3)).toBeNull()
})
test('a city with another scheme of codes makes grids in its own', async () => {
  const county = await openTestDatabase({ city: 'sample-county' })
  const grid = await county.deed((deed) => makeGrid(deed, '99010101', '东头网格'), { actor: desk('9901/990101') })
  expect(grid).toMatchObject({ code: '9901010101', path: '9901/990101/99010101/9901010101' })
  await county.close()
})
