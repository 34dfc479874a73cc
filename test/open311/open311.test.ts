/** A client written from the published API document: it knows nothing of us but an address and a key. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openTestCity, type TestCity } from '../kit/city.ts'

const reference = join(process.env.HAIHE_REFERENCE ?? join(import.meta.dirname, '../../../shared/reference'), 'open311/georeport_v2.yaml')
const here = existsSync(reference)
if (!here) process.stdout.write('skipped: Open311 answers against the published schemas; ../shared/reference is not here\n')

let city: TestCity
let base: string
let key: string
const xml = new XMLParser({ isArray: (name) => ['service', 'request', 'error', 'endpoint', 'attribute'].includes(name), parseTagValue: false })

beforeAll(async () => {
  city = await openTestCity()
  base = `${await city.listen()}/open311`
  const shen = await city.as('shen')
  key = (await shen({ method: 'POST', url: '/access/keys', payload: { name: '城市客户端', kind: 'device', holderId: 'client-1', permissions: ['open311.request.create'], division: '120000', rateClass: 'normal', days: 30 } })).json().key
})
afterAll(() => city.close())

const get = (path: string) => fetch(`${base}${path}`)
const post = (format: string, fields: Record<string, string>) => fetch(`${base}/v2/requests.${format}`, { method: 'POST', body: new URLSearchParams(fields) })
const fields = { service_code: 'E06010', lat: '39.0925', long: '117.2204', description: '路口垃圾没人清', address_string: '某路口', email: 'a@example.org' }
const publish = async (number: string, description: string) => {
  const chen = await city.as('chen')
  const [row] = (await chen({ url: `/governance/incidents?number=${number}` })).json().items
  expect((await chen({ method: 'POST', url: `/governance/incidents/${row.id}/publication`, payload: { description } })).statusCode).toBe(200)
  return row.id as string
}

test('discovery names two endpoints in both formats', async () => {
  const json = await (await get('/discovery.json')).json()
  expect(json.endpoints).toHaveLength(2)
  const tree = xml.parse(await (await get('/discovery.xml')).text())
  expect(tree.discovery.endpoints).toBeDefined()
})

test('a request is created, stays unseen until a desk has looked, and is then listed and read in JSON and XML with a coarser point', async () => {
  const answer = await post('json', { ...fields, api_key: key })
  expect(answer.status).toBe(201)
  const [{ service_request_id: id, token }] = await answer.json()
  expect((await get(`/v2/requests/${id}.json`)).status).toBe(404)
  expect(await (await get(`/v2/tokens/${token}.json`)).json()).toEqual([{ token, service_request_id: id }])
  await publish(id, '路口垃圾堆积')
  const [read] = await (await get(`/v2/requests/${id}.json`)).json()
  expect(read).toMatchObject({ service_request_id: id, status: 'open', service_code: 'E06010', description: '路口垃圾堆积', lat: 39.093, long: 117.22 })
  const listed = xml.parse(await (await get('/v2/requests.xml?status=open')).text())
  expect(listed.service_requests.request.map((one: { service_request_id: string }) => one.service_request_id)).toContain(id)
  expect((await (await get('/v2/requests.json?status=closed')).json()).map((one: { service_request_id: string }) => one.service_request_id)).not.toContain(id)
})

test('in XML a request is created too, and by ids several are read at once', async () => {
  const ids: string[] = []
  for (let i = 0; i < 2; i++) {
    const tree = xml.parse(await (await post('xml', { ...fields, api_key: key })).text())
    ids.push(tree.service_requests.request[0].service_request_id)
    await publish(ids.at(-1)!, '垃圾堆积')
  }
  const read = await (await get(`/v2/requests.json?service_request_id=${ids.join(',')}&status=closed`)).json()
  expect(read.map((one: { service_request_id: string }) => one.service_request_id).sort()).toEqual([...ids].sort())
})

test('what was picked as an accusation or is not public has no service and is never shown', async () => {
  const services = await (await get('/v2/services.json')).json()
  const [hidden] = await city.sql<{ code: string }>('select code from governance.item where not public limit 1')
  expect(services.map((one: { service_code: string }) => one.service_code)).not.toContain(hidden!.code)
  expect((await post('json', { ...fields, service_code: hidden!.code, api_key: key })).status).toBe(404)
})

test.each([
  ['no key', { ...fields }, 403],
  ['a key that is none', { ...fields, api_key: 'hh_nonsense' }, 403],
  ['no service_code', { lat: '39.1', long: '117.2' }, 400],
  ['no place', { service_code: 'E06010' }, 400],
  ['a point at sea', { ...fields, lat: '0', long: '0' }, 400],
  ['swapped coordinates', { ...fields, lat: '117.2', long: '39.1' }, 400],
  ['words for numbers', { ...fields, lat: 'north', long: '117.2' }, 400],
  ['an unknown service', { ...fields, service_code: 'X9' }, 404],
  ['another city', { ...fields, jurisdiction_id: 'elsewhere.gov' }, 404],
] as const)('a new request with %s is refused as the text says', async (_words, form, status) => {
  const sent: Record<string, string> = status === 403 ? { ...form } : { ...form, api_key: key }
  const json = await post('json', sent)
  expect(json.status).toBe(status)
  expect(await json.json()).toMatchObject([{ code: status, description: expect.any(String) }])
  const tree = xml.parse(await (await post('xml', sent)).text())
  expect(tree.errors.error[0].code).toBe(String(status))
})

test.each([
  ['start_date=yesterday', 400], ['start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z', 400], ['status=broken', 400], ['start_date=2026-11-01T00:00:00', 400],
  ['start_date=2026-11-01T00:00:00Z&end_date=2026-11-02T00:00:00Z', 200], ['service_code=E06010,E06011', 200],
])('a list by %s answers %i', async (query, status) => expect((await get(`/v2/requests.json?${query}`)).status).toBe(status))

describe.skipIf(!here)('the published schemas', () => {
  test('describe what we answer: services, definitions, requests', async () => {
    const document = parse(readFileSync(reference, 'utf8'))
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
    ;(formats as unknown as (a: Ajv) => void)(ajv)
    ajv.addFormat('uid', true).addFormat('uint', true)
    ajv.addSchema({ $id: 'doc', definitions: document.definitions })
    const check = (name: string, value: unknown) => {
      const valid = ajv.compile({ $ref: `doc#/definitions/${name}` })
      expect(valid(value), JSON.stringify(valid.errors)).toBe(true)
    }
    const services = await (await get('/v2/services.json')).json()
    expect(services.length).toBeGreaterThan(100)
    for (const service of services) check('Service', service)
    check('ServiceDefinition', await (await get(`/v2/services/${services[0].service_code}.json`)).json())
    const [made] = await (await post('json', { ...fields, api_key: key })).json()
    check('RequestResponse', made)
    await publish(made.service_request_id, '垃圾堆积')
    const requests = await (await get('/v2/requests.json')).json()
    expect(requests.length).toBeGreaterThan(0)
    for (const request of requests) check('Request', request)
  })
})
