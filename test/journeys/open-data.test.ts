import { createHash, randomUUIDv7 } from 'node:crypto'
import ExcelJs from 'exceljs'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { gb18030 } from '../kit/gb18030.ts'

// xie prepares for the district's water bureau, meng is its head, hou the city's data authority, jin another unit
let city: TestCity
const did = async (login: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  const answer = await city.call(login, method, url, payload)
  expect(answer.statusCode, `${url} ${answer.body}`).toBeLessThan(300)
  return answer.json()
}
const open = async (url: string) => (await city.anonymous({ url })).json()
const send = async (name: string, bytes: Buffer, fileName = 'table.csv', query = '', login = 'xie') => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), fileName)
  const body = new Response(form)
  return (await city.as(login))({ method: 'POST', url: `/open-data/desk/datasets/${name}/file${query}`, headers: { 'content-type': body.headers.get('content-type')! }, payload: Buffer.from(await body.arrayBuffer()) })
}
const loaded = async (name: string, text: string | Buffer, fileName?: string) => {
  const answer = await send(name, typeof text === 'string' ? Buffer.from(text) : text, fileName)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as { id: string; rows: number; rejected: number; kept: boolean; encoding: string; faults: object[]; columns: { heading: string; type: string }[] }
}
const settings = (changes: object = {}) => ({ title: '公厕名录', summary: '对公众开放的厕所在哪里', theme: '生活服务', tags: ['公厕'], cycle: 'monthly', licence: 'attribution', scope: '全区', grade: 1, aboutPeople: false, quasi: [], columns: [], ...changes })
const create = (name: string, changes: object = {}) => did('xie', 'POST', '/open-data/desk/datasets', { id: randomUUIDv7(), name, ...settings(changes) })
const sign = (name: string, draft: string, more: object = {}) => did('meng', 'POST', `/open-data/desk/datasets/${name}/sign`, { draft, note: '公开资料，可以开放', ...more })
const publish = (name: string, draft: string, more: object = {}) => city.call('xie', 'POST', `/open-data/desk/datasets/${name}/publish`, { draft, ...more })
const gate = async (name: string) => (await did('xie', 'GET', `/open-data/desk/datasets/${name}`)).gate as { passed: boolean; checks: { check: string; passed: boolean; findings: object[] }[] }
const failed = async (name: string) => (await gate(name)).checks.filter(({ passed }) => !passed)
beforeAll(async () => { city = await openTestCity() })
afterAll(() => city?.close())

test('dirty files come in whole, or with every rejected row told by line and column, and never half', async () => {
  await create('toilets')
  // a K in row 1,001, a thousands comma, a blank, days written in three ways, a ragged row
  const lines = Array.from({ length: 1200 }, (_, at) => `${at + 1},和平路${at}号,"1,${200 + (at % 700)}",2026/1/${(at % 28) + 1}`)
  lines[1000] = '1001,和平路1000号,12K,2026年1月9日'
  lines[1100] = '1101,,,'
  lines[1150] = '1151,和平路1150号,3,2026-01-05,多了一格'
  const text = `序号,位置,蹲位数,启用日期\r\n${lines.join('\r\n')}\r\n`
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), gb18030(text), Buffer.from(`\ufeff${text.replaceAll(/,(?=[^"\r]*(?:"|\r))/g, ',')}`, 'utf16le')]) {
    const draft = await loaded('toilets', bytes)
    expect(draft).toMatchObject({ rows: 1198, rejected: 2, kept: true })
    expect(draft.faults).toEqual([{ line: 1002, column: '蹲位数', code: 'not_integer', value: '12K' }, expect.objectContaining({ line: 1152 })])
    expect(draft.columns.map(({ type }) => type)).toEqual(['integer', 'text', 'integer', 'date'])
  }
  const seen = async (login: string) => (await did(login, 'GET', '/open-data/desk/datasets/toilets')) as { preview: object[]; draft: { faults: { line: number; value: string }[] } }
  const [unit, authority] = [await seen('xie'), await seen('hou')] // where it is wrong, and nothing of what the unit's rows say
  expect([unit.draft.faults[0], authority.draft.faults.map(({ line, value }) => [line, value]), authority.preview]).toMatchObject([{ line: 1002, value: '12K' }, [[1002, ''], [1152, '']], []])
  expect(await city.sql('select cells from open_data.row r join open_data.version v on v.id = r.version_id where v.number is null and n in (1, 1100) order by n')).toEqual([{ cells: ['1', '和平路0号', '1200', '2026-01-01'] }, { cells: ['1101', null, null, null] }])
  expect((await send('toilets', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).json().code).toBe('base.old_workbook')
  expect((await send('toilets', Buffer.from(text), 'x.csv', '', 'jin')).json().code).toBe('open_data.dataset_unknown')
  const book = new ExcelJs.Workbook()
  book.properties.date1904 = true
  const sheet = book.addWorksheet('表')
  sheet.addRows([['区', '位置', '启用日期'], ['河西区', '大沽南路', new Date(Date.UTC(2026, 0, 2))], [null, '围堤道', new Date(Date.UTC(2026, 0, 3))]])
  sheet.mergeCells('A2:A3')
  expect(await loaded('toilets', Buffer.from(await book.xlsx.writeBuffer()), '公厕.xlsx')).toMatchObject({ rows: 2, rejected: 0 })
  expect(await city.sql('select cells from open_data.row r join open_data.version v on v.id = r.version_id where v.number is null order by n')).toEqual([{ cells: ['河西区', '大沽南路', '2026-01-02'] }, { cells: ['河西区', '围堤道', '2026-01-03'] }])
})

