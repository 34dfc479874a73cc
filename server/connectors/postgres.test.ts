import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change, ChangeChunk, Chunk, Position, Source, SourceAddress, TextRow } from '#systems/transfer'
import { openSourcePostgres, type SourceDatabase } from '../../test/kit/source-postgres.ts'
import { rowContents } from '../systems/transfer/out/put-row.ts'
import { postgres } from './postgres.ts'

const connector = postgres({ networks: ['127.0.0.0/8'] })
const on = new AbortController().signal
let bureau: SourceDatabase
beforeAll(async () => { bureau = await openSourcePostgres() })
afterAll(() => bureau?.close())

const open = <R>(address: SourceAddress, work: (source: Source) => Promise<R>): Promise<R> => connector.openSource(address).then((source) => work(source).finally(() => source.close()))
async function first<T>(some: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of some) return one
  return undefined
}
async function all<T>(some: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = []
  for await (const one of some) gathered.push(one)
  return gathered
}
/** What a target would hold: rows by their first cell. */
const applied = (held: Map<string, TextRow>, changes: readonly Change[]): void => {
  for (const change of changes) if (change.kind === 'delete') held.delete(Object.values(change.key)[0]!); else held.set(change.row[0]!, change.row)
}
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string; message: string }) => error.code ?? error.message)

test('ten thousand rows of one instant, the connection opened anew after every chunk: all are there, once, as the server prints them', async () => {
  await bureau.sql(`create table stamped (area text, number int, at timestamptz, share float8, paper bytea, ok boolean, primary key (area, number));
    insert into stamped select case n % 2 when 0 then '河东' else 'O''Hara' end, n, '2026-11-28 08:00+08', n / 7.0, decode(md5(n::text), 'hex'), n % 3 = 0 from generate_series(1, 10000) n`)
  const names = ['at', 'number', 'area', 'share', 'paper', 'ok']
  const rows: TextRow[] = []
  let [after, chunks] = [null as Position | null, 0]
  for (let chunk: Chunk | undefined; ; after = chunk.position, chunks += 1) {
    chunk = await open(bureau.address('stamped'), (source) => first(source.copy(names, after, on)))
    if (!chunk) break
    rows.push(...chunk.rows)
  }
  const there = await bureau.sql<{ row: string[] }>(`select array[at::text, number::text, area, share::text, paper::text, left(ok::text, 1)] as row from stamped order by area, number`)
  expect(chunks).toBeGreaterThan(3)
  expect(rows.length).toBe(10_000)
  expect(rows[0]![0]).toBe('2026-11-28 00:00:00+00')
  expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set((await bureau.sql<{ row: string[] }>(`set timezone to utc`), there).map(({ row }) => JSON.stringify(row))))
})

test('a copy goes on behind a key of any type', async () => {
  const keys = {
    uuid: 'md5(n::text)::uuid', numeric: 'n / 7.0', float8: 'sqrt(n)', float4: 'sqrt(n)::float4', timestamptz: `'2026-01-01'::timestamptz + n * interval '0.000001 s'`, date: `'2026-01-01'::date + n`, bytea: `decode(md5(n::text), 'hex')`,
    interval: `n * interval '1.000001 s'`, inet: `'10.0.0.0'::inet + n`, 'char(8)': `'k' || n`, text: `chr(19968 + n) || chr(39) || chr(92)`, 'bit(16)': 'n::bit(16)', jsonb: `jsonb_build_object('n', n)`, 'int[]': 'array[n % 3, n]',
  }
  for (const [type, value] of Object.entries(keys)) {
    await bureau.sql(`drop table if exists keyed; create table keyed (key ${type} primary key, n int); insert into keyed select ${value}, n from generate_series(1, 700) n`)
    const begun = await open(bureau.address('keyed'), (source) => first(source.copy(['n'], null, on)))
    const ended = await open(bureau.address('keyed'), (source) => all(source.copy(['n'], begun!.position, on)))
    expect(new Set([begun!, ...ended].flatMap(({ rows }) => rows.map(([n]) => n))).size, type).toBe(700)
    expect([begun!, ...ended].map(({ rows }) => rows.length), type).toEqual([500, 200])
  }
})

test('a table without a key and a view are read in one snapshot, and what is written meanwhile is not in it', async () => {
  await bureau.sql(`create table loose (words text); insert into loose select 'word ' || n from generate_series(1, 1200) n; create view shown as select * from loose`)
  for (const table of ['loose', 'shown']) {
    await open(bureau.address(table), async (source) => {
      let count = 0
      for await (const { rows } of source.copy(['words'], null, on)) {
        count += rows.length
        await bureau.sql(`insert into loose values ('late')`)
      }
      const late = (await bureau.sql(`select from loose where words = 'late'`)).length
      expect([count, late]).toEqual(table === 'loose' ? [1200, 2] : [1202, 4])
    })
  }
})

