import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { existingExchangeFake, type FakeExistingExchange } from './existing-exchange-fake.ts'
import { existingExchangeHttp } from './existing-exchange-http.ts'

let fake: FakeExistingExchange
beforeAll(async () => {
  fake = await existingExchangeFake('secret')
  fake.entries.push({ id: 'A', name: '甲' }, { id: 'B', name: '乙' }, { id: 'C', gone: true })
})
beforeEach(() => fake.behave('well'))
afterAll(() => fake?.close())
const http = (more: { secret?: string; networks?: string[]; timeout?: number } = {}) => existingExchangeHttp({ name: '市平台', url: `${fake.url}/`, secret: more.secret ?? 'secret' }, { networks: more.networks ?? ['127.0.0.1/32'], timeout: more.timeout ?? 2000, clock: () => new Date('2026-11-28T01:00:00Z') })

test('a platform that is out, silent, private or refuses our signature is told as such, and is no empty catalogue', async () => {
  fake.behave('out')
  await expect(http().catalogue(null)).rejects.toThrow('HTTP 503')
  fake.behave('silent')
  await expect(http({ timeout: 100 }).catalogue(null)).rejects.toThrow(/abort|timeout/i)
  fake.behave('well')
  await expect(http({ secret: 'another' }).catalogue(null)).rejects.toThrow('HTTP 401')
  const before = fake.heard.length
  await expect(http({ networks: [] }).catalogue(null)).rejects.toThrow(/private/)
  expect(fake.heard).toHaveLength(before)
})

test('the catalogue comes in pages, and the last one says so', async () => {
  const first = await http().catalogue(null)
  expect(first).toEqual({ entries: [{ id: 'A', gone: false, said: { name: '甲' } }, { id: 'B', gone: false, said: { name: '乙' } }], next: '2' })
  expect(await http().catalogue(first.next)).toEqual({ entries: [{ id: 'C', gone: true, said: {} }], next: null })
})
