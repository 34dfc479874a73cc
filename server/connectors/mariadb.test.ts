import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chunk, Position, Source, SourceAddress, TextRow } from '#systems/transfer'
import { openSourceMariadb, type SourceMariadb } from '../../test/kit/source-mariadb.ts'
import { mariadb } from './mariadb.ts'

const connector = mariadb({ networks: ['127.0.0.0/8'] })
const on = new AbortController().signal
let bureau: SourceMariadb
beforeAll(async () => { bureau = await openSourceMariadb() })
afterAll(() => bureau?.close())

const open = <R>(address: SourceAddress, work: (source: Source) => Promise<R>): Promise<R> => connector.openSource(address).then((source) => work(source).finally(() => source.close()))
async function first<T>(some: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of some) return one
  return undefined
}
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string; message: string }) => error.code ?? error.message)

test('ten thousand rows of one instant, the connection opened anew after every chunk: all are there, once, and no value is bent', async () => {
  await bureau.sql(`create table stamped (area varchar(10) character set gbk, number bigint unsigned, at datetime(6), share decimal(20,10), paper varbinary(16), seal bit(4), blank date, primary key (area, number))`)
  await bureau.sql(`insert into stamped select if(seq % 2, 'O''Hara\\\\', '河东'), 18446744073709541615 + seq, '2026-11-28 08:00:00.123456', seq / 7, unhex(md5(seq)), seq % 16, null from seq_1_to_10000`)
  const names = ['at', 'number', 'area', 'share', 'paper', 'seal', 'blank']
  const rows: TextRow[] = []
  let chunks = 0
  for (let [after, chunk] = [null as Position | null, undefined as Chunk | undefined]; ; after = chunk.position, chunks += 1) {
    chunk = await open(bureau.address('stamped'), (source) => first(source.copy(names, after, on)))
    if (!chunk) break
    rows.push(...chunk.rows)
  }
  const there = await bureau.sql<{ row: string }>(`select concat_ws('|', at, number, area, share, concat('\\\\x', lower(hex(paper))), cast(seal as unsigned)) as row from stamped`)
  expect(chunks).toBeGreaterThan(3)
  expect(rows.map((row) => row.slice(0, -1).join('|')).toSorted()).toEqual(there.map(({ row }) => row).toSorted())
  expect(rows.at(-1)!.slice(0, 2)).toEqual(['2026-11-28 08:00:00.123456', '18446744073709551615'])
})

test('a table without a key is read through in one snapshot; left early, the connection closes all the same', async () => {
  await bureau.sql('create table loose (words varchar(200))')
  await bureau.sql(`insert into loose select repeat(concat('word ', seq), 10) from seq_1_to_12000`)
  await open(bureau.address('loose', 'incremental'), async (source) => {
    expect(await source.mark()).toBeNull()
    let count = 0
    for await (const { rows } of source.copy(['words'], null, on)) {
      count += rows.length
      await bureau.sql(`insert into loose values ('late')`)
    }
    expect(count).toBe(12_000)
  })
  expect((await open(bureau.address('loose'), (source) => first(source.copy(['words'], null, on))))!.rows.length).toBe(5000)
})

test('rows committed by transactions that were open at the mark or during a run all arrive, however often a run is cut', async () => {
  await bureau.sql('create table register (id bigint auto_increment primary key, words varchar(20))')
  await bureau.sql(`insert into register select null, 'old' from seq_1_to_3000`)
  const [early, late] = [await bureau.connect(), await bureau.connect()]
  await early.query('start transaction')
  await early.query(`insert into register (words) values ('early')`)
  await bureau.sql(`insert into register (words) values ('between')`) // numbered after the open one, committed before the mark
  const address = bureau.address('register', 'incremental', '?overlap=9000')
  const held = new Map<string, TextRow>()
  const columns = ['words', 'id']
  let position = await open(address, async (source) => {
    const mark = await source.mark()
    for await (const { rows } of source.copy(columns, null, on)) for (const row of rows) held.set(row[1]!, row)
    return mark!
  })
  await early.query('commit')
  await late.query('start transaction')
  const [{ insertId }] = (await late.query(`insert into register (words) values ('late')`)) as unknown as [{ insertId: number }]
  await bureau.sql(`insert into register select null, 'new' from seq_1_to_6000`)
  const round = (one: Position, most: number) => open(address, async (source) => {
    for await (const { changes, position: reached } of source.changes!(columns, ['id'], one, on)) {
      for (const change of changes) if (change.kind === 'upsert') held.set(change.row[1]!, change.row)
      one = reached
      if (--most === 0) break
    }
    return one
  })
  for (let cut = 0; cut < 3; cut += 1) position = await round(position, 1)
  position = await round(position, 100)
  expect(held.has(String(insertId))).toBe(false)
  await late.query('commit')
  position = await round(position, 100)
  for (const { id } of await bureau.sql<{ id: string }>('select id from register')) expect(held.has(String(id)), `row ${id} arrived`).toBe(true)
  await Promise.all([early.end(), late.end()])
})