test('rows committed by transactions that were open at the mark or during a run all arrive, under a savepoint too, and however often a run is cut', async () => {
  await bureau.sql(`create table register (id int primary key, words text); insert into register select n, 'old' from generate_series(1, 3000) n`)
  const [early, late] = [await bureau.connect(), await bureau.connect()]
  await early.query(`begin; update register set words = 'early' where id <= 900; savepoint inner_one; insert into register values (5000, 'under a savepoint')`)
  await bureau.sql(`insert into register values (5001, 'between')`) // numbered after the savepoint, committed before the mark
  const held = new Map<string, TextRow>()
  const columns = ['id', 'words']
  let position = await open(bureau.address('register', 'incremental'), async (source) => {
    const mark = await source.mark()
    for await (const { rows } of source.copy(columns, null, on)) for (const row of rows) held.set(row[0]!, row)
    return mark!
  })
  await early.query('commit')
  await late.query(`begin; insert into register values (6000, 'late')`)
  await bureau.sql(`update register set words = 'new' where id between 100 and 2000`)
  const round = (one: Position, most: number) => open(bureau.address('register', 'incremental'), async (source) => {
    for await (const chunk of source.changes!(columns, ['id'], one, on)) {
      applied(held, chunk.changes)
      one = chunk.position
      if (--most === 0) break
    }
    return one
  })
  for (let cut = 0; cut < 3; cut += 1) position = await round(position, 1)
  await late.query('commit')
  for (let more = 0; more < 2; more += 1) position = await round(position, 100)
  const there = await bureau.sql<{ id: number; words: string }>('select id, words from register')
  expect(held).toEqual(new Map(there.map(({ id, words }) => [String(id), [String(id), words]])))
  expect(await open(bureau.address('register', 'incremental'), async (source) => (await all(source.changes!(columns, ['id'], position, on))).flatMap(({ changes }) => changes))).toEqual([])
  await Promise.all([early.end(), late.end()])
})

test('a connection that is lost in mid-copy is an outage, and the copy goes on behind the last chunk', async () => {
  const numbers = async (after: Position | null, cutAt: number | null) => open(bureau.address('stamped', 'incremental'), async (source) => {
    const gathered: string[] = []
    let position = after
    const lost = await codeOf((async () => {
      for await (const chunk of source.copy(['number'], after, on)) {
        gathered.push(...chunk.rows.map(([number]) => number!))
        position = chunk.position
        if (cutAt !== null && gathered.length >= cutAt) await bureau.cut()
      }
    })())
    return { gathered, position, lost }
  })
  const begun = await numbers(null, 500)
  expect(begun.lost).not.toMatch(/^(done|transfer\..*)$/)
  const ended = await numbers(begun.position, null)
  expect(ended.lost).toBe('done')
  expect(new Set([...begun.gathered, ...ended.gathered]).size).toBe(10_000)
})

const capturing = bureauTable('captured')
function bureauTable(table: string) {
  const columns = ['id', 'words', 'note']
  return {
    address: () => bureau.address(table, 'capture'),
    mark: () => open(bureau.address(table, 'capture'), async (source) => (await source.mark())!),
    /** Takes chunks and acknowledges each, at most so many. */
    take: (since: Position, most = Infinity) => open(bureau.address(table, 'capture'), async (source) => {
      const chunks: ChangeChunk[] = []
      for await (const chunk of source.changes!(columns, ['id'], since, on)) {
        chunks.push(chunk)
        await source.acknowledge!(chunk.position)
        if (chunks.length >= most) break
      }
      return { changes: chunks.flatMap(({ changes }) => changes), position: chunks.at(-1)?.position ?? since, chunks }
    }),
  }
}

