import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { useConnectors } from '../../server/systems/transfer/system.ts'
import { folderDrop } from '../../server/connectors/folder-drop.ts'
import { httpJson } from '../../server/connectors/http-json.ts'
import { postgres } from '../../server/connectors/postgres.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { jsonReceiver } from '../kit/json-receiver.ts'
import { sourceFake } from '../kit/source-fake.ts'
import { untilPlaced } from '../kit/until-placed.ts'
import { verifyReceipt } from '../kit/verify-receipt.ts'

const organisations = '307012000301'
const fields = ['credit_code', 'name', 'registered_by', 'registered_on', 'state']
const bureau = sourceFake(fields)
const drop = mkdtempSync(join(tmpdir(), 'haihe-drop-'))
const grant = randomUUIDv7()
let city: TestCity
let job: string
const codeOf = (at: number): string => `51${String(at).padStart(16, '0')}`
const row = (at: number, name = `第${at}号志愿服务队`): (string | null)[] => [codeOf(at), name, '市民政局', '2020-01-01', null]
const start = async (of = job, body: object = {}): Promise<string> => {
  const id = randomUUIDv7()
  const answer = await city.call('jin', 'POST', `/transfer/jobs/${of}/runs`, { id, ...body })
  expect(answer.statusCode, answer.body).toBe(201)
  return id
}
const show = async (login = 'jin', of = job) => (await city.call(login, 'GET', `/transfer/jobs/${of}`)).json()
const lastRun = async () => { await city.tick(); return (await show()).runs[0] }
const lying = async () => (await city.sql<{ n: number }>('select count(*)::int as n from exchange.row where resource_code = $1', [organisations]))[0]!.n
const setUp = (body: object, login = 'jin') => city.call(login, 'POST', '/transfer/jobs', { id: randomUUIDv7(), name: '社会组织', resource: organisations, kind: 'http', url: 'https://data.example.org/organisations', table: 'organisations', secret: 'X-Api-Key: 7f3a', mode: 'incremental', everyMinutes: null, ...body })

beforeAll(async () => {
  city = await openTestCity()
  useConnectors({ http: bureau.connector, folder: bureau.connector, postgres: postgres({ networks: ['127.0.0.0/8'] }) })
})
afterAll(async () => { rmSync(drop, { recursive: true, force: true }); await city?.close() })

test('a source department sets up a job for its own entry; its secret is sealed and shown to nobody; the authority sees how it goes and no row of it', async () => {
  for (const [body, code] of [[{ kind: 'mariadb' }, 'transfer.kind_not_here'], [{ kind: 'postgres', url: 'postgres://a:b@c/d' }, 'transfer.password_in_address'], [{ url: 'ftp://x' }, 'transfer.bad_address'], [{ grant: randomUUIDv7() }, 'transfer.resource_or_grant'],
    ...['120103-water', 'city-civil-affairs-2', 'city-civil-affairs/../120103-water', 'city-civil-affairs\\..\\120103-water', 'city-civil-affairs/./..'].map((url) => [{ kind: 'folder', url }, 'transfer.folder_of_another'] as const)] as const) expect((await setUp(body)).json().code).toBe(code)
  expect((await setUp({}, 'xie')).json().code).toBe('exchange.resource_unknown')
  expect((await setUp({}, 'hou')).statusCode).toBe(403)
  const made = await setUp({})
  expect(made.statusCode, made.body).toBe(201)
  job = made.json().id
  expect((await setUp({})).json().code).toBe('transfer.job_of_resource')
  expect((await show()).address).toMatchObject({ hasSecret: true })
  expect(JSON.stringify([await show(), await city.sql(`select encode(secret, 'escape') as secret from transfer.job`)])).not.toContain('7f3a')
  expect((await city.call('xie', 'GET', `/transfer/jobs/${job}`)).statusCode).toBe(404)
  expect((await setUp({ id: job }, 'xie')).json().code).toBe('transfer.job_unknown') // another's is as unknown as none, also by its id
  expect(await show('hou')).toMatchObject({ address: null, mayManage: false, job: { unit: { id: expect.any(String) } } })
})

