import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobRun } from '#base/jobs'
import { openCityOfActors, staffAt } from '../../../test/kit/actors.ts'
import type { Client } from '../../../test/kit/city.ts'
import { createPerson } from './person/create-person.ts'
import { loadPurposes } from './person/purposes.ts'

let open: Awaited<ReturnType<typeof openCityOfActors>>
let personId = ''
const all = ['party.person.read', 'party.field.unmask', 'party.person.lookup', 'party.post.read']
beforeAll(async () => {
  open = await openCityOfActors({ zhao: staffAt('120103/120103009', '120103009-grid-centre', ...all), zheng: staffAt('120104/120104001', '120104001-grid-centre', ...all), guo: staffAt('120103/120103009', '120103009-grid-centre') })
  personId = (await jobRun(open.city.database, 'party.seed', new Date()).perform((deed) => createPerson(deed, { name: '林秀梅', phone: '15400006021', divisionCode: '120103009012' }))).id
})
afterAll(() => open.close())
const ask = (client: Client, method: 'GET' | 'POST', url: string, payload?: object) => client({ method, url, ...(payload && { payload }) })
const look = { fields: ['phone'], purpose: 'ask_reporter' }

test('anonymous people, those without the permission, and those of another district see nobody', async () => {
  const seen = await Promise.all([open.as(), open.as('guo'), open.as('zheng')].map(async (client) => [
    (await ask(client, 'GET', `/persons/${personId}`)).statusCode, (await ask(client, 'POST', `/persons/${personId}/unmask`, look)).statusCode,
  ]))
  expect(seen).toEqual([[401, 401], [403, 403], [404, 404]])
})
test('outside and unknown answer alike', async () => {
  const [outside, unknown] = [await ask(open.as('zheng'), 'GET', `/persons/${personId}`), await ask(open.as('zheng'), 'GET', `/persons/${randomUUID()}`)]
  expect([outside.statusCode, outside.json<{ code: string }>().code]).toEqual([unknown.statusCode, unknown.json<{ code: string }>().code])
})
test('a purpose off the list, no field, or an unknown field is refused', async () => {
  for (const body of [{ ...look, purpose: 'curiosity' }, { ...look, fields: [] }, { ...look, fields: ['salary'] }, { ...look, extra: 1 }])
    expect((await ask(open.as('zhao'), 'POST', `/persons/${personId}/unmask`, body)).statusCode).toBe(400)
})
test('a desk at home sees the mask, then the number for 60 seconds', async () => {
  expect((await ask(open.as('zhao'), 'GET', `/persons/${personId}`)).json()).toMatchObject({ name: '林*梅', phone: '154****6021' })
  expect((await ask(open.as('zhao'), 'POST', `/persons/${personId}/unmask`, look)).json()).toMatchObject({ fields: { phone: '15400006021' }, showFor: 60, seenToday: 1, dailyLimit: 30 })
})
test('the list of purposes is what the dialog shows', async () =>
  expect((await ask(open.as('zhao'), 'GET', '/purposes')).json<{ items: { name: string }[] }>().items[0]).toMatchObject({ code: 'ask_reporter', name: '联系上报人，问现场情况' }))
test('an impossible number is refused with its reason, a possible one of nobody known finds nobody', async () => {
  const find = (number: string) => ask(open.as('zhao'), 'POST', '/persons/lookup', { number, purpose: 'identify_at_counter' })
  expect((await find('120106410228001')).json()).toMatchObject({ status: 400, code: 'party.number_old' })
  expect((await find('11010519491231002X')).json()).toEqual({ person: null })
})
test('one\'s own page is for somebody who is somebody', async () => expect((await ask(open.as(), 'GET', '/me/person')).statusCode).toBe(401))
test('units are public; posts are for staff, without names, and only within reach', async () => {
  expect((await ask(open.as(), 'GET', '/units?q=水务&limit=5')).json<{ items: object[] }>().items).toHaveLength(5)
  expect((await ask(open.as('zhao'), 'GET', '/units?under=120104')).statusCode).toBe(403)
  expect((await ask(open.as(), 'GET', '/units/120103009-grid-centre/posts')).statusCode).toBe(401)
  expect((await ask(open.as('zheng'), 'GET', '/units/120103009-grid-centre/posts')).statusCode).toBe(404)
  const { items } = (await ask(open.as('zhao'), 'GET', '/units/120103009-grid-centre/posts?role=grid_worker')).json<{ items: Record<string, unknown>[] }>()
  expect(items[0]).toMatchObject({ title: '网格员', vacant: false })
  expect(Object.keys(items[0]!)).not.toContain('personId')
})
test('a purpose that left the list is offered no more, but whoever was looked at for it can still read it', async () => {
  await jobRun(open.city.database, 'party.seed', new Date()).perform((deed) => loadPurposes(deed, { purposes: [{ code: 'ask_reporter', name: '联系上报人', fields: ['name', 'phone'] }] }))
  const codes = async (query: string) => (await ask(open.as(), 'GET', `/purposes${query}`)).json<{ items: { code: string }[] }>().items.map(({ code }) => code)
  expect(await codes('')).toEqual(['ask_reporter'])
  expect(await codes('?ended=true')).toContain('identify_at_counter')
})