test('changes come in the order of their commits, with deletions, a changed key and long values that an update left alone', async () => {
  await bureau.sql(`create table captured (id int primary key, words text, note text); create table reckoned (id int primary key, twice int generated always as (id * 2) stored); alter table reckoned replica identity full`)
  const [{ server_version_num: version }] = await bureau.sql<{ server_version_num: string }>('show server_version_num') as [{ server_version_num: string }]
  expect(await codeOf(bureauTable('reckoned').mark())).toBe(Number(version) >= 180_000 ? 'transfer.source.identity_generated' : 'done')
  await open(bureauTable('reckoned').address(), (source) => source.forget!())
  expect(await codeOf(capturing.mark())).toBe('transfer.source.identity_not_full')
  await bureau.sql('alter table captured replica identity full')
  const mark = await capturing.mark()
  const long = 'x'.repeat(20) + Array.from({ length: 3000 }, (_, n) => String.fromCharCode(19_968 + ((n * 7919) % 20_000))).join('')
  const slow = await bureau.connect()
  await slow.query(`begin; insert into captured values (2, 'begun first, committed last', null)`)
  await bureau.sql(`insert into captured values (1, 'one', $1)`, [long])
  await bureau.sql(`update captured set words = 'uno' where id = 1`)
  await slow.query('commit')
  await bureau.sql(`update captured set id = 3 where id = 2`)
  await bureau.sql(`delete from captured where id = 1`)
  const { changes, position, chunks } = await capturing.take(mark)
  expect(changes).toEqual([
    { kind: 'upsert', row: ['1', 'one', long] }, { kind: 'upsert', row: ['1', 'uno', long] }, { kind: 'upsert', row: ['2', 'begun first, committed last', null] },
    { kind: 'delete', key: { id: '2' } }, { kind: 'upsert', row: ['3', 'begun first, committed last', null] }, { kind: 'delete', key: { id: '1' } },
  ])
  expect(Math.abs(Date.now() - chunks[0]!.committedAt!.getTime())).toBeLessThan(60_000)
  expect((await capturing.take(position)).changes).toEqual([])
  await slow.end()
})

test('one long transaction is cut into chunks; stopped after each, acknowledged or not, every change comes once and in order', async () => {
  const mark = await capturing.mark()
  await bureau.sql(`insert into captured select n, 'many', null from generate_series(10, 12009) n`)
  await bureau.sql(`insert into captured values (20000, 'after', null)`)
  await bureau.sql(`insert into captured select n, 'more', null from generate_series(20001, 32000) n`)
  const expected = [...Array.from({ length: 12_000 }, (_, n) => n + 10), ...Array.from({ length: 12_001 }, (_, n) => n + 20_000)]
  const numbers = (changes: readonly Change[]) => changes.map((change) => (change.kind === 'upsert' ? Number(change.row[0]) : null))
  const unacknowledged = await open(capturing.address(), (source) => all(source.changes!(['id'], ['id'], mark, on)))
  expect(Math.max(...unacknowledged.map(({ changes }) => changes.length))).toBe(5000)
  expect(numbers(unacknowledged.flatMap(({ changes }) => changes))).toEqual(expected)
  const seen: Change[] = []
  for (let [since, more] = [mark, true]; more;) {
    const { changes, position } = await capturing.take(since, 1)
    seen.push(...changes)
    ;[more, since] = [position !== since, position]
  }
  expect(numbers(seen)).toEqual(expected)
})

test('a lost slot, a slot made anew, one that keeps too much, an emptied table and a changed one stop the job and say so', async () => {
  const mark = await capturing.mark()
  const [{ slot_name: slot }] = await bureau.sql<{ slot_name: string }>('select slot_name from pg_replication_slots') as [{ slot_name: string }]
  await bureau.sql(`insert into captured values (40000, 'before', null)`)
  await bureau.sql(`alter table captured add born date`)
  await bureau.sql(`insert into captured values (40001, 'behind', null)`)
  const before = await capturing.take(mark, 1)
  expect(before.changes).toEqual([{ kind: 'upsert', row: ['40000', 'before', null] }])
  expect(await codeOf(capturing.take(before.position))).toBe('transfer.source.drift')

  const again = await capturing.mark()
  await bureau.sql('truncate captured')
  expect(await codeOf(capturing.take(again))).toBe('transfer.source.emptied')

  const third = await capturing.mark()
  await bureau.sql(`insert into captured select n, repeat('long', 100), null from generate_series(1, 5000) n`)
  const small = { ...capturing.address(), url: `${capturing.address().url}?most_wal_mb=1` }
  expect(await open(small, (source) => source.retained!())).toMatchObject({ most: 1024 ** 2, bytes: expect.toSatisfy((bytes: number) => bytes > 1024 ** 2) })
  expect(await codeOf(open(small, (source) => first(source.changes!(['id'], ['id'], third, on))))).toBe('transfer.source.slot_over_cap')
  expect(await bureau.sql('select from pg_replication_slots')).toEqual([])
  expect(await codeOf(capturing.take(third))).toBe('transfer.source.slot_lost')
  await bureau.sql(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [slot])
  expect(await codeOf(capturing.take(third))).toBe('transfer.source.slot_lost')
  await open(capturing.address(), (source) => source.forget!())
  expect(await bureau.sql('select from pg_replication_slots')).toEqual([])
})

