import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Listener } from '#base/home'
import { openTestDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { deliverDue } from './deliver.ts'
import { findParked } from './find-parked.ts'
import { LANES, useListeners } from './bind-listeners.ts'
import { record } from './record.ts'
import { retryDelivery } from './retry-delivery.ts'

let db: TestDatabase
const heard: string[] = []
let fail: (subject: string) => boolean = () => false
const hear: Listener = {
  name: 'test.hear', on: 'test.happened',
  async perform(_deed, message) {
    if (fail(message.subjectId)) throw new Error('not now')
    heard.push(`${message.subjectId} ${String(message.detail.n)}`)
  },
}
const lanes = Array.from({ length: LANES }, (_, lane) => lane)
const drain = async (now = new Date()) => { while ((await deliverDue(db.database, lanes, now)) > 0); }
const happen = (subject: string, n: number) => db.deed((deed) => record(deed, 'test.happened', subject, { n }))

beforeAll(async () => {
  db = await openTestDatabase()
  useListeners([{ name: 'test', chinese: '测试', events: ['test.happened'], listeners: [hear] }])
})
afterEach(() => { heard.length = 0; fail = () => false })
afterAll(() => db.close())

test('an event is heard once, in the order of its subject', async () => {
  for (const n of [1, 2, 3]) await happen('a', n)
  await drain()
  await drain()
  expect(heard).toEqual(['a 1', 'a 2', 'a 3'])
})

test('what is rolled back did not happen', async () => {
  await expect(db.deed(async (deed) => {
    await record(deed, 'test.happened', 'b', { n: 1 })
    throw new Error('changed my mind')
  })).rejects.toThrow('changed my mind')
  await drain()
  expect(heard).toEqual([])
})

test('after five failures an event is parked, later ones of its subject wait, others go on, and a retry brings all in order', async () => {
  fail = (subject) => subject === 'c'
  await happen('c', 1)
  await happen('c', 2)
  await happen('d', 1)
  let now = new Date()
  for (let i = 0; i < 7; i++, now = new Date(now.getTime() + 3_600_000)) await drain(now)
  expect(heard).toEqual(['d 1'])
  const { items } = await db.read(findParked)
  expect(items).toMatchObject([{ listener: 'test.hear', subjectId: 'c', tries: 5, fault: 'not now', waiting: 1 }])
  fail = () => false
  await drain(now)
  expect(heard).toEqual(['d 1'])
  await db.deed((deed) => retryDelivery(deed, items[0]!.eventId, 'test.hear'), { now })
  await drain(now)
  expect(heard).toEqual(['d 1', 'c 1', 'c 2'])
})

test('what a listener wrote is undone with its failure, and the event is tried again', async () => {
  let times = 0
  useListeners([{ name: 'test', chinese: '测试', events: ['test.happened', 'test.again'], listeners: [{
    name: 'test.write', on: 'test.happened',
    async perform(deed) {
      await record(deed, 'test.again', 'e', {})
      if (++times === 1) throw new Error('half way')
    },
  }] }])
  await happen('e', 1)
  const now = new Date()
  await drain(now)
  expect(await db.sql(`select 1 from event.event where name = 'test.again'`)).toHaveLength(0)
  await drain(new Date(now.getTime() + 60_000))
  expect(await db.sql(`select 1 from event.event where name = 'test.again'`)).toHaveLength(1)
})

test('a listener gets only the events whose detail it asked for, and the others cost no delivery', async () => {
  const got: string[] = []
  useListeners([{ name: 'test', chinese: '测试', events: ['test.happened'], listeners: [{
    name: 'test.end', on: 'test.happened', where: { kind: ['a', 'b'], final: [true] },
    async perform(_deed, message) { got.push(message.subjectId) },
  }] }])
  const before = (await db.sql('select 1 from event.delivery')).length
  for (const [subject, detail] of [['f', { kind: 'a', final: true }], ['g', { kind: 'a', final: false }], ['h', { kind: 'c', final: true }], ['i', {}]] as const)
    await db.deed((deed) => record(deed, 'test.happened', subject, detail))
  await drain()
  expect(got).toEqual(['f'])
  expect(await db.sql('select 1 from event.delivery')).toHaveLength(before + 1)
})