test('a whole copy lands good rows, tells bad cells, and is done when both sides are the same; the leaf says so', async () => {
  bureau.rows = [...Array.from({ length: 25 }, (_, at) => row(at)), [codeOf(30), '空日期', '市民政局', '2020-02-30', null], [codeOf(30).slice(1), null, null, null, null]]
  await start()
  const run = await lastRun()
  expect(run).toMatchObject({ state: 'done', whole: true, rows: 27, good: 25, changed: 25, rejected: 2, estimate: 27, compared: { sent: { rows: 25 } } })
  expect(run.compared.sent).toEqual(run.compared.there)
  expect((await city.call('jin', 'GET', `/transfer/runs/${run.id}/rejects`)).json().items).toEqual(expect.arrayContaining([{ line: 26, column: '登记日期', code: 'not_date', value: '2020-02-30' }]))
  expect((await city.call('hou', 'GET', `/transfer/runs/${run.id}/rejects`)).statusCode).toBe(403)
  expect((await city.sql(`select id from ledger.entry where kind = 'transfer.compared'`))[0]).toEqual({ id: run.leaf })
  expect((await city.call('hou', 'GET', '/transfer/jobs')).json().items[0]).toMatchObject({ run: { state: 'done', may: [] } })
})

test('of changes the last of a key counts, what was removed goes, and the source may forget what is committed', async () => {
  bureau.changes = [{ kind: 'upsert', row: row(3, '甲') }, { kind: 'upsert', row: row(3, '乙') }, { kind: 'delete', key: { credit_code: codeOf(4) } }, { kind: 'upsert', row: row(40) }]
  await start()
  expect(await lastRun()).toMatchObject({ state: 'done', whole: false, rows: 4, changed: 2, removed: 1 })
  expect(bureau.acknowledged).toEqual(['4'])
  expect(await city.sql(`select plain->>'name' as name from exchange.row where plain->>'credit_code' = $1`, [codeOf(3)])).toEqual([{ name: '乙' }])
  expect(await lying()).toBe(25)
  await start()
  expect(await lastRun()).toMatchObject({ state: 'done', rows: 0, changed: 0 })
})

test('a source that shows fewer than half of its rows is an outage: it stops and says so, and nothing is removed; one that lost a few loses them here', async () => {
  const all = bureau.rows.slice(0, 25)
  bureau.rows = all.slice(0, 10)
  await start(job, { whole: true })
  expect(await lastRun()).toMatchObject({ state: 'stopped', says: { code: 'exchange.too_many_would_go', facts: { gone: 16, rows: 25 } }, may: ['retry'] })
  expect(await lying()).toBe(26)
  expect((await city.sql(`select count(*)::int as n from notice.notice where template = 'transfer.notice.stopped'`))).toEqual([{ n: 1 }])
  bureau.rows = all.slice(0, 20)
  bureau.changes = []
  await start(job, { whole: true })
  expect(await lastRun()).toMatchObject({ state: 'done', removed: 6 }) // 20 to 24, and 40
  expect(await lying()).toBe(20)
})