test('what a person must set right is told as such: login, database, table, address', async () => {
  const told = (change: Partial<SourceAddress>) => codeOf(open({ ...bureau.address('register'), ...change }, (source) => source.columns()))
  expect(await Promise.all([told({ secret: 'wrong' }), told({ url: bureau.address('').url.replace('/bureau', '/nowhere') }), told({ table: 'nothing' }), told({ url: `${bureau.address('').url}?sslmode=verify-full` })]))
    .toEqual(['transfer.source.login_refused', 'transfer.source.no_database', 'transfer.source.no_table', 'transfer.source.name_needed'])
  expect(await codeOf(postgres({ networks: [] }).openSource(bureau.address('register')))).toBe('transfer.source.private_address')
})

test('what stands in a table is summed there as it is summed here, however either side spells it', async () => {
  await bureau.sql('create table summed (words text, share numeric(8, 3), paid boolean, at timestamptz, narrow char(4), primary key (words))')
  const target = await connector.openTarget!(bureau.address('summed'))
  const columns = ['words', 'share', 'paid', 'at', 'narrow']
  const types = ['text', 'decimal', 'boolean', 'datetime', 'text'] as const
  const rows: TextRow[] = [['"王"\\\t\n\u0001\u2028😀', '1.5', 'true', '2026-11-28T08:00:00.120Z', 'abcd'], ['', '100.00', 'false', '2026-11-28T08:00:00Z', null], ['/<>&\u007f', null, null, '2026-11-28T08:00:00.000Z', null], ['z', '0.000', 'true', null, null], ['zz', '-20', null, null, null]]
  await target.write(columns, ['words'], rows)
  const contentOf = rowContents({ fields: columns.map((field, at) => ({ field, name: field, type: types[at]! })), keys: ['words'] })
  const sum = (of: readonly TextRow[]) => ({ rows: of.length, content: BigInt.asUintN(64, of.reduce((total, row) => total + contentOf(row), 0n)).toString(16).padStart(16, '0') })
  expect(await target.sum!(columns, types)).toEqual(sum(rows))
  await bureau.sql(`update summed set narrow = 'ab' where words = 'z'`)
  expect(await target.sum!(columns, types)).toEqual(sum(rows.map((row) => (row[0] === 'z' ? [...row.slice(0, 4), 'ab  '] : row)))) // as it is read back
  await target.close()
})

test('rows are put by their key, again without effect, and taken away by it; what the table cannot hold is refused whole', async () => {
  await bureau.sql('create table received (area text, number bigint, born date, words text, primary key (area, number))')
  const target = await connector.openTarget!(bureau.address('received'))
  const rows: TextRow[] = Array.from({ length: 4500 }, (_, n) => ['河西', String(9_007_199_254_740_993n + BigInt(n)), '1980-02-29', n % 2 ? null : `{"${n}", \\N}`])
  const columns = ['area', 'number', 'born', 'words']
  expect(await codeOf(target.write(columns, ['number'], rows))).toBe('transfer.target.no_unique_key') // nor where none stands in the way yet
  await target.write(columns, ['area', 'number'], [[...rows[1]!.slice(0, 3), 'other words']]) // of a hundred that are looked up it is none
  await target.write(columns, ['area', 'number'], rows)
  expect(await bureau.sql(`select count(*)::int as n, count(words)::int as worded from received where born = '1980-02-29'`)).toEqual([{ n: 4500, worded: 2250 }])
  const written = await bureau.sql('select xmin::text from received group by 1')
  await target.write(columns, ['area', 'number'], [...rows, ['河西', '1', null, 'first'], ['河西', '1', null, 'last']])
  expect(await bureau.sql(`select xmin::text from received where words is distinct from 'last' group by 1`)).toEqual(written)
  await target.remove(['area', 'number'], rows.slice(2).map(([area, number]) => [area!, number!]))
  expect(await bureau.sql('select number::text, words from received order by received.number')).toEqual([{ number: '1', words: 'last' }, { number: '9007199254740993', words: '{"0", \\N}' }, { number: '9007199254740994', words: null }])
  expect(await codeOf(target.write(columns, ['area', 'number'], [['河北', '1', null, ''], ['河北', '2', '31.2.1980', '']]))).toBe('transfer.target.value_refused')
  expect(await codeOf(target.write(columns, ['number'], [['河北', '1', null, '']]))).toBe('transfer.target.no_unique_key')
  expect(await bureau.sql(`select from received where area = '河北'`)).toEqual([])
  await target.close()
})
