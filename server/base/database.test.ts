import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyTemplate } from '../../test/kit/template.ts'
import { byKey, copyInto, copyOut, openDatabase, tables, type Database, type Tx } from './database.ts'

const HALF = 25
let delay = HALF
/** How often something was sent to the database after it had answered: ways there and back, whatever the machine's speed. */
let [ways, answered] = [0, true]
let [line, database, drop] = [undefined as Server | undefined, undefined as unknown as Database, async () => {}]
beforeAll(async () => {
  const made = await copyTemplate('tianjin', true)
  const { port, hostname } = new URL(made.config.databaseUrl)
  const late = (from: Socket, to: Socket): void => void from.on('data', (chunk) => setTimeout(() => to.write(chunk), delay)).on('end', () => to.end()).on('error', () => to.destroy())
  line = createServer((near) => { const far = connect(Number(port), hostname); near.on('data', () => { if (answered) ways++; answered = false }); far.on('data', () => { answered = true }); late(near, far); late(far, near) })
  await new Promise<void>((done) => { line!.listen(0, '127.0.0.1', done) })
  const url = new URL(made.config.databaseUrl)
  url.host = `127.0.0.1:${(line.address() as AddressInfo).port}`
  database = openDatabase(url.href, { max: 1 }) // one connection: whatever a transaction leaves behind, the next one finds
  drop = made.drop
})
afterAll(async () => { await database?.close(); line?.close(); await drop() })


const base = tables<object>()
const add = (tx: Tx, key: string) => sql`insert into base.idempotency values ('test', 'TEST', ${key}, '', 200, null, '2026-11-28')`.execute(base(tx))
const read = (tx: Tx, key: string) => sql<{ key: string }>`select ${byKey} key from base.idempotency where actor_id = 'test' and key = ${key}`.execute(base(tx)).then(({ rows }) => rows.map((row) => row.key))
const kept = () => database.read({}, (tx) => sql<{ key: string }>`select key from base.idempotency where actor_id = 'test' order by key`.execute(base(tx)).then(({ rows }) => rows.map(({ key }) => key)))

test('what a deed asks for at once takes one way there and back, a read by key the same one as begin', async () => {
  await database.read({}, (tx) => read(tx, 'warm'))
  ways = 0
  await database.write({}, async (tx) => {
    await Promise.all(Array.from({ length: 10 }, (_, at) => read(tx, `r${at}`)))
    await Promise.all(Array.from({ length: 10 }, (_, at) => add(tx, `w${at}`)))
  })
  expect(ways).toBeLessThanOrEqual(5) // three where the machine is quick; one by one it would be twenty-two
  delay = 0
  expect(await kept()).toHaveLength(10)
})

test('a read that asks for nothing sends nothing, and the one after it begins as usual, walled and read only', async () => {
  ways = 0
  expect(await database.read({}, async () => 'from memory')).toBe('from memory')
  await expect(database.read({}, async () => { throw new Error('refused from memory') })).rejects.toThrow('refused from memory')
  expect(ways).toBe(0)
  const seen = (tx: Tx) => sql<{ person: string; level: string; read: string }>`select current_setting('haihe.person') as person, current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as read`.execute(base(tx))
  expect((await database.read({ person: 'somebody' }, seen)).rows).toEqual([{ person: 'somebody', level: 'repeatable read', read: 'on' }])
  expect((await database.write({}, seen)).rows).toEqual([{ person: '', level: 'read committed', read: 'off' }])
  await expect(database.read({}, (tx) => add(tx, 'never'))).rejects.toThrow('read-only')
  const copied: Buffer[] = []
  await database.read({ person: 'somebody' }, (tx) => copyOut(tx, `copy (select current_setting('haihe.person'), current_setting('transaction_isolation')) to stdout`, (piece) => copied.push(piece)))
  expect(Buffer.concat(copied).toString()).toBe('somebody\trepeatable read\n')
})

test('one that fails takes the transaction with it, wherever it stands among those sent, and the connection serves the next', async () => {
  const before = await kept()
  for (const at of [0, 1, 2]) {
    const works = [(tx: Tx) => add(tx, 'x1'), (tx: Tx) => read(tx, 'x1'), (tx: Tx) => add(tx, 'x2')]
    works[at] = (tx) => sql`select 1 / ${0}::int`.execute(base(tx))
    await expect(database.write({}, (tx) => Promise.all(works.map((work) => work(tx))))).rejects.toThrow('division by zero')
    expect(await kept()).toEqual(before)
  }
})

test('nothing is written where begin and what is sent with it fail, and its error is the one told', async () => {
  const before = await kept()
  const failing = { before: `select 'no number'::int` }
  await expect(database.write({}, (tx) => Promise.all([read(tx, 'y'), add(tx, 'y')]), failing)).rejects.toThrow('no number')
  await expect(database.write({}, (tx) => add(tx, 'y'), failing)).rejects.toThrow('no number')
  await expect(database.write({}, async () => 'nothing asked', failing)).rejects.toThrow('no number')
  expect(await kept()).toEqual(before)
})

test('rows are copied in between statements that were sent at once, and a bad line leaves nothing', async () => {
  const copy = (tx: Tx, at: string) => copyInto(tx, 'copy base.idempotency from stdin', [`test\tTEST\tc1\t\\\\x00\t200\t\\N\t${at}\n`])
  await database.write({}, async (tx) => {
    await Promise.all([add(tx, 'c0'), read(tx, 'c0')])
    await copy(tx, '2026-11-28')
    await Promise.all([add(tx, 'c2'), read(tx, 'c0')])
  })
  expect((await kept()).filter((key) => key.startsWith('c'))).toEqual(['c0', 'c1', 'c2'])
  await expect(database.write({}, async (tx) => { await add(tx, 'c3'); await copy(tx, 'no day') })).rejects.toThrow('no day')
  expect((await kept()).filter((key) => key.startsWith('c'))).toEqual(['c0', 'c1', 'c2'])
})