test('a column more, less or of another kind is passed by nobody: the run waits for a post, who accepts what can be done without and not what cannot', async () => {
  bureau.columns = [...fields.filter((name) => name !== 'state' && name !== 'name').map((name) => ({ name, type: name === 'registered_by' ? 'varchar(50)' : 'text' })), { name: 'phone', type: 'text' }]
  bureau.rows = Array.from({ length: 20 }, (_, at) => [codeOf(at), '市民政局', '2020-01-01', '022-1234'])
  const id = await start(job, { whole: true })
  expect(await lastRun()).toMatchObject({ state: 'quarantined', rows: 0, drift: { extra: [{ name: 'phone' }], missing: [{ field: 'name', needed: true }, { field: 'state', needed: false }], retyped: [{ is: 'varchar(50)', was: 'text' }] }, may: ['decide', 'cancel'] })
  expect((await city.call('jin', 'POST', `/transfer/runs/${id}/drift`, { decision: 'accept' })).json().code).toBe('transfer.columns_needed')
  expect((await city.call('xie', 'POST', `/transfer/runs/${id}/drift`, { decision: 'stop' })).json().code).toBe('transfer.run_unknown')
  bureau.columns.push({ name: 'name', type: 'text' })
  bureau.rows = bureau.rows.map((one, at) => [...one, `第${at}号志愿服务队`])
  expect((await city.call('jin', 'POST', `/transfer/runs/${id}/drift`, { decision: 'stop' })).json().state).toBe('stopped')
  expect((await city.call('jin', 'POST', `/transfer/runs/${id}/resume`, {})).json().state).toBe('waiting')
  expect(await lastRun()).toMatchObject({ state: 'quarantined', drift: { missing: [{ field: 'state' }] } })
  expect((await city.call('jin', 'POST', `/transfer/runs/${id}/drift`, { decision: 'accept', note: '电话不收' })).json().state).toBe('waiting')
  expect(await lastRun()).toMatchObject({ state: 'done', good: 20, rejected: 0 })
  expect(JSON.stringify(await city.sql('select plain from exchange.row where resource_code = $1', [organisations]))).not.toContain('022-1234')
})

test('paused it holds still after a chunk and goes on from there; out of reach it is tried again later by itself; by its time it runs without anybody', async () => {
  bureau.chunk = 10_000
  bureau.rows = Array.from({ length: 20_050 }, (_, at) => [codeOf(at), '市民政局', '2020-01-01', null, `第${at}号志愿服务队`])
  const id = await start(job, { whole: true })
  bureau.before = async () => { bureau.before = async () => {}; await city.done('jin', `/transfer/runs/${id}/pause`, {}) }
  expect(await lastRun()).toMatchObject({ state: 'paused', rows: 0, may: ['resume', 'cancel'] })
  bureau.breaksAfter = 20_000
  await city.done('jin', `/transfer/runs/${id}/resume`, {})
  expect(await lastRun()).toMatchObject({ state: 'waiting', rows: 20_000, chunks: 2, tries: 1, says: { code: 'transfer.source.outage' } })
  bureau.breaksAfter = Infinity
  expect((await lastRun()).state).toBe('waiting')
  city.setNow(new Date(city.now().getTime() + 61_000))
  expect(await lastRun()).toMatchObject({ state: 'done', rows: 20_050, chunks: 3 })
  expect(await lying()).toBe(20_050)
  const { version } = (await show()).job
  expect((await city.call('jin', 'POST', `/transfer/jobs/${job}/change`, { version, everyMinutes: 60 })).statusCode).toBe(200)
  const runs = (await show()).runs.length
  city.setNow(new Date(city.now().getTime() + 3_601_000))
  expect(await lastRun()).toMatchObject({ state: 'done', whole: false })
  expect((await show()).runs.length).toBe(runs + 1)
})

test('what a source keeps for a job is asked also while it stands still: from half on its unit is told once, at the whole it is let go and the next run is a whole copy', async () => {
  await city.sql(`update transfer.job set mode = 'capture' where id = $1`, [job])
  const told = async () => (await city.sql<{ template: string }>(`select template from notice.notice where template like 'transfer.notice.%' order by id`)).map(({ template }) => template).filter((one) => /filling|let_go/.test(one))
  bureau.kept = { bytes: 40, most: 100 }
  await city.tick()
  expect((await show()).kept).toMatchObject({ bytes: 40, most: 100 })
  expect(await told()).toEqual([])
  bureau.kept = { bytes: 60, most: 100 }
  await city.tick()
  await city.tick()
  expect(await told()).toEqual(['transfer.notice.filling'])
  bureau.kept = { bytes: 101, most: 100 }
  await city.tick()
  expect([await told(), bureau.forgotten]).toEqual([['transfer.notice.filling', 'transfer.notice.let_go'], 1])
  bureau.kept = null
  await start()
  expect(await lastRun()).toMatchObject({ state: 'done', whole: true })
})

