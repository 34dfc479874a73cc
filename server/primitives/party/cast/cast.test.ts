import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import { castOf } from './cast-of.ts'

let city: TestCity
let resident = ''
beforeAll(async () => {
  city = await openTestCity()
  resident = (await city.read(castOf)).find((member) => member.key === 'li')!.personId // lives in zhao's street
})
afterAll(() => city.close())

test('the cast\'s other street sees nothing of a resident, the home street a mask, and the number for a purpose', async () => {
  const [xu, zhao] = [await city.as('xu'), await city.as('zhao')]
  expect((await xu({ method: 'GET', url: `/persons/${resident}` })).statusCode).toBe(404)
  expect((await zhao({ method: 'GET', url: `/persons/${resident}` })).json()).toMatchObject({ name: '李*梅', phone: '154****1001' })
  const seen = await zhao({ method: 'POST', url: `/persons/${resident}/unmask`, payload: { fields: ['phone'], purpose: 'ask_reporter' } })
  expect(seen.json()).toMatchObject({ fields: { phone: '15400001001' }, showFor: 60 })
})
test('the resident reads in the ledger which unit saw the number and why, and nobody\'s name', async () => {
  const { items } = (await (await city.as('li'))({ method: 'GET', url: '/ledger/mine' })).json<{ items: Record<string, unknown>[] }>()
  expect(items[0]).toMatchObject({ kind: 'party.unmasked', departmentId: '120103009-grid-centre', purpose: 'ask_reporter' })
  expect(JSON.stringify(items)).not.toContain('秀英')
})
test('a resident sees their own data open, and nobody else\'s', async () => {
  const li = await city.as('li')
  expect((await li({ method: 'GET', url: '/me/person' })).json()).toMatchObject({ id: resident, name: '李晓梅', phone: '15400001001' })
  expect((await li({ method: 'GET', url: `/persons/${resident}` })).statusCode).toBe(403)
})
test('the street\'s desk makes a grid in its street and in no other', async () => {
  const zhao = await city.as('zhao')
  const make = async (community: string) => (await zhao({ method: 'POST', url: `/divisions/${community}/grids`, payload: { name: '第一网格' } })).statusCode
  expect([await make('120103009012'), await make('120103008006')]).toEqual([201, 403])
})