test('the gate stays closed to personal data, to small groups, to what the head has not signed, and says why without a value', async () => {
  await create('visits', { title: '来访统计' })
  const personal = await loaded('visits', `姓名,手机,事由\n${Array.from({ length: 40 }, (_, at) => `${['王建国', '李秀英', '张伟', '刘洋', '陈静'][at % 5]},1380013${String(1000 + at)},办证`).join('\n')}\n`)
  expect(personal).toMatchObject({ rows: 0, kept: false })
  expect(await city.sql('select count(*)::int as n from open_data.row where version_id = $1', [personal.id])).toEqual([{ n: 0 }])
  const closed = await publish('visits', personal.id)
  expect([closed.statusCode, closed.json().code]).toEqual([409, 'open_data.gate_closed'])
  const found = await failed('visits')
  expect(found.map(({ check }) => check)).toEqual(['personal', 'note'])
  expect(found[0]!.findings).toContainEqual({ column: '手机', kind: 'mobile', rows: 40, of: 40, doubtful: false })
  expect(JSON.stringify(found)).not.toMatch(/1380013|王建国/)
  expect(await city.sql(`select count(*)::int as n from ledger.entry where kind = 'open_data.gate_refused'`)).toEqual([{ n: 1 }])

  await did('xie', 'PUT', '/open-data/desk/datasets/visits', settings({ aboutPeople: true, quasi: ['年龄段', '街道'], columns: [{ heading: '手机', leftOut: true }] }))
  const rows = [...Array.from({ length: 24 }, () => '60-69,挂甲寺街道,138001310001'), ...Array.from({ length: 9 }, () => '80-89,友谊路街道,13800131000'), '90-99,友谊路街道,13800131000']
  const draft = await loaded('visits', `年龄段,街道,手机\n${rows.join('\n')}\n`)
  expect(draft).toMatchObject({ rows: 34, kept: true })
  expect(await failed('visits')).toEqual([{ check: 'groups', passed: false, findings: [{ column: null, kind: 'group', size: 1, rows: 1, groups: 1, of: 34 }, { column: null, kind: 'group', size: 9, rows: 9, groups: 1, of: 34 }] }, expect.objectContaining({ check: 'note' })])
  expect((await city.call('xie', 'POST', '/open-data/desk/datasets/visits/sign', { draft: draft.id, note: '我签' })).statusCode).toBe(403)
  await sign('visits', draft.id)
  expect((await publish('visits', draft.id)).json().code).toBe('open_data.gate_closed')
  const mended = await loaded('visits', `年龄段,街道,手机\n${rows.slice(0, 24).join('\n')}\n`)
  expect((await publish('visits', mended.id)).json().code).toBe('open_data.gate_closed') // what was signed was another file
  await sign('visits', mended.id)
  expect((await publish('visits', draft.id)).json().code).toBe('open_data.draft_changed')
  await did('xie', 'PUT', '/open-data/desk/datasets/visits', settings({ aboutPeople: true, quasi: ['年龄段', '街道'], columns: [{ heading: '街道', leftOut: true }] }))
  expect(await failed('visits')).toEqual([{ check: 'rows', passed: false, findings: [{ column: '街道', kind: 'send_again', rows: 0, of: 0 }] }, expect.objectContaining({ check: 'note' })]) // what was signed were other settings, too
  await did('xie', 'PUT', '/open-data/desk/datasets/visits', settings({ aboutPeople: true, quasi: ['年龄段', '街道'], columns: [{ heading: '手机', leftOut: true }] }))
  await sign('visits', mended.id)
  expect((await publish('visits', mended.id)).json()).toMatchObject({ version: 1 })
  expect((await open('/open-data/datasets/visits/rows')).columns.map((one: { field: string }) => one.field)).toEqual(['年龄段', '街道'])
})