test('a lost connection is an outage; what a person must set right is told as such', async () => {
  const cut = await codeOf(open(bureau.address('stamped'), async (source) => {
    for await (const { rows } of source.copy(['number'], null, on)) if (rows.length > 0) await bureau.cut()
  }))
  expect(cut).not.toMatch(/^(done|transfer\..*)$/)
  const told = (change: Partial<SourceAddress>) => codeOf(open({ ...bureau.address('register'), ...change }, (source) => source.columns()))
  expect(await Promise.all([told({ secret: 'wrong' }), told({ url: bureau.address('').url.replace('/bureau', '/nowhere') }), told({ table: 'nothing' }), told({ mode: 'capture' }), told(bureau.address('register', 'incremental', '?counter=words'))]))
    .toEqual(['transfer.source.login_refused', 'transfer.source.no_database', 'transfer.source.no_table', 'transfer.source.no_capture', 'transfer.source.no_counter'])
  expect(await codeOf(mariadb({ networks: [] }).openSource(bureau.address('register')))).toBe('transfer.source.private_address')
})

test('rows are put by their key, again without effect, and taken away by it; what the table cannot hold is refused whole', async () => {
  await bureau.sql('create table received (area varchar(10), number bigint, born date, at datetime(3), paper blob, ok tinyint(1), words text, primary key (area, number))')
  const target = await connector.openTarget!(bureau.address('received'))
  const columns = ['area', 'number', 'born', 'at', 'paper', 'ok', 'words']
  const rows: TextRow[] = Array.from({ length: 4500 }, (_, n) => ['河西', String(9_007_199_254_740_993n + BigInt(n)), '1980-02-29', '2026-11-28 08:00:00.5+08', '\\x00ff', n % 2 ? 't' : 'f', n % 2 ? null : `it's "${n}" \\ ${'字'.repeat(200)}`])
  await target.write(columns, ['area', 'number'], rows)
  await target.write(columns, ['area', 'number'], [...rows, ['河西', '1', null, null, null, null, 'first'], ['河西', '1', null, null, null, null, 'last']])
  await target.remove(['area', 'number'], rows.slice(2).map(([area, number]) => [area!, number!]))
  expect(await bureau.sql('select cast(number as char) as number, born, at, hex(paper) as paper, ok, words from received order by number')).toEqual([
    { number: '1', born: null, at: null, paper: null, ok: null, words: 'last' },
    { number: '9007199254740993', born: '1980-02-29', at: '2026-11-28 00:00:00.500', paper: '00FF', ok: 0, words: rows[0]![6] },
    { number: '9007199254740994', born: '1980-02-29', at: '2026-11-28 00:00:00.500', paper: '00FF', ok: 1, words: null },
  ])
  expect(await codeOf(target.write(['area', 'number', 'born'], ['area', 'number'], [['河北', '1', null], ['河北', '2', '31.2.1980']]))).toBe('transfer.target.value_refused')
  expect(await codeOf(target.write(columns, ['number'], [rows[0]!]))).toBe('transfer.target.no_unique_key')
  expect(await bureau.sql(`select 1 from received where area = '河北'`)).toEqual([])
  await target.close()
})
