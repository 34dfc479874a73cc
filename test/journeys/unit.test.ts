import { createHmac, randomUUID, randomUUIDv7, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { cityNames, places } from './cast.ts'
import { clientOf, type Answer } from './openapi-client.ts'
import { jpeg } from './pictures.ts'

const permissions = ['read', 'receive', 'return', 'progress', 'handle', 'support_receive', 'support_finish'].map((one) => `governance.incident.${one}`).concat('governance.unit.connect')
const orders = '/governance/unit/orders'
const step = (action: string) => `/governance/incidents/{incidentId}/${action}`

describe.each(cityNames)('a department with a system of its own in %s', (name) => {
  const at = places[name]
  let city: TestCity
  let origin: string
  let water: ReturnType<typeof clientOf>, market: ReturnType<typeof clientOf>
  let waterKey: { id: string; key: string }
  const issue = async (unit: string, changes: object = {}) => {
    const answer = await (await city.as('shen'))({ method: 'POST', url: '/access/keys', payload: { name: `${unit} 工单系统`, kind: 'unit', holderId: unit, permissions, division: at.district, departmentId: at.department(unit), rateClass: 'normal', days: 90, ...changes } })
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json() as { id: string; key: string }
  }
  const dispatched = async (units: { unitId: string; supporting?: string[] } = { unitId: at.department('water') }, words = '楼下水管漏水，请打 13820376021 或 022-27381234 找林秀梅，身份证 120199197904120029') => {
    const id = randomUUIDv7()
    const report = await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words, placeWords: '光明里3号楼前', divisionCode: at.district, itemCode: at.item } })
    expect(report.statusCode, report.body).toBe(201)
    const sent = await (await city.as('chen'))({ method: 'POST', url: `/governance/incidents/${id}/dispatch`, payload: units })
    expect(sent.statusCode, sent.body).toBe(200)
    return id
  }
  const did = (action: string, id: string, body: object = {}, key?: string) => water('POST', step(action), { params: { incidentId: id }, body, ...(key ? { key } : {}) })
  const allAfter = async (client: typeof water, after: string, limit = '1') => {
    const items: Answer['body'][] = []
    for (let more = true; more; ) {
      const { body } = await client('GET', orders, { query: { after, limit } })
      items.push(...body.items)
      ;({ next: after, more } = body)
    }
    return { items, next: after }
  }

  beforeAll(async () => {
    city = await openTestCity({ city: name })
    origin = await city.listen()
    waterKey = await issue('water')
    water = clientOf(origin, waterKey.key)
    market = clientOf(origin, (await issue('market')).key)
  })
  afterAll(() => city.close())

  test('a wrong key is nobody, a key of an unknown unit is not issued, and a key that lacks a step may not take it', async () => {
    expect((await clientOf(origin, `hh_${'x'.repeat(43)}`)('GET', orders)).status).toBe(401)
    expect((await clientOf(origin, null)('GET', orders)).status).toBe(401)
    const shen = await city.as('shen')
    expect((await shen({ method: 'POST', url: '/access/keys', payload: { name: 'x', kind: 'unit', holderId: 'x', permissions, division: at.district, departmentId: 'no-such-unit', rateClass: 'low', days: 1 } })).json().code).toBe('party.unit_unknown')
    const reader = clientOf(origin, (await issue('water', { permissions: ['governance.incident.read'] })).key)
    const id = await dispatched()
    await city.deliver()
    expect((await reader('POST', step('receive'), { params: { incidentId: id }, body: {} })).status).toBe(403)
    expect((await reader('GET', `${orders}/{incidentId}`, { params: { incidentId: id } })).body.may).toEqual([])
  })

  test('what another unit has is as unknown as what does not exist, to read and to act on', async () => {
    const id = await dispatched()
    for (const incidentId of [id, randomUUID()]) {
      expect((await market('GET', `${orders}/{incidentId}`, { params: { incidentId } })).status).toBe(404)
      expect((await market('POST', step('receive'), { params: { incidentId }, body: {} })).body.code).toBe('governance.incident_unknown')
    }
    await city.deliver()
    expect((await allAfter(market, '0')).items.map((one) => one.incidentId)).not.toContain(id)
    expect((await market('GET', orders, { query: { after: 'abc' } })).status).toBe(400)
  })

  test('pulls an order without the reporter, receives it once however often it asks, tells progress, sends a picture and handles it', async () => {
    const id = await dispatched()
    await city.deliver()
    const { items } = await allAfter(water, '0')
    const { order } = items.find((one) => one.incidentId === id)
    expect(order).toMatchObject({ role: 'lead', state: 'dispatched', words: [{ words: '楼下水管漏水，请打 138****6021 或 022****1234 找林秀梅，身份证 1201**********0029', placeWords: '光明里3号楼前' }] })
    expect(order.stateDueAt).not.toBeNull()
    expect(order.may.map((one: { action: string }) => one.action).toSorted()).toEqual(['handle', 'progress', 'receive', 'return'])
    expect(JSON.stringify((await water('GET', '/governance/incidents/{incidentId}', { params: { incidentId: id } })).body)).not.toContain('13820376021')

    const key = randomUUID()
    const first = await did('receive', id, { version: order.version }, key)
    expect(first).toMatchObject({ status: 200, body: { state: 'handling' } })
    const again = await did('receive', id, { version: order.version }, key)
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
    expect((await did('receive', id, { version: order.version })).status).toBe(412)
    expect((await did('progress', id, { note: '抢修人员已到场' })).status).toBe(200)
    const picture = await water('POST', '/files', { form: await jpeg() })
    expect(picture.status).toBe(201)
    expect((await did('handle', id, { note: '已更换管段', evidence: [picture.body.id] })).body.state).toBe('handled')

    const after = (await water('GET', `${orders}/{incidentId}`, { params: { incidentId: id } })).body
    expect(after).toMatchObject({ state: 'handled', may: [], photos: [{ fileId: picture.body.id, phase: 'after' }] })
    expect((await fetch(origin + after.photos[0].href, { headers: { authorization: `Bearer ${waterKey.key}` } })).headers.get('content-type')).toMatch(/^image/)
    expect((await fetch(origin + after.photos[0].href)).status).toBe(401)
    const trace = (await (await city.as('chen'))({ url: `/governance/incidents/${id}` })).json().trace
    expect(trace.steps.slice(-2).map((one: { action: string; unit: { id: string }; actor: { kind: string } }) => [one.action, one.unit.id, one.actor.kind])).toEqual([['progress', at.department('water'), 'unit'], ['handle', at.department('water'), 'unit']])
  })

  test('what it returns stays in its list once, without its words; a supporting unit has it too, until its share is done', async () => {
    const id = await dispatched({ unitId: at.department('water'), supporting: [at.department('market')] })
    await city.deliver()
    const { next } = await allAfter(water, '0', '100')
    expect((await allAfter(market, '0')).items.find((one) => one.incidentId === id).order).toMatchObject({ role: 'supporting' })
    expect((await market('POST', step('support-receive'), { params: { incidentId: id }, body: {} })).status).toBe(200)
    expect((await market('POST', step('support-finish'), { params: { incidentId: id }, body: { note: '已配合' } })).status).toBe(200)
    expect((await did('return', id)).status).toBe(400)
    expect((await did('return', id, { reason: '是供热管道，不是自来水' })).status).toBe(200)
    await city.deliver()
    const mine = (await allAfter(water, next)).items.filter((one) => one.incidentId === id)
    expect(mine).toMatchObject([{ action: 'return', order: null }])
    expect((await allAfter(market, '0')).items.filter((one) => one.incidentId === id)).toMatchObject([{ order: null }])
    expect((await water('GET', `${orders}/{incidentId}`, { params: { incidentId: id } })).status).toBe(404)
  })

  test('a cursor misses nothing of two dispatches that are written at once, the later one committed first or not', async () => {
    const { next } = await allAfter(water, '0', '100')
    const ids = await Promise.all([dispatched(), dispatched()])
    await Promise.all([city.deliver(), city.deliver()])
    const seen: string[] = []
    let cursor = next
    for (let turn = 0; turn < 3; turn++) {
      const { body } = await water('GET', orders, { query: { after: cursor, limit: '1' } })
      seen.push(...body.items.map((one: { incidentId: string }) => one.incidentId))
      cursor = body.next
    }
    expect(seen.toSorted()).toEqual(ids.toSorted())

    // one entry is held open: whoever comes after it must wait, and so can never be read before it
    const unit = at.department('water')
    const entry = (incidentId: string) => `with next as (update governance.unit_feed set last = last + 1 where unit_id = '${unit}' returning last) insert into governance.unit_order select '${unit}', '${incidentId}', last, 'dispatch', '2026-11-25T00:00:00Z' from next`
    const held = randomUUIDv7()
    const later = await dispatched()
    let release!: () => void
    const open = new Promise<void>((go) => { release = go })
    let entered!: () => void
    const inside = new Promise<void>((go) => { entered = go })
    const slow = city.sql('select 1').then(async () => {
      const { default: pg } = await import('pg')
      const client = new pg.Client({ connectionString: await ownerUrl() })
      await client.connect()
      await client.query('begin')
      await client.query(entry(held))
      entered()
      await open
      await client.query('commit')
      await client.end()
    })
    await inside
    const fast = city.deliver()
    while ((await city.sql<{ n: number }>(`select count(*)::int as n from pg_locks l where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`))[0]!.n === 0) await new Promise((go) => setTimeout(go, 5))
    expect((await allAfter(water, cursor)).items).toEqual([])
    release()
    await Promise.all([slow, fast])
    expect((await allAfter(water, cursor)).items.map((one) => one.incidentId)).toEqual([held, later])
    await city.sql('delete from governance.unit_order where incident_id = $1', [held])
  })
  const ownerUrl = async () => {
    const { inject } = await import('vitest')
    const [{ name: database }] = await city.sql<{ name: string }>('select current_database() as name') as [{ name: string }]
    const url = new URL(inject('cluster').superUrl)
    url.pathname = `/${database}`
    return url.href
  }

  test('its system is told by a signed push with ids alone, tried again after a failure, and parked after six; an address outside is refused', async () => {
    const told: { headers: Record<string, unknown>; body: string }[] = []
    let status = 204
    const receiver: Server = createServer((request, answer) => {
      let body = ''
      request.on('data', (part) => { body += String(part) }).on('end', () => { told.push({ headers: request.headers, body }); answer.writeHead(status).end() })
    })
    await new Promise<void>((go) => receiver.listen(0, '127.0.0.1', go))
    const endpoint = '/governance/unit/endpoint'
    expect((await water('GET', endpoint)).status).toBe(404)
    expect((await water('PUT', endpoint, { body: { url: 'file:///etc/passwd' } })).body.code).toBe('notice.bad_address')
    const { secret } = (await water('PUT', endpoint, { body: { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/haihe` } })).body
    expect((await water('GET', endpoint)).body).not.toHaveProperty('secret')
    expect((await market('GET', endpoint)).status).toBe(404)
    const genuine = ({ headers, body }: (typeof told)[number]): boolean => {
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['haihe-signature']))!
      return Math.abs(Date.now() / 1000 - Number(t)) < 300 && timingSafeEqual(Buffer.from(v1!, 'hex'), createHmac('sha256', secret).update(`${t}.${body}`).digest())
    }
    const id = await dispatched()
    await city.deliver()
    await city.tick()
    expect(told).toHaveLength(1)
    expect(genuine(told[0]!)).toBe(true)
    expect(genuine({ ...told[0]!, body: told[0]!.body.replace('dispatch', 'return') })).toBe(false)
    const { at: _, ...body } = JSON.parse(told[0]!.body)
    expect(Object.keys(body).toSorted()).toEqual(['action', 'cursor', 'incidentId', 'type', 'version'])
    expect((await water('GET', orders, { query: { after: String(BigInt(body.cursor) - 1n) } })).body.items[0].incidentId).toBe(id)

    status = 503
    expect((await water('POST', `${endpoint}/try`)).status).toBe(200)
    for (let hour = 0; hour < 6; hour++) await city.tick(new Date(city.now().getTime() + 3 * 3_600_000))
    expect(new Set(told.slice(1).map(({ headers }) => headers['haihe-delivery'])).size).toBe(1)
    expect(await city.sql(`select state, tries, reason from notice.outgoing where template = 'governance.trial'`)).toEqual([{ state: 'parked', tries: 6, reason: 'HTTP 503' }])
    expect((await water('PUT', endpoint, { body: { url: 'http://169.254.169.254/latest/meta-data' } })).status).toBe(200)
    await water('POST', `${endpoint}/try`)
    await city.tick()
    expect(await city.sql(`select state, reason from notice.outgoing where template = 'governance.trial' and state <> 'parked'`)).toEqual([{ state: 'refused', reason: 'the address is private or of this machine' }])
    expect((await water('DELETE', endpoint)).status).toBe(200)
    expect((await water('DELETE', endpoint)).status).toBe(404)
    receiver.close()
  })

  test('a key that asks too often is told to wait, and no other key with it; a revoked one is nobody at once', async () => {
    city.setNow(city.now()) // hours have passed: whoever was logged in logs in again
    const low = clientOf(origin, (await issue('water', { rateClass: 'low' })).key)
    const answers = []
    for (let turn = 0; turn < 31; turn++) answers.push(await low('GET', orders))
    expect(answers.slice(0, 30).every(({ status }) => status === 200)).toBe(true)
    expect(answers[30]).toMatchObject({ status: 429, body: { code: 'access.key_too_fast', limit: 30 } })
    expect(Number(answers[30]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await market('GET', orders)).status).toBe(200)
    const shen = await city.as('shen')
    const listed = (await shen({ url: '/access/keys' })).json().items.find((one: { id: string }) => one.id === waterKey.id)
    expect(listed.lastUsedAt).not.toBeNull()
    await shen({ method: 'POST', url: `/access/keys/${waterKey.id}/revoke`, payload: { reason: '换新' } })
    expect((await water('GET', orders)).status).toBe(401)
  })
})