test('published: found, looked at, downloaded in four formats and in parts; the next version says what changed; withdrawn, the address says why', async () => {
  const twin = { id: randomUUIDv7(), name: 'taps', ...settings() }
  expect((await Promise.all([twin, twin, { ...twin, id: randomUUIDv7() }].map((one) => city.call('xie', 'POST', '/open-data/desk/datasets', one)))).map(({ statusCode }) => statusCode)).toEqual([201, 201, 409]) // two at once
  const table = (rows: string[]) => `名称,类别,经度,纬度,数量,启用,日期\n${rows.join('\n')}\n`
  const draft = await loaded('taps', table(['"甲, ""一""",铜,117.21,39.1,3,是,2026-01-02', '乙,铜,117.22,39.2,10,否,2026-01-03', '丙,铁,,,2,是,']))
  await sign('taps', draft.id)
  expect((await publish('taps', draft.id)).json()).toMatchObject({ version: 1 })
  expect((await open('/open-data/datasets?q=%E5%85%AC%E5%8E%95')).items.map((one: { name: string }) => one.name)).toContain('taps')
  const shown = await open('/open-data/datasets/taps')
  expect(shown).toMatchObject({ dataset: { rows: 3, version: 1 }, gate: { passed: true }, note: '公开资料，可以开放', versions: [{ version: 1 }] })
  expect(shown.gate.checks.map((one: { check: string }) => one.check)).toEqual(['rows', 'rejects', 'grade', 'personal', 'groups', 'note', 'change'])
  expect(await open(`/open-data/datasets/taps/rows?filter=${encodeURIComponent('类别=铜')}&sort=${encodeURIComponent('数量 desc')}`)).toMatchObject({ count: 2, rows: [['乙', '铜', 117.22, 39.2, 10, false, '2026-01-03'], ['甲, "一"', '铜', 117.21, 39.1, 3, true, '2026-01-02']] })
  expect(await open(`/open-data/datasets/taps/chart?by=${encodeURIComponent('类别')}&measure=${encodeURIComponent('数量')}`)).toEqual({ points: [{ key: '铜', value: 13 }, { key: '铁', value: 2 }], groups: 2 })
  expect((await open('/open-data/datasets/taps/points')).points).toEqual([{ longitude: 117.21, latitude: 39.1, label: '甲, "一"' }, { longitude: 117.22, latitude: 39.2, label: '乙' }])

  const file = (format: string, headers: Record<string, string> = {}) => city.anonymous({ url: `/open-data/datasets/taps/files/${format}`, headers })
  const [csv, json, xlsx, parquet] = await Promise.all(['csv', 'json', 'xlsx', 'parquet'].map((format) => file(format))) as [Awaited<ReturnType<typeof file>>, Awaited<ReturnType<typeof file>>, Awaited<ReturnType<typeof file>>, Awaited<ReturnType<typeof file>>]
  expect(csv.body).toBe('\ufeff名称,类别,经度,纬度,数量,启用,日期\r\n"甲, ""一""",铜,117.21,39.1,3,true,2026-01-02\r\n乙,铜,117.22,39.2,10,false,2026-01-03\r\n丙,铁,,,2,true,\r\n')
  expect(csv.headers['x-content-sha256']).toBe(createHash('sha256').update(csv.rawPayload).digest('hex'))
  expect(json.json()[2]).toEqual({ 名称: '丙', 类别: '铁', 经度: null, 纬度: null, 数量: 2, 启用: true, 日期: null })
  const book = new ExcelJs.Workbook()
  await book.xlsx.load(xlsx.rawPayload as never)
  expect(book.worksheets[0]!.getRow(3).values).toEqual([undefined, '乙', '铜', 117.22, 39.2, 10, '否', '2026-01-03'])
  const bytes = parquet.rawPayload
  expect((await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer }))[1]).toEqual({ 名称: '乙', 类别: '铜', 经度: 117.22, 纬度: 39.2, 数量: 10n, 启用: false, 日期: new Date('2026-01-03') })
  const part = await file('csv', { range: 'bytes=3-8' })
  expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '名称', `bytes 3-8/${csv.rawPayload.length}`])
  expect((await file('csv', { range: 'bytes=99999-' })).statusCode).toBe(416)
  expect((await file('csv', { 'if-none-match': String(csv.headers.etag) })).statusCode).toBe(304)
  await city.tick()
  expect((await open('/open-data/datasets/taps')).dataset.downloads).toBe(4)

  const next = await loaded('taps', table(['丁,铜,117.3,39.3,1,是,2026-02-01']))
  await sign('taps', next.id)
  expect((await publish('taps', next.id)).json()).toMatchObject({ code: 'open_data.gate_closed' })
  expect((await publish('taps', next.id, { change: '去掉停用的三处' })).json()).toMatchObject({ version: 2 })
  expect((await open('/open-data/datasets/taps')).versions).toMatchObject([{ version: 2, change: '去掉停用的三处', rows: 1 }, { version: 1, rows: 3 }])
  expect((await open('/open-data/datasets/taps/rows?version=1')).count).toBe(3)
  expect((await city.call('jin', 'POST', '/open-data/desk/datasets/taps/withdraw', { reason: '不想给了' })).statusCode).toBe(404)
  await did('hou', 'POST', '/open-data/desk/datasets/taps/withdraw', { reason: '坐标有误，改正后重新开放' })
  for (const path of ['', '/rows', '/files/csv']) {
    const gone = await city.anonymous({ url: `/open-data/datasets/taps${path}` })
    expect([gone.statusCode, gone.json().title]).toEqual([410, '“公厕名录”已经撤回：坐标有误，改正后重新开放'])
  }
  expect((await open('/open-data/datasets?limit=200')).items.map((one: { name: string }) => one.name)).not.toContain('taps')
  const mended = await loaded('taps', table(['戊,铜,117.4,39.4,1,是,2026-02-02']))
  await sign('taps', mended.id)
  expect((await publish('taps', mended.id, { change: '改正坐标' })).json()).toMatchObject({ version: 3 })
  expect((await open('/open-data/datasets/taps')).versions.map((one: { version: number; withdrawnAt: string | null }) => [one.version, one.withdrawnAt === null])).toEqual([[3, true], [2, false], [1, false]])
  for (const path of ['rows?version=2', 'rows?version=1', 'files/csv?version=1']) expect((await city.anonymous({ url: `/open-data/datasets/taps/${path}` })).statusCode, path).toBe(410)
  expect((await open('/open-data/datasets/taps/rows')).count).toBe(1)
})

