import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCityOfActors, staffAt } from '../../../test/kit/actors.ts'
import type { Client } from '../../../test/kit/city.ts'
import type { Division, DivisionList, PlacesAtPoint } from './contract.ts'

let open: Awaited<ReturnType<typeof openCityOfActors>>
let [resident, zhao, stranger]: Client[] = []
beforeAll(async () => {
  open = await openCityOfActors({ zhao: staffAt('120103/120103009', '120103009-grid-centre', 'place.grid.manage'), zheng: staffAt('120104/120104001', '120104001-grid-centre', 'place.grid.manage') })
  ;[resident, zhao, stranger] = [open.as(), open.as('zhao'), open.as('zheng')]
})
afterAll(() => open.close())
const get = async (client: Client, url: string) => client({ method: 'GET', url })

test('a filter naming a division outside one\'s scope is refused, an id outside it is not found', async () => {
  expect((await get(zhao!, '/divisions?under=120104')).statusCode).toBe(403)
  const [outside, unknown] = [await get(zhao!, '/divisions/120104001'), await get(zhao!, '/divisions/999999999')]
  expect([outside.statusCode, unknown.statusCode]).toEqual([404, 404])
  expect(outside.json<{ code: string }>().code).toBe(unknown.json<{ code: string }>().code)
})
test('whoever has no permission, or not here, makes no grid', async () => {
  const make = (client: Client) => client({ method: 'POST', url: '/divisions/120103009012/grids', payload: { name: '第一网格' } })
  expect([(await make(resident!)).statusCode, (await make(stranger!)).statusCode]).toEqual([401, 403])
})
test('coordinates without their system are refused, bad ones with the reason in words', async () => {
  const at = (payload: object) => resident!({ method: 'POST', url: '/divisions/at-point', payload })
  expect((await at({ at: { longitude: 117.2, latitude: 39.12 } })).statusCode).toBe(400)
  const swapped = await at({ at: { longitude: 39.12, latitude: 117.2, crs: 'WGS84' } })
  expect(swapped.json()).toMatchObject({ status: 400, code: 'place.coordinates_swapped', title: '经度和纬度写反了，请对调后再提交' })
})
test('a point tells its district, and every street of it to choose from, unknown distances last', async () => {
  const answer = (await resident!({ method: 'POST', url: '/divisions/at-point', payload: { at: { longitude: 117.2217, latitude: 39.1283, crs: 'GCJ02' } } })).json<PlacesAtPoint>()
  expect(answer.district.name).toBe('河东区')
  expect(answer.choices).toHaveLength(13)
  expect(answer.choices[0]).toMatchObject({ division: { name: '大王庄街道' } })
  expect(answer.choices.at(-1)!.metres).toBeNull()
})
test('a desk\'s own point offers its own street and no other, and its own district can be read', async () => {
  const at = (street?: string) => zhao!({ method: 'POST', url: '/divisions/at-point', payload: { at: { longitude: 117.21125, latitude: 39.1009, crs: 'WGS84' }, ...(street && { street }) } })
  expect((await at()).json<PlacesAtPoint>().choices.map((choice) => choice.division.code)).toEqual(['120103009'])
  expect((await at('120103008')).statusCode).toBe(403)
  expect((await at('120103009')).json<PlacesAtPoint>().choices.length).toBeGreaterThan(3)
  expect((await get(zhao!, '/divisions/120103')).statusCode).toBe(200)
})
test('typing finds by name, initials and code, each with what lies above it', async () => {
  for (const q of ['大王庄', 'dwz', '120118113209']) {
    const { items } = (await get(resident!, `/divisions?q=${encodeURIComponent(q)}`)).json<DivisionList>()
    expect(items.find((one) => one.code === '120118113209')?.parents.map((one) => one.name)).toEqual(['静海区', '大丰堆镇'])
  }
})
test('the street\'s desk makes a grid once, however often the request is sent, and residents do not see it', async () => {
  const make = () => zhao!({ method: 'POST', url: '/divisions/120103009012/grids', payload: { name: '红山里网格' }, key: 'the-same-key' })
  const [first, again] = [await make(), await make()]
  expect([first.statusCode, again.statusCode]).toEqual([201, 201])
  const under = async (client: Client) => (await get(client, '/divisions?under=120103009012')).json<DivisionList>().items
  expect((await under(zhao!)).map((grid) => grid.name)).toEqual(['红山里网格'])
  expect(await under(resident!)).toEqual([])
  const grid = (await under(zhao!))[0]! satisfies Division
  expect((await zhao!({ method: 'POST', url: `/grids/${grid.code}/rename`, payload: { name: '红山里第一网格', version: 1 } })).json()).toMatchObject({ name: '红山里第一网格', version: 2 })
  expect((await stranger!({ method: 'POST', url: `/grids/${grid.code}/retire`, payload: {} })).statusCode).toBe(404)
  expect((await zhao!({ method: 'POST', url: `/grids/${grid.code}/retire`, payload: { version: 2 } })).statusCode).toBe(200)
})
test('everyone may know the city, and its outlines carry their notice', async () => {
  expect((await get(resident!, '/city')).json()).toMatchObject({ zone: 'Asia/Shanghai', hotline: '12345' })
  const outlines = (await get(resident!, '/boundaries')).json<{ notice: string, features: object[] }>()
  expect(outlines.notice).toContain('示意图')
  expect(outlines.features).toHaveLength(16)
})