test('what a grant gives goes into a real table of the unit that has it; suspended, the next chunk is refused and the run says so; what is gone here goes there, and what others wrote there is shown', async () => {
  await city.done('jin', `/transfer/jobs/${job}/end`, {})
  await city.sql('delete from exchange.row where resource_code = $1 and digest not in (select digest from exchange.row where resource_code = $1 order by id limit 12500)', [organisations])
  await city.sql('create table public.received (credit_code text primary key, name text, founded date)')
  const filed = await city.call('xie', 'POST', '/exchange/requests', { id: grant, resource: organisations, fields: ['credit_code', 'name', 'registered_on'], purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 1_000_000 })
  expect(filed.json().state, filed.body).toBe('granted')
  const server = new URL(inject('cluster').superUrl)
  const [{ name: database }] = await city.sql<{ name: string }>('select current_database() as name') as [{ name: string }]
  const address = { kind: 'postgres', url: `postgres://${server.username}@${server.host}/${database}`, table: 'public.received', secret: decodeURIComponent(server.password) || null }
  expect((await setUp({ ...address, resource: undefined, grant })).json().code).toBe('exchange.grant_unknown')
  const made = await setUp({ ...address, resource: undefined, grant, mode: 'full', mapping: { registered_on: 'founded' } }, 'xie')
  expect(made.statusCode, made.body).toBe(201)
  const out = made.json().id as string
  const go = async () => { const answer = await city.call('xie', 'POST', `/transfer/jobs/${out}/runs`, { id: randomUUIDv7() }); expect(answer.statusCode, answer.body).toBe(201); await city.tick(); return (await show('xie', out)).runs[0] }
  const first = await go()
  expect(first, JSON.stringify(first)).toMatchObject({ state: 'done', rows: 12_500, chunks: 3, compared: { there: { rows: 12_500 } } })
  expect(await city.sql(`select founded::text from public.received where credit_code = $1`, [codeOf(7)])).toEqual([{ founded: '2020-01-01' }])
  await city.tick()
  const [{ id: delivery }] = await city.sql<{ id: string }>('select delivery_id as id from transfer.run where id = $1', [first.id]) as [{ id: string }]
  expect((await city.call('jin', 'GET', `/exchange/deliveries/${delivery}/receipt`)).json()).toMatchObject({ manifest: { rows: 12_500, fields: ['credit_code', 'name', 'registered_on'] } })

  await city.sql(`delete from exchange.row where resource_code = $1 and plain->>'credit_code' = $2`, [organisations, codeOf(7)])
  await city.sql(`insert into public.received values ('of-another', '别人写的', null)`)
  expect(await go()).toMatchObject({ state: 'differs', removed: 1, compared: { sent: { rows: 12_499 }, there: { rows: 12_500 } } })
  expect((await city.sql('select credit_code from public.received where credit_code in ($1, $2)', [codeOf(7), 'of-another']))).toEqual([{ credit_code: 'of-another' }])
  expect(await city.sql('select count(distinct delivery_id)::int as deliveries, count(*)::int as chunks from transfer.put_chunk where job_id = $1', [out])).toEqual([{ deliveries: 1, chunks: 3 }]) // what earlier ones put is there no more, or was put again
  await city.sql('delete from public.received')
  const tables = postgres({ networks: ['127.0.0.0/8'] })
  let after: (chunk: number) => Promise<unknown> = async (chunk) => { if (chunk === 2) throw new Error('gone away') }
  useConnectors({ postgres: { ...tables, openTarget: async (to) => { const target = await tables.openTarget!(to); return { ...target, write: async (...given) => { await target.write(...given); await after(given[3]!.number) } } } } })
  // dead when the second chunk was written and not saved: it is given again from there, the same rows, and counted once
  expect([await go(), await city.sql('select count(*)::int as n from public.received')]).toMatchObject([{ state: 'waiting', chunks: 1, rows: 5000, tries: 1 }, [{ n: 10_000 }]])
  after = async () => {}
  city.setNow(new Date(city.now().getTime() + 61_000))
  await city.tick()
  expect((await show('xie', out)).runs[0]).toMatchObject({ state: 'done', chunks: 3, rows: 12_499, compared: { sent: { rows: 12_499 }, there: { rows: 12_499 } } })
  // suspended while the first chunk is written: the second, read meanwhile, is not
  await city.sql('delete from public.received')
  after = async () => { expect((await city.call('hou', 'POST', `/exchange/requests/${grant}/suspend`, { reason: '超出用途' })).statusCode).toBe(200) }
  expect(await go()).toMatchObject({ state: 'stopped', chunks: 1, rows: 5000, says: { code: 'exchange.grant_not_in_force' } })
  expect(await city.sql('select count(*)::int as n from public.received')).toEqual([{ n: 5000 }])
  // nor was it counted, or put on the ledger: what stands there, what was given and what was metered are the same
  expect(await city.sql(`select d.rows, d.chunks, (select sum(rows)::int from exchange.delivery_chunk where delivery_id = d.id) as given, (select sum(u.rows)::int from exchange.usage u where u.grant_id = d.grant_id) as metered
    from exchange.delivery d where d.grant_id = $1 order by d.id desc limit 1`, [grant])).toEqual([{ rows: 5000, chunks: 1, given: 5000, metered: 12_500 + 12_499 + 12_499 + 5000 }])
  expect(await go()).toMatchObject({ state: 'stopped', chunks: 0, says: { code: 'exchange.grant_not_in_force' } })
})