test('a number beyond what a program can hold is a text in a new table, and in one that is open already it breaks nothing', async () => {
  await create('levels', { title: '水位' })
  const table = (values: string[]) => `站,水位\n${values.map((value, at) => `${at % 2 === 0 ? '甲' : '乙'},${value}`).join('\n')}\n`
  expect((await loaded('levels', table([...Array.from({ length: 300 }, () => '1.5'), '-1e999', '1e-999']))).faults).toMatchObject([{ line: 302, column: '水位', code: 'not_decimal' }, { line: 303, code: 'not_decimal' }])
  const draft = await loaded('levels', table(['1.5', '2.5', '3.5', '1E-005']))
  expect(draft).toMatchObject({ rows: 4, rejected: 0 })
  await sign('levels', draft.id)
  expect((await publish('levels', draft.id)).statusCode).toBe(200)
  const chart = async (how: string) => city.anonymous({ url: `/open-data/datasets/levels/chart?by=${encodeURIComponent('站')}&measure=${encodeURIComponent('水位')}&how=${how}` })
  const holding = (...cells: string[]) => city.sql(`update open_data.row set cells[2] = ($2::text[])[n] where version_id = $1`, [draft.id, cells])
  await holding('-9e307', '2.5', '-9e307', '1e-999')
  const beyond = await chart('sum')
  expect([beyond.statusCode, beyond.json().code, beyond.json().title]).toEqual([400, 'open_data.beyond_chart', '“水位”里有大到画不出的数，请看表格'])
  await holding('NaN', '2', '1', '1')
  expect((await chart('average')).json().code).toBe('open_data.beyond_chart')
  await holding('3', '1e-999', '1', '1e-999')
  expect((await chart('sum')).json()).toEqual({ points: [{ key: '甲', value: 4 }, { key: '乙', value: 0 }], groups: 2 })
  await holding('-1e999', '1e-999', 'NaN', '2.5')
  expect((await open('/open-data/datasets/levels/rows')).rows).toEqual([['甲', '-1e999'], ['乙', '1e-999'], ['甲', 'NaN'], ['乙', 2.5]])
  expect((await city.anonymous({ url: '/open-data/datasets/levels/files/json' })).json().map((one: { 水位: unknown }) => one.水位)).toEqual(['-1e999', '1e-999', 'NaN', 2.5])
})

