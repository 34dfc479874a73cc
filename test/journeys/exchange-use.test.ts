import { randomUUIDv7 } from 'node:crypto'
import ExcelJs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { gb18030 } from '../kit/gb18030.ts'
import { cityNames, places } from './cast.ts'

const marriages = '307012000214'
const headings = ['男方证件号', '女方证件号', '男方姓名', '女方姓名', '婚姻状况', '登记日期']
const DAY = 86_400_000

describe.each(cityNames)('data landed, granted and used in %s', (name) => {
  let city: TestCity
  let li: string, sun: string, matter: string, grant: string
  const land = (login: string, rows: (string | number)[][], query = '') => send(login, `/exchange/resources/${marriages}/rows${query}`, [headings, ...rows])
  const send = async (login: string, url: string, rows: (string | number)[][]) => {
    const book = new ExcelJs.Workbook()
    book.addWorksheet('数据').addRows(rows)
    const edge = 'haihe-edge'
    const payload = Buffer.concat([Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`), Buffer.from(await book.xlsx.writeBuffer()), Buffer.from(`\r\n--${edge}--\r\n`)])
    return (await city.as(login))({ method: 'POST', url, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload })
  }
  const ask = (body: object, login = 'xie') => city.call(login, 'POST', `/exchange/grants/${grant}/queries`, { field: 'groom_number', value: li, matter, ...body })
  const granted = async (changes: object = {}): Promise<string> => {
    const id = randomUUIDv7()
    const filed = await city.call('xie', 'POST', '/exchange/requests', {
      id, resource: marriages, fields: ['groom_number', 'bride_number', 'groom_name', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query',
      untilOn: new Date(city.now().getTime() + 90 * DAY).toISOString().slice(0, 10), rowsADay: 1000, ...changes,
    })
    expect(filed.statusCode, filed.body).toBe(201)
    expect((await city.call('jin', 'POST', `/exchange/requests/${id}/grant`, {})).statusCode).toBe(200)
    return id
  }
  beforeAll(async () => {
    city = await openTestCity({ city: name })
    const { parse } = await import('yaml')
    const { readFileSync } = await import('node:fs')
    const people = parse(readFileSync(`cities/${name}/people.yaml`, 'utf8')) as { people: { key: string; number: string }[] }
    const numberOf = (key: string): string => people.people.find((one) => one.key === key)!.number
    ;[li, sun] = [numberOf('li'), numberOf('sun')]
    const report = await city.call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: places[name].district, itemCode: places[name].item })
    matter = (report.json() as { number: string }).number
  })
  afterAll(() => city?.close())

  test('a source lands a sheet: good rows in, each bad cell told by row and column with its value masked, and the same sheet again changes nothing', async () => {
    const rows = [
      [sun, li, '林建国', '林秀梅', '已婚', '2008年10月18日'], [li, sun, '王强', '孙丽', '离婚', '2019-02-30'], ['120199197904120028', sun, '赵刚', '孙丽', '已婚', '2010-1-5'], [sun, li, '林建国', '林秀梅', '离婚', '2012-05-06'],
      [li, '', '王强', '', '未婚', '2001-01-01'], [li, sun, '王强', '孙丽', '已婚', '2011/3/9'],
    ]
    const first = await land('jin', rows)
    expect(first.statusCode, first.body).toBe(200)
    expect(first.json()).toMatchObject({ rows: 6, changed: 2, unchanged: 0, gone: 0, rejected: 4, faults: [
      { line: 3, column: '登记日期', code: 'not_date', value: '2019-02-30' }, { line: 4, column: '男方证件号', code: 'identity_number', value: '12************8' }, { line: 5, column: '男方证件号', code: 'repeated', value: '= 2' }, { line: 6, column: '女方证件号', code: 'required' },
    ] })
    expect((await land('jin', rows)).json()).toMatchObject({ changed: 0, unchanged: 2, sha256: first.json().sha256 })
    const stored = JSON.stringify(await city.sql(`select encode(sealed, 'escape') as sealed, encode(digest, 'escape') as digest from exchange.row`))
    for (const personal of [li, sun, '林建国']) expect(stored).not.toContain(personal)
  })

  test('a CSV as Chinese Windows writes it lands the same rows; what looks more personal than its grade is proposed, and a ragged row is told', async () => {
    const lines = [headings, [sun, li, '林建国', '林秀梅', '已婚', '2008-10-18'], [li, sun, '王强', '孙丽', '已婚', '2011-03-09'], ['只有一格']].map((row) => row.join(',')).join('\r\n')
    const edge = 'haihe-edge'
    const payload = Buffer.concat([Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n`), gb18030(lines), Buffer.from(`\r\n--${edge}--\r\n`)])
    const answer = await (await city.as('jin'))({ method: 'POST', url: `/exchange/resources/${marriages}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({ rows: 3, changed: 0, unchanged: 2, rejected: 1, faults: [{ line: 4, code: 'too_few_cells' }], proposals: [] })
    await city.sql(`update exchange.resource set fields = jsonb_set(fields, '{2,grade}', '1') where code = $1`, [marriages])
    const [row] = await city.sql<{ fields: { name: string }[] }>('select fields from exchange.resource where code = $1', [marriages])
    const again = await land('jin', [[sun, li, '林建国', '林秀梅', '已婚', '2008-10-18'], [li, sun, '王强', '孙丽', '已婚', '2011-03-09']])
    expect(again.json().proposals).toMatchObject([{ name: row!.fields[2]!.name, kind: 'name', declared: 1 }])
  })

  test('another\'s entry is as unknown as none; a sheet that lacks most of the rows is an outage and not a mass deletion', async () => {
    expect((await land('xie', [])).json().code).toBe('exchange.resource_unknown')
    expect((await land('hou', [])).statusCode).toBe(403)
    const refused = await land('jin', [], '?full=true')
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'exchange.too_many_would_go'])
    expect((await city.sql<{ n: number }>('select count(*)::int as n from exchange.row'))[0]!.n).toBe(2)
    expect((await land('jin', [[li, sun, '王强', '孙丽', '已婚', '2011-03-09']], '?full=true')).json()).toMatchObject({ gone: 1, unchanged: 1 })
  })

  test('a query gives the fields granted and no others, masked; a number is only compared; each says for which matter', async () => {
    grant = await granted()
    const answer = await ask({})
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({ rows: [{ groom_name: '王*', state: '已婚' }], masks: [{ field: 'groom_number', mask: 'compare', because: null }, { field: 'bride_number' }, { field: 'groom_name', mask: 'part', because: null }, { field: 'state', mask: 'full' }] })
    expect(Object.keys(answer.json().rows[0])).toEqual(['groom_name', 'state'])
    expect((await ask({ compare: { bride_number: sun } })).json().rows[0]).toEqual({ bride_number: 'same', groom_name: '王*', state: '已婚' })
    expect((await ask({ compare: { bride_number: li } })).json().rows[0].bride_number).toBe('different')
    expect((await ask({ value: '120199199004110668' })).json().rows).toEqual([])
    for (const [body, code] of [[{ matter: '2611250000001' }, 'exchange.matter_unknown'], [{ field: 'state', value: '已婚' }, 'exchange.not_a_key'], [{ compare: { registered_on: '2011-03-09' } }, 'exchange.field_not_granted']] as const) {
      const refused = await ask(body)
      expect([refused.statusCode, refused.json().code]).toEqual([400, code])
    }
    expect((await ask({}, 'jin')).json().code).toBe('exchange.grant_unknown')
    expect((await ask({}, 'hou')).statusCode).toBe(403)
  })

  test('the person sees who used what, for what; a use that was refused leaves nothing', async () => {
    const mine = (await city.call('li', 'GET', '/ledger/mine')).json().items.filter((one: { kind: string }) => one.kind === 'exchange.used')
    expect(mine.length).toBe(3)
    expect(mine[0]).toMatchObject({ departmentId: places[name].department('water'), purpose: '办理公积金提取', fields: ['男方证件号', '女方证件号', '男方姓名', '婚姻状况'] })
  })

  test('the quota of a day ends it, the authority\'s suspension ends it at once, and rows are not read without a unit that may', async () => {
    grant = await granted({ rowsADay: 2 })
    expect([(await ask({})).statusCode, (await ask({})).statusCode]).toEqual([200, 200])
    const over = await ask({})
    expect([over.statusCode, over.json().code]).toEqual([429, 'exchange.quota_used'])
    expect(await city.sql('select queries, rows from exchange.usage where grant_id = $1', [grant])).toEqual([{ queries: 2, rows: 2 }])
    grant = await granted()
    expect((await ask({})).statusCode).toBe(200)
    expect((await city.call('hou', 'POST', `/exchange/requests/${grant}/suspend`, { reason: '夜间集中查询' })).statusCode).toBe(200)
    const stopped = await ask({})
    expect([stopped.statusCode, stopped.json().code]).toEqual([409, 'exchange.grant_not_in_force'])
    const { exchange } = await import('../../server/systems/exchange/tables.ts')
    expect(await city.read((deed) => exchange(deed.tx).selectFrom('exchange.row').select('id').execute())).toEqual([])
  })

  test('a list is answered row by row with yes, no or unknown, wrong cells are told, and everyone asked about sees it', async () => {
    const check = (rows: (string | number)[][], of = matter) => send('xie', `/exchange/grants/${grant}/checks?matter=${of}`, rows)
    const list = [['姓名（不看）', '男方证件号', '女方证件号', '婚姻状况'], ['王强', li, sun, '已婚'], ['王强', li, sun, '未婚'], ['谢文', '120199199004110668', '', '已婚'], ['错号', '120199197904120028', '', ''], ['空号', '', sun, '已婚']]
    expect((await check(list)).json().code).toBe('exchange.grant_not_in_force')
    grant = await granted()
    expect((await check(list)).json().code).toBe('exchange.mode_not_granted')
    grant = await granted({ mode: 'batch_check', rowsADay: 5 })
    expect((await ask({})).json().code).toBe('exchange.mode_not_granted')
    expect((await check(list, '2611250000001')).json().code).toBe('exchange.matter_unknown')
    expect((await check([['婚姻状况'], ['已婚']])).json().code).toBe('exchange.no_key_column')
    const before = (await city.call('li', 'GET', '/ledger/mine')).json().items.length
    const answer = await check(list)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toEqual({ rows: [{ line: 2, answer: 'yes' }, { line: 3, answer: 'no' }, { line: 4, answer: 'unknown' }], yes: 1, no: 1, unknown: 1, rejected: 2, faults: [
      { line: 5, column: '男方证件号', code: 'identity_number', value: '' }, { line: 6, column: '男方证件号', code: 'required', value: '' },
    ] })
    const after = (await city.call('li', 'GET', '/ledger/mine')).json().items
    expect(after.length).toBe(before + 1)
    expect(after[0]).toMatchObject({ kind: 'exchange.used', fields: ['男方证件号', '女方证件号', '婚姻状况'] })
    expect((await check(list)).json().code).toBe('exchange.quota_used')
  })

  test('many queries at one moment go together: each has its own answer and its own leaf, a wrong one is refused alone, and the last of the quota goes to who came first', async () => {
    grant = await granted({ rowsADay: 5 })
    const leaves = async () => Number((await city.sql<{ n: string }>(`select count(*) as n from ledger.entry where kind = 'exchange.used'`))[0]!.n)
    const before = await leaves()
    const told = await Promise.all([{}, { value: '120199197904120028' }, {}, { matter: '2611250000001' }, {}, {}].map((one) => ask(one)))
    expect(told.map((one) => one.statusCode)).toEqual([200, 400, 200, 400, 200, 200])
    expect(told.filter((one) => one.statusCode === 200).every((one) => one.json().rows.length === 1)).toBe(true)
    expect(await leaves()).toBe(before + 4)
    expect((await Promise.all([{}, {}, {}].map((one) => ask(one)))).map((one) => one.statusCode)).toEqual([200, 429, 429])
    expect(await city.sql('select queries, rows from exchange.usage where grant_id = $1', [grant])).toEqual([{ queries: 5, rows: 5 }])
    expect(await leaves()).toBe(before + 5)
  })
})