test('the same grant fills a file of its unit and a receiver: suspended in the middle the half file is gone, whole it verifies offline; out of reach the receiver is told again from the last chunk it acknowledged, and what the grant gives no more is told at the end', async () => {
  expect((await city.call('hou', 'POST', `/exchange/requests/${grant}/lift`, { reason: '整改完成' })).statusCode).toBe(200)
  await city.sql('delete from exchange.row where resource_code = $1 and digest not in (select digest from exchange.row where resource_code = $1 order by id limit 2499)', [organisations])
  const [{ unit_id: unit }] = await city.sql<{ unit_id: string }>('select unit_id from exchange.grant where id = $1', [grant]) as [{ unit_id: string }]
  const receiver = await jsonReceiver('约定的密钥')
  const files = folderDrop({ root: drop })
  let after: (chunk: number) => Promise<unknown> = async () => {}
  useConnectors({ http: httpJson({ networks: ['127.0.0.0/8'] }), folder: { ...files, openTarget: async (address) => { const target = await files.openTarget!(address); return { ...target, write: async (...given) => { await target.write(...given); await after(given[3]!.number) } } } } })
  const made = async (body: object) => { const answer = await setUp({ resource: undefined, grant, mode: 'full', secret: null, ...body }, 'xie'); return answer.statusCode === 201 ? answer.json().id as string : answer.json().code as string }
  expect([await made({ kind: 'folder', url: unit, table: 'a.txt' }), await made({ kind: 'folder', url: 'city-civil-affairs', table: 'a.csv' }), await made({ kind: 'http', url: receiver.url, table: '/' })]).toEqual(['transfer.file_name', 'transfer.folder_of_another', 'transfer.secret_needed'])
  const go = async (of: string) => { expect((await city.call('xie', 'POST', `/transfer/jobs/${of}/runs`, { id: randomUUIDv7() })).statusCode).toBe(201); await untilPlaced(city, city.tick()); return (await show('xie', of)).runs[0] }

  const file = await made({ kind: 'folder', url: unit, table: '名录.xlsx', mapping: { name: '简称' } })
  after = async (chunk) => { if (chunk === 2) await city.call('hou', 'POST', `/exchange/requests/${grant}/suspend`, { reason: '超出用途' }) }
  expect(await go(file)).toMatchObject({ state: 'stopped', chunks: 2, says: { code: 'exchange.grant_not_in_force' } })
  expect(readdirSync(join(drop, unit))).toEqual([])
  after = async () => {}
  await city.done('hou', `/exchange/requests/${grant}/lift`, { reason: '整改完成' })
  expect(await go(file)).toMatchObject({ state: 'done', rows: 2499, compared: { there: { rows: 2499 } } })
  const key = (await city.anonymous({ url: '/ledger' })).json().verifierKeys.ed25519
  expect(JSON.parse(readFileSync(join(drop, unit, '名录.xlsx.receipt.json'), 'utf8')).file.columns.map(({ name }: { name: string }) => name)).toEqual(['统一社会信用代码', '简称', '登记日期'])
  expect(verifyReceipt(join(drop, unit, '名录.xlsx'), key)).toMatchObject({ code: 0, said: expect.stringContaining('All 3 chunks') })
  writeFileSync(join(drop, unit, '名录.xlsx.receipt.json'), readFileSync(join(drop, unit, '名录.xlsx.receipt.json'), 'utf8').replace('"简称"', '"名字"'))
  expect(verifyReceipt(join(drop, unit, '名录.xlsx'), key).code).toBe(1)

  const push = await made({ kind: 'http', url: receiver.url, table: '/', secret: '约定的密钥' })
  receiver.answer = ({ rows }) => (Array.isArray(rows) && receiver.came.length === 2 ? { status: 503 } : {})
  expect(await go(push)).toMatchObject({ state: 'waiting', chunks: 1, tries: 1, says: { code: 'transfer.source.outage' } })
  city.setNow(new Date(city.now().getTime() + 61_000))
  await city.tick()
  expect((await show('xie', push)).runs[0]).toMatchObject({ state: 'done', rows: 2499, compared: { there: { rows: 2499 } } })
  expect(receiver.came.map((one) => one.slice(37))).toEqual(['1-1', '2-1', '2-1', '3-1', 'finished'])
  await city.sql(`delete from exchange.row where resource_code = $1 and plain->>'credit_code' = $2`, [organisations, codeOf(8)])
  expect([await go(push), receiver.rows.has(JSON.stringify([codeOf(8)])), receiver.rows.size]).toMatchObject([{ state: 'done', removed: 1 }, false, 2498])
  receiver.answer = () => ({ status: 422 })
  expect(await go(push)).toMatchObject({ state: 'stopped', says: { code: 'transfer.target.refused', facts: { status: 422 } } })
  await city.done('xie', `/transfer/jobs/${push}/end`, {})
  expect(await city.sql('select from transfer.told_key')).toEqual([])
  receiver.close()
})

