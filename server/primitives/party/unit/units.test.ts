import { afterAll, beforeAll, expect, test } from 'vitest'
import { castOf, fillPost, findFirm, headOf, postsAt, postsOf, registerFirm, requireUnit, searchUnits, setNetworkPost, unitsFor } from '#primitives/party'
import { divisionsUnder } from '#primitives/place'
import { openTestDatabase, type TestDatabase } from '../../../../test/kit/database.ts'
import { staffAt } from '../../../../test/kit/actors.ts'
import { loadDepartments } from './load-departments.ts'
import { loadPeople } from '../cast/load-people.ts'

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

test('an unknown unit is refused', () => expect(db.read((deed) => requireUnit(deed, 'nowhere'))).rejects.toMatchObject({ status: 404, code: 'party.unit_unknown' }))
test('a firm with an impossible credit code is refused', () =>
  expect(db.deed((deed) => registerFirm(deed, { creditCode: '9144030071526726XX', name: '某公司' }))).rejects.toMatchObject({ code: 'party.credit_code_check_digit' }))
test('a firm is there once, under its newest name', async () => {
  const first = await db.deed((deed) => registerFirm(deed, { creditCode: '9144030071526726XG', name: '旧名', divisionCode: '120103' }))
  const second = await db.deed((deed) => registerFirm(deed, { creditCode: '9144030071526726xg', name: '新名' }))
  expect(second.id).toBe(first.id)
  expect(await db.read((deed) => findFirm(deed, '9144030071526726XG'))).toMatchObject({ name: '新名', divisionPath: '120103' })
})
test('the nearest unit with a role comes first, then the ones above it', async () => {
  const found = await db.read((deed) => unitsFor(deed, { role: 'water', divisionPath: '120103/120103009/120103009012' }))
  expect(found.map((unit) => unit.id)).toEqual(['120103-water', 'city-water'])
})
test('a search keeps within the scopes given, and % is a letter like any other', async () => {
  const find = (text: string, scopes: string[]) => db.read((deed) => searchUnits(deed, { text, scopes }))
  expect((await find('水务', ['120103'])).map((unit) => unit.id)).toEqual(['120103-water'])
  expect((await find('水务', [''])).length).toBeGreaterThan(16)
  expect(await find('%', [''])).toEqual([])
})
test('every community has the post of its 网络信息员, in the grid centre of its street', async () => {
  const [communities, posts] = await db.read(async (deed) => [await divisionsUnder(deed, '', ['community']), await postsOf(deed, '120103009-grid-centre', 'community_worker')] as const)
  expect(posts.length).toBe(communities.filter((one) => one.path.startsWith('120103/120103009/')).length)
  const [post] = await db.read((deed) => postsAt(deed, '120103/120103009/120103009012', 'community_worker'))
  expect(post?.title).toBe('社区网络信息员')
})
test('the cast holds its posts, and loading it twice changes nothing', async () => {
  const before = await db.read(castOf)
  expect(before.length).toBeGreaterThan(20)
  expect(before.find((member) => member.key === 'wang')).toMatchObject({ account: 'wang', posts: [{ role: 'grid_worker', divisionPath: '120103/120103009/120103009012' }] })
  await db.deed((deed) => loadPeople(deed, { people: before.map((member) => ({ key: member.key, name: member.name, posts: member.posts.map((post) => ({ unit: post.departmentId, division: post.divisionCode, title: post.title, role: post.role })) })) }))
  expect((await db.read(castOf)).map((member) => member.posts.length)).toEqual(before.map((member) => member.posts.length))
})
test('a vacant post of 网络信息员 is filled and emptied within one\'s division only, each time with a leaf', async () => {
  const manager = (divisionPath: string) => ({ ...staffAt(divisionPath, `${divisionPath || 'city'}-government`, 'party.unit.manage') })
  const [post] = await db.read((deed) => postsAt(deed, '120103/120103009/120103009013', 'community_worker'))
  const person = (await db.read(castOf)).find((member) => member.key === 'li')!.personId
  expect(post!.personId).toBeNull()
  await expect(db.deed((deed) => fillPost(deed, post!.id, person), { actor: manager('120104') })).rejects.toMatchObject({ status: 404 })
  await expect(db.deed((deed) => fillPost(deed, post!.id, '01900000-0000-7000-8000-00000000dead'), { actor: manager('120103') })).rejects.toMatchObject({ code: 'party.person_unknown' })
  expect((await db.deed((deed) => fillPost(deed, post!.id, person), { actor: manager('120103') })).personId).toBe(person)
  await expect(db.deed((deed) => fillPost(deed, post!.id, person), { actor: manager('120103') })).rejects.toMatchObject({ code: 'party.post_unchanged' })
  expect((await db.deed((deed) => fillPost(deed, post!.id, null), { actor: manager('') })).personId).toBeNull()
  expect(await db.sql(`select count(*)::int as leaves from ledger.entry where kind = 'party.post_filled'`)).toEqual([{ leaves: 2 }])
})
test('a unit\'s 网信 post is set in its own division, and the folder does not set it back', async () => {
  const before = await db.read((deed) => requireUnit(deed, '120103-water'))
  const set = (divisionPath: string) => db.deed((deed) => setNetworkPost(deed, '120103-water', 'attached'), { actor: staffAt(divisionPath, 'x', 'party.unit.manage') })
  await expect(set('120104')).rejects.toMatchObject({ status: 404 })
  expect((await set('120103')).networkPost).toBe('attached')
  await db.deed((deed) => loadDepartments(deed, [{ id: before.id, name: '别名', level: 'district', division_code: before.divisionCode, parent_id: before.parentId ?? '', kind: before.kind, role: 'water', network_post: 'own' }]))
  expect(await db.read((deed) => requireUnit(deed, '120103-water'))).toMatchObject({ name: before.name, networkPost: 'attached' })
})
test('a unit without a named head has none', async () => expect(await db.read((deed) => headOf(deed, 'city-tobacco'))).toBeNull())
test('without the demo there is no cast', async () => {
  const bare = await openTestDatabase({ demo: false })
  expect(await bare.read(castOf)).toEqual([])
  await bare.close()
})
