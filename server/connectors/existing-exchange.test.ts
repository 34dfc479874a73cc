import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { existingExchangeFake, type FakeExistingExchange } from './existing-exchange-fake.ts'
import { existingExchangeHttp } from './existing-exchange-http.ts'

let fake: FakeExistingExchange
beforeAll(async () => {
  fake = await existingExchangeFake('secret')
  fake.entries.push({ id: 'A', name: '甲' }, { id: 'B', name: '乙' }, { id: 'C', gone: true })
  fake.rows.set('A/1', [{ number: 'X1', name: '张三', secret: '不该来' }, { number: 'X2', name: '李四' }, { number: 'X2', name: '王五' }])
})
beforeEach(() => fake.behave('well'))
afterAll(() => fake?.close())
const http = (more: { secret?: string; networks?: string[]; timeout?: number } = {}) => existingExchangeHttp({ name: '市平台', url: `${fake.url}/`, secret: more.secret ?? 'secret' }, { networks: more.networks ?? ['127.0.0.1/32'], timeout: more.timeout ?? 2000, clock: () => new Date('2026-11-28T01:00:00Z') })
const ask = (values: string[], most = 20, more = {}) => http(more).rows('A/1', { field: 'number', values }, ['name'], most)

test('a platform that is out, silent, private or refuses our signature is told as such, and nothing is taken for an answer', async () => {
  fake.behave('out')
  await expect(ask(['X1'])).rejects.toThrow('HTTP 503')
  await expect(http().catalogue(null)).rejects.toThrow('HTTP 503') // not an empty catalogue: that would withdraw every entry
  fake.behave('silent')
  await expect(ask(['X1'], 20, { timeout: 100 })).rejects.toThrow(/abort|timeout/i)
  fake.behave('well')
  await expect(ask(['X1'], 20, { secret: 'another' })).rejects.toThrow('HTTP 401')
  const before = fake.heard.length
  await expect(ask(['X1'], 20, { networks: [] })).rejects.toThrow(/private/)
  expect(fake.heard).toHaveLength(before)
})

test('a row of somebody else than was asked for is not taken', async () => {
  fake.behave('wild')
  await expect(ask(['X1'])).rejects.toThrow('a row bears another key than was asked')
})

test('only the fields asked for come through, by value; one that too many rows share is said to be so', async () => {
  expect(await ask(['X1', 'X2', 'X9'])).toEqual(new Map([['X1', [{ number: 'X1', name: '张三' }]], ['X2', [{ number: 'X2', name: '李四' }, { number: 'X2', name: '王五' }]]]))
  expect(await ask(['X2'], 1)).toEqual(new Map([['X2', 'too many']]))
})

test('the catalogue comes in pages, and the last one says so', async () => {
  const first = await http().catalogue(null)
  expect(first).toEqual({ entries: [{ id: 'A', gone: false, said: { name: '甲' } }, { id: 'B', gone: false, said: { name: '乙' } }], next: '2' })
  expect(await http().catalogue(first.next)).toEqual({ entries: [{ id: 'C', gone: true, said: {} }], next: null })
})