test('bad cells are forgotten first, then runs with their chunks; the newest fifty of a job and what is open stay', async () => {
  const newer = (await city.sql('select from transfer.run where job_id = $1', [job])).length
  const old = (n: number, days: number, state = 'done'): Promise<unknown> => city.sql(`insert into transfer.run select (jsonb_populate_record(r, jsonb_build_object('id', '01000000-0000-7000-8000-' || lpad($1::text, 12, '0'), 'state', $3::text, 'rejected', 1,
      'asked_at', at, 'moved_at', at, 'ended_at', case when $3::text = 'paused' then null else at end))).*
    from transfer.run r, lateral (select $4::timestamptz - make_interval(days => $2) as at) when_asked where job_id = $5 and state = 'done' limit 1`, [n, days, state, city.now(), job])
  for (const [n, days, state] of [[1, 401, 'done'], [2, 401, 'stopped'], [3, 399, 'done'], [4, 401, 'paused']] as const) await old(n, days, state)
  for (let n = 100; n < 150; n++) await old(n, 401)
  await old(150, 29)
  await city.sql(`insert into transfer.chunk select id, 1, 1, 1, 1, 0, null, $1 from transfer.run where id::text like '01000000%'`, [city.now()])
  await city.sql(`insert into transfer.reject select id, line, 'name', 'not_date', 'x' from transfer.run, generate_series(1, 250) line where id::text like '01000000%'`)
  await city.tick()
  const left = async (table: string, id: string) => (await city.sql<{ n: number }>(`select distinct right(${id}::text, 12)::int as n from transfer.${table} where ${id}::text like '01000000%' order by 1`)).map(({ n }) => n)
  const stay = [3, 4, ...Array.from({ length: 50 - newer }, (_, at) => 101 + newer + at)]
  expect([await left('run', 'id'), await left('chunk', 'run_id'), await left('reject', 'run_id')]).toEqual([stay, stay, [150]])
})
