import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../test/kit/city.ts'
import { actors, district, place } from '../../../test/kit/matter-cast.ts'
import { exampleKind } from './kind/example-kind.ts'
import { advance, openMatter, type Opened } from './index.ts'

let city: TestCity
let matter: Opened
beforeAll(async () => {
  city = await openTestCity({ demo: true })
  matter = await city.deed((deed) => openMatter(deed, { id: randomUUIDv7(), kind: 'incident', divisionPath: place, holder: { level: 'district', path: district }, start: 'accepted' }), { actor: actors.resident })
  await city.deed((deed) => advance(deed, matter.id, 'dispatch', { assignTo: { unitId: '120103-urban-management' } }))
})
afterAll(() => city.close())

const get = async (login: string, url: string) => (await (await city.as(login))({ method: 'GET', url }))
const post = async (login: string, url: string, payload?: object) => (await (await city.as(login))({ method: 'POST', url, ...(payload ? { payload } : {}) }))

test('whoever holds the link sees the public trace, with units and no persons', async () => {
  const seen = await city.anonymous({ method: 'GET', url: `/trace/${matter.token}` })
  expect(seen.statusCode).toBe(200)
  expect(seen.json().steps.map((step: { name: string; actor: unknown }) => [step.name, step.actor])).toEqual([['上报', null], ['派遣', null]])
  expect(seen.json().cycles[0].held.at(-1)).toMatchObject({ by: 'unit', name: '河西区城市管理委员会', now: true })
})
test('another link opens nothing', async () => expect((await city.anonymous({ method: 'GET', url: '/trace/AAAAAAAAAAAAAAAAAAAAAA' })).statusCode).toBe(404))

test.each([['chen', 200], ['liu', 200], ['yang', 404], ['zhao', 404], ['xu', 200], ['feng', 404], ['han', 200]])('%s asks for the full trace: %i', async (login, status) => {
  expect((await get(login, `/matters/${matter.id}/trace`)).statusCode).toBe(status)
})
test('what each may do now differs', async () => {
  const actions = async (login: string) => (await get(login, `/matters/${matter.id}/actions`)).json().items.map((item: { action: string }) => item.action)
  expect(await actions('liu')).toEqual(expect.arrayContaining(['receive', 'return', 'handle']))
  expect(await actions('chen')).not.toContain('receive')
})

test('a leader orders, the named unit answers, another may not', async () => {
  const body = { note: '三天内拿出办法', answerer: { unitId: '120103-urban-management' }, limit: { amount: 3, unit: 'working_days' } }
  expect((await post('liu', `/matters/${matter.id}/oversight-orders`, body)).statusCode).toBe(403)
  const made = await post('dong', `/matters/${matter.id}/oversight-orders`, body)
  expect(made.statusCode).toBe(201)
  const answer = `/matters/${matter.id}/oversight-orders/${made.json().id}/answer`
  expect((await post('yang', answer, { answer: '不是我们' })).statusCode).toBe(403)
  expect((await get('fan', '/oversight-orders')).json().items).toHaveLength(1)
  expect((await post('fan', answer, { answer: '已换阀' })).json()).toMatchObject({ answer: '已换阀', overdue: false })
})

test('a kind with a fault is told what is wrong with it, and one that is right needs a second person', async () => {
  const faulty = await post('qin', '/matter-kinds/example/draft', { yaml: exampleKind.replace('effects: [resolve, close]', 'effects: [resolve]') })
  expect(faulty.statusCode).toBe(422)
  expect(faulty.json().faults).toEqual(['action answer: it must close if and only if it leads to a final state'])
  expect((await post('qin', '/matter-kinds/example/draft', { yaml: exampleKind })).statusCode).toBe(201)
  expect((await post('qin', '/matter-kinds/example/approve')).statusCode).toBe(403)
  expect((await post('shen', '/matter-kinds/example/approve')).json()).toEqual({ kind: 'example', version: 1 })
  expect((await post('shen', '/matter-kinds/example/approve')).statusCode).toBe(409)
  const kinds = (await city.anonymous({ method: 'GET', url: '/matter-kinds' })).json().items
  expect(kinds.map((kind: { kind: string }) => kind.kind)).toEqual(expect.arrayContaining(['example', 'incident']))
})

test('a rule table is drafted by one and approved by another', async () => {
  const shown = (await get('qin', '/rules/receive_limits')).json()
  expect(shown.summary).toMatchObject({ version: 1, origin: 'folder' })
  expect((await post('qin', '/rules/receive_limits/draft', { yaml: shown.yaml.replace('amount: 30', 'amount: 20') })).statusCode).toBe(201)
  expect((await post('shen', '/rules/receive_limits/approve')).json()).toEqual({ table: 'receive_limits', version: 2 })
  const said = (await city.anonymous({ method: 'GET', url: '/deadlines/explain?from=2026-02-12T02:00:00Z&amount=5&unit=working_days' })).json()
  expect(said).toMatchObject({ dueAt: '2026-02-26T10:00:00.000Z', worked: [{ on: '2026-02-14', why: '春节调休上班' }] })
})
