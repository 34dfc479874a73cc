import { expect, test } from 'vitest'
import type { Database } from './database.ts'
import { anonymous } from './deed.ts'
import { openHttp } from './http.ts'

test('every answer tells the browser what it may do with it: one that is given, one refused, one that is a bug, one of no route, and a route may say it stricter', async () => {
  const open = { may: 'public', example: {} } as const
  const http = await openHttp({ database: {} as Database, clock: () => new Date(), texts: { 'zh-CN': new Map(), en: new Map() }, authenticate: async () => anonymous }, async (inner) => {
    inner.get('/given', { config: open }, async () => ({}))
    inner.get('/refused', { config: { may: 'base.nothing', example: {} } }, async () => ({}))
    inner.get('/bug', { config: open }, async () => { throw new Error('a bug that this test makes') })
    inner.get('/stricter', { config: open }, async (_request, reply) => reply.header('content-security-policy', "default-src 'none'").send({}))
  })
  for (const [url, status] of [['/given', 200], ['/refused', 401], ['/bug', 500], ['/unknown', 404]] as const) {
    const { statusCode, headers } = await http.inject(url)
    expect(statusCode).toBe(status)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' })
    expect(headers['content-security-policy']).toContain("default-src 'self';")
    expect(headers['content-security-policy']).toContain("object-src 'none'")
  }
  expect((await http.inject('/stricter')).headers['content-security-policy']).toBe("default-src 'none'")
  await http.close()
})