test('rows that an open entry of the catalogue holds are opened as they lie there; an entry that is not open gives none', async () => {
  const edge = 'haihe-edge'
  const landed = await (await city.as('jin'))({
    method: 'POST', url: '/exchange/resources/307012000301/rows', headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n统一社会信用代码,名称,登记机关,登记日期,状态\n51${'0'.repeat(15)}1,"第一,志愿服务队",市民政局,2020-01-02,01\n51${'0'.repeat(15)}2,第二志愿服务队,市民政局,,02\r\n--${edge}--\r\n`,
  })
  expect(landed.json().changed, landed.body).toBe(2)
  await did('jin', 'POST', '/open-data/desk/datasets', { id: randomUUIDv7(), name: 'social-organisations', ...settings({ title: '社会组织名录', resource: '307012000301' }) })
  const draft = await did('jin', 'POST', '/open-data/desk/datasets/social-organisations/entry-rows')
  expect(draft).toMatchObject({ rows: 2, rejected: 0, kept: true })
  expect(await city.sql('select cells from open_data.row where version_id = $1 order by cells', [draft.id])).toEqual([{ cells: [`51${'0'.repeat(15)}1`, '第一,志愿服务队', '市民政局', '2020-01-02', '01'] }, { cells: [`51${'0'.repeat(15)}2`, '第二志愿服务队', '市民政局', null, '02'] }])
  await did('jin', 'PUT', '/open-data/desk/datasets/social-organisations', settings({ resource: '307012000214' }))
  expect((await city.call('jin', 'POST', '/open-data/desk/datasets/social-organisations/entry-rows')).json().code).toBe('exchange.entry_not_open')
  const { checks } = (await did('jin', 'GET', '/open-data/desk/datasets/social-organisations')).gate
  expect(checks.find((one: { check: string }) => one.check === 'grade').findings.map((one: { kind: string }) => one.kind)).toEqual(['entry_not_open', 'entry_personal', 'entry_graded_higher'])
})

test('people say what is wrong, ask for what is missing and show what they made; all of it is public once it was answered or looked at', async () => {
  const words = { id: randomUUIDv7(), rating: 4, words: '能不能加上每个街镇的面积？' }
  expect((await city.call('li', 'POST', '/open-data/datasets/divisions/feedback', { ...words, words: '请打 13800131000 找我' })).json().code).toBe('open_data.words_personal')
  for (let twice = 0; twice < 2; twice++) await did('li', 'POST', '/open-data/datasets/divisions/feedback', words)
  expect((await Promise.all([1, 1].map((rating) => city.call('li', 'POST', '/open-data/datasets/divisions/feedback', { id: randomUUIDv7(), rating, words: '又评一次' })))).map((one) => one.json().code)).toEqual(['open_data.rated_already', 'open_data.rated_already'])
  expect((await open('/open-data/datasets/divisions')).dataset.rating).toBe(4)
  const feedback = async (login?: string) => (login ? await did(login, 'GET', '/open-data/datasets/divisions/feedback') : await open('/open-data/datasets/divisions/feedback')).items.map((one: { words: string; outcome: string | null }) => [one.words, one.outcome])
  expect([await feedback(), await feedback('sun'), await feedback('li')]).toEqual([[], [], [[words.words, null]]])
  expect((await city.call('xie', 'POST', `/open-data/feedback/${words.id}/answer`, { outcome: 'kept', answer: '不加' })).json().code).toBe('open_data.feedback_unknown')
  await did('jin', 'POST', `/open-data/feedback/${words.id}/answer`, { outcome: 'kept', answer: '面积以规划部门公布的为准' })
  expect(await feedback()).toEqual([[words.words, 'kept']])
  expect((await did('li', 'GET', '/notices')).items.map((one: { template: string }) => one.template)).toContain('open_data.feedback.answered')

  const wish = { id: randomUUIDv7(), title: '公厕开放时间', words: '每座公厕的位置和开放时间', purpose: '做一个小程序' }
  await did('li', 'POST', '/open-data/wishes', wish)
  const shown = async (login: string | null, view: string) => (login ? await did(login, 'GET', `/open-data/wishes?view=${view}`) : await open(`/open-data/wishes?view=${view}`)).items as { id: string; state: string; dueAt: string | null; may: { action: string }[]; dataset: { name: string } | null }[]
  expect([await shown(null, 'public'), await shown(null, 'mine'), await shown('sun', 'mine')]).toEqual([[], [], []])
  const [waiting] = await shown('hou', 'to_answer')
  expect(waiting).toMatchObject({ state: 'reviewing', may: [{ action: 'accept' }, { action: 'refuse' }] })
  const [limit] = await city.sql<{ days: number }>(`select (extract(epoch from state_due_at - state_at) / 86400)::float8 as days from matter.matter where id = $1`, [wish.id])
  expect(limit!.days).toBeGreaterThan(1) // two working days
  expect(limit!.days).toBeLessThan(12)
  expect((await city.call('jin', 'POST', `/open-data/wishes/${wish.id}/accept`, { unit: 'city-civil-affairs' })).statusCode).toBe(403)
  await did('hou', 'POST', `/open-data/wishes/${wish.id}/accept`, { unit: 'city-civil-affairs' })
  expect(await shown('xie', 'to_answer')).toEqual([])
  expect((await city.call('xie', 'POST', `/open-data/wishes/${wish.id}/decline`, { reason: '不给', note: '不给' })).statusCode).toBe(403)
  expect((await city.call('jin', 'POST', `/open-data/wishes/${wish.id}/open`, { dataset: 'units', note: '已开放' })).json().code).toBe('open_data.dataset_of_another')
  await did('jin', 'POST', `/open-data/wishes/${wish.id}/open`, { dataset: 'divisions', note: '街镇名录里有，公厕另行开放' })
  expect(await shown(null, 'public')).toMatchObject([{ id: wish.id, state: 'opened', dataset: { name: 'divisions' } }])

  const made = { id: randomUUIDv7(), title: '街镇地图', summary: '一张能点的街镇地图', url: 'https://example.org/map', maker: '一位居民', datasets: ['divisions'] }
  await did('li', 'POST', '/open-data/showcase', made)
  expect((await open('/open-data/showcase')).items).toEqual([])
  expect((await city.call('li', 'GET', '/open-data/showcase?view=waiting')).statusCode).toBe(403)
  await did('hou', 'POST', `/open-data/showcase/${made.id}/review`, { show: true })
  expect((await open('/open-data/showcase')).items).toMatchObject([{ title: '街镇地图', datasets: [{ name: 'divisions' }], state: 'shown' }])
  expect(await city.sql(`select count(*)::int as n from ledger.entry where kind in ('open_data.wish_accepted', 'open_data.wish_answered', 'open_data.showcase_reviewed')`)).toEqual([{ n: 3 }])
})

test('an old request for data that is late stands on top however many newer ones were closed since, and the next page goes on after it', async () => {
  const late = randomUUIDv7()
  await did('li', 'POST', '/open-data/wishes', { id: late, title: '公园开放时间', words: '每座公园的开放时间', purpose: '做一个小程序' })
  city.setNow(new Date(city.now().getTime() + 20 * 86_400_000))
  await city.sql(`with made as (select m, (left(m.id::text, 13) || '-7fff-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, n from matter.matter m, generate_series(1, 1001) n where m.id = $1),
    closed as (insert into matter.matter select (jsonb_populate_record(m, jsonb_build_object('id', id, 'number', 'made-' || n, 'state', 'withdrawn', 'closed_at', (m).opened_at, 'state_due_at', null))).* from made returning id)
    insert into open_data.wish select (jsonb_populate_record(w, jsonb_build_object('id', closed.id))).* from open_data.wish w, closed where w.id = $1`, [late])
  const page = async (query: string) => (await did('hou', 'GET', `/open-data/wishes?view=to_answer&${query}`)) as { items: { id: string; overdue: boolean }[]; next: string | null }
  expect((await page('open=true&limit=1')).items).toMatchObject([{ id: late, overdue: true }])
  expect((await page('limit=1')).items).toMatchObject([{ id: late, overdue: true }])
  const next = (await page('limit=1')).next!
  expect((await page(`limit=3&after=${encodeURIComponent(next)}`)).items.map(({ id }) => id)).toEqual((await city.sql<{ id: string }>('select id from open_data.wish where id <> $1 order by id limit 3', [late])).map(({ id }) => id))
})
