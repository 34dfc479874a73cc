import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendLeaf } from '#primitives/ledger'
import { openTestCity, type Client, type TestCity } from '../../../test/kit/city.ts'
import { tell } from './tell.ts'

let city: TestCity
let [li, wang]: Client[] = []
const me = async (client: Client): Promise<string> => (await client({ method: 'GET', url: '/session' })).json().who.id

beforeAll(async () => {
  city = await openTestCity({})
  ;[li, wang] = [await city.as('li'), await city.as('wang')]
}, 120_000)
afterAll(() => city.close())

test('a stranger has no inbox and no record', async () => {
  for (const url of ['/notices', '/ledger/mine']) expect((await city.anonymous({ method: 'GET', url })).statusCode).toBe(401)
  expect((await city.anonymous({ method: 'POST', url: '/notices/01920000-0000-7000-8000-000000000000/read' })).statusCode).toBe(401)
})

test('whoever may not look after parked notices is refused', async () => {
  expect((await wang!({ method: 'GET', url: '/notices/parked' })).statusCode).toBe(403)
})

test('a resident reads what they were told, marks it, and nobody else can', async () => {
  const id = await me(li!)
  await city.deed((deed) => tell(deed, { to: { party: id }, template: 'notice.mail.subject', link: '/reports/1' }))
  const inbox = (await li!({ method: 'GET', url: '/notices?unread=true', headers: { 'accept-language': 'en' } })).json()
  expect(inbox).toMatchObject({ unread: 1, items: [{ text: 'Notice from the city platform', link: '/reports/1', read: false }] })
  const read = { method: 'POST', url: `/notices/${inbox.items[0].id}/read` } as const
  expect((await wang!(read)).statusCode).toBe(404)
  expect((await li!(read)).statusCode).toBe(200)
  expect((await li!({ method: 'GET', url: '/notices' })).json()).toMatchObject({ unread: 0, items: [{ read: true }] })
  expect((await li!({ method: 'POST', url: '/notices/read', payload: {} })).json()).toEqual({ marked: 0 })
})

test('a resident sees the leaves about them, by which department and for what, never by whom', async () => {
  const id = await me(li!)
  await city.deed((deed) => appendLeaf(deed, { kind: 'party.unmasked', subjects: [id], payload: { fields: ['phone'] } }), { purpose: 'handle_incident' })
  const { items } = (await li!({ method: 'GET', url: '/ledger/mine' })).json()
  expect(items[0]).toEqual({ entryId: expect.any(String), kind: 'party.unmasked', at: expect.any(String), leafIndex: null, by: 'job', departmentId: null, purpose: 'handle_incident', fields: ['phone'] })
  expect((await wang!({ method: 'GET', url: '/ledger/mine' })).json().items.map((one: { kind: string }) => one.kind)).not.toContain('party.unmasked')
})
