import { randomUUIDv7 } from 'node:crypto'
import ExcelJs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { places } from './cast.ts'

const [allowances, organisations] = ['216012000501', '307012000301']
const { street, otherDistrict, item, district } = places.tianjin
const [li, sun, wang, chen] = ['120199197904120029', '120199194809030056', '120199198607150074', '120199198505210152']
let city: TestCity
let matter = ''
const page = (grant: string, body: object = {}, login = 'xie') => city.call(login, 'POST', `/exchange/grants/${grant}/pages`, { matter, ...body })
const land = async (code: string, lines: readonly string[]) => {
  const edge = 'haihe-edge'
  const answer = await (await city.as('jin'))({
    method: 'POST', url: `/exchange/resources/${code}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${lines.join('\n')}\r\n--${edge}--\r\n`,
  })
  expect(answer.json(), answer.body).toMatchObject({ rejected: 0 })
}
const granted = async (changes: object = {}, [asker, source] = ['xie', 'jin']): Promise<string> => {
  const id = randomUUIDv7()
  const filed = await city.call(asker!, 'POST', '/exchange/requests', {
    id, resource: allowances, fields: ['identity_number', 'name', 'family_size', 'street'], purpose: '医疗救助', legalBasis: '社会救助暂行办法', scenario: '医疗救助', usingSystem: '救助系统', mode: 'page', untilOn: '2030-12-31', rowsADay: 1000, ...changes,
  })
  expect(filed.statusCode, filed.body).toBe(201)
  if (filed.json().state !== 'granted') expect((await city.call(source!, 'POST', `/exchange/requests/${id}/grant`, {})).statusCode).toBe(200)
  return id
}

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' })
  await city.sql(`update exchange.resource set modes = '{query,page}' where code = $1`, [allowances])
  const report = await city.call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: district, itemCode: item })
  matter = (report.json() as { number: string }).number
  await land(allowances, ['低保证号,公民身份号码,姓名,与户主关系,保障类别,家庭人口数,月保障金额,享受起始日期,所属街镇',
    `D1,${li},李晓梅,01,01,3,1010.5,2020-01-01,${street}`, `D2,${sun},孙德福,01,01,1,1010,2020-01-01,120103008`, `D3,${wang},王建军,01,01,2,900,2020-01-01,${otherDistrict}000`, `D4,${chen},陈大勇,01,01,2,900,2020-01-01,999`])
})
afterAll(() => city?.close())

test('rows of persons come by page within one\'s own place, masked, counted, and each person in the page can see it', async () => {
  const grant = await granted()
  const first = await page(grant, { limit: 1 })
  expect(first.statusCode, first.body).toBe(200)
  expect(first.json()).toMatchObject({ rows: [{ name: '孙*福', family_size: 1, street: '120103008' }], masks: [{ field: 'identity_number', mask: 'compare' }, { field: 'name', mask: 'part', because: null }, {}, {}] })
  const second = (await page(grant, { limit: 1, after: first.json().next })).json()
  expect(second).toMatchObject({ rows: [{ name: '李*梅', street }], next: null })
  expect(Object.keys(second.rows[0])).toEqual(['name', 'family_size', 'street'])
  expect((await page(grant, { division: street })).json().rows).toHaveLength(1)
  expect((await page(grant, { division: otherDistrict })).json().code).toBe('exchange.page_outside')
  for (const [body, code] of [[{ matter: '2611250000001' }, 'exchange.matter_unknown'], [{ after: 'x:y' }, 'base.invalid']] as const) expect((await page(grant, body)).json().code).toBe(code)
  expect((await page(grant, {}, 'jin')).json().code).toBe('exchange.grant_unknown')
  expect(await city.sql('select queries, rows from exchange.usage where grant_id = $1', [grant])).toEqual([{ queries: 3, rows: 3 }])
  expect((await city.call('li', 'GET', '/ledger/mine')).json().items.filter((one: { kind: string }) => one.kind === 'exchange.used')).toHaveLength(2)
  expect((await city.call('sun', 'GET', '/ledger/mine')).json().items[0]).toMatchObject({ kind: 'exchange.used', purpose: '医疗救助', fields: ['公民身份号码', '姓名', '家庭人口数', '所属街镇'] })
})

test('the business decides how much is seen: for statistics no name and a band, and the answer says by which rule', async () => {
  const grant = await granted({ scenario: '统计' })
  expect((await city.call('jin', 'GET', `/exchange/requests/${grant}`)).json().masks[1]).toMatchObject({ name: '姓名', mask: 'never', because: expect.stringContaining('依据遮掩规则第 30 条') })
  const { rows, masks } = (await page(grant)).json()
  expect(rows).toEqual([{ family_size: '1–2', street: '120103008' }, { family_size: '2–5', street }])
  expect(masks.map((one: { mask: string }) => one.mask)).toEqual(['never', 'never', 'band', 'full'])
  const rescue = await granted({ scenario: '紧急救助', mode: 'query' })
  expect((await city.call('xie', 'POST', `/exchange/grants/${rescue}/queries`, { field: 'identity_number', value: li, matter })).json()).toMatchObject({ rows: [{ name: '李晓梅' }], masks: [{ mask: 'compare' }, { mask: 'full', because: expect.stringContaining('人有危险') }, {}, {}] })
})

test('a post of the whole city takes persons one street at a time, and only where the street is granted; what is no person\'s it takes as it likes', async () => {
  await land(organisations, ['统一社会信用代码,名称', ...Array.from({ length: 60 }, (_, at) => `51${String(at).padStart(16, '0')},第${at}号志愿服务队`)])
  const free = await granted({ resource: organisations, fields: ['name'] })
  const names: string[] = []
  for (let after: string | undefined, turn = 0; turn < 3; turn++) {
    const answer = (await page(free, { limit: 40, ...(after === undefined ? {} : { after }) })).json()
    names.push(...answer.rows.map((row: { name: string }) => row.name))
    if (answer.next === null) break
    after = answer.next as string
  }
  expect([names.length, new Set(names).size]).toEqual([60, 60])
  expect((await page(free, { division: district })).json().code).toBe('exchange.page_needs_division')

  await city.sql(`update exchange.resource set unit_id = $2 where code = $1`, [allowances, places.tianjin.department('water')])
  const without = await granted({ fields: ['name'] }, ['jin', 'xie'])
  expect((await page(without, { division: street }, 'jin')).json().code).toBe('exchange.page_division_not_granted')
  const within = await granted({}, ['jin', 'xie'])
  for (const body of [{}, { division: district }]) expect((await page(within, body, 'jin')).json().code).toBe('exchange.page_one_street')
  expect((await page(within, { division: street }, 'jin')).json().rows).toMatchObject([{ name: '李*梅' }])
  await city.sql(`update exchange.resource set unit_id = 'city-civil-affairs' where code = $1`, [allowances])
})

test('what is about a division reaches its desk without a request, that of its own and no other, masked, counted and seen by the person', async () => {
  const returned = async (login: string, body: object = {}, code = allowances) => city.call(login, 'POST', `/exchange/returned/${code}/pages`, body)
  expect((await city.call('zhao', 'GET', '/exchange/returned')).json()).toMatchObject({ items: [{ code: allowances, rows: 1, personal: true }] })
  expect((await city.call('chen', 'GET', '/exchange/returned')).json().items).toMatchObject([{ code: allowances, rows: 2 }])
  const told = (await returned('zhao')).json()
  expect(told).toMatchObject({ rows: [{ name: '李*梅', street }], next: null })
  expect(Object.keys(told.rows[0])).not.toContain('identity_number')
  expect((await returned('chen', { division: street })).json().rows).toHaveLength(1)
  expect([(await returned('zhao', { division: '120103008' })).statusCode, (await returned('zhao', { division: otherDistrict })).statusCode, (await returned('li')).statusCode]).toEqual([403, 403, 403])
  expect((await returned('zhao', {}, organisations)).json().code).toBe('exchange.resource_unknown')
  expect((await returned('jin')).json().code).toBe('exchange.return_needs_place')
  expect(await city.sql('select sum(queries)::int as queries, sum(rows)::int as rows from exchange.return_usage')).toEqual([{ queries: 2, rows: 2 }])
  expect((await city.call('li', 'GET', '/ledger/mine')).json().items.filter((one: { kind: string }) => one.kind === 'exchange.returned')).toHaveLength(2)
})

const alarms = async (login: string, query = '?open=true') => (await city.call(login, 'GET', `/exchange/use-alarms${query}`)).json().items as { id: string; kind: string; figure: number; grant: { id: string; stateName: string }; matter: string | null; judged: { as: string } | null }[]
const ask = (grant: string, value: string, field = 'subsistence_number') => city.call('xie', 'POST', `/exchange/grants/${grant}/queries`, { field, value, matter })
const kindsOf = async (grant: string) => (await alarms('hou')).filter((one) => one.grant.id === grant).map(({ kind }) => kind).toSorted()

test('use is counted by grant, unit, entry, day and hour: one\'s own, that of one\'s data, all of it for the authority, and the sheet says the same', async () => {
  const usage = async (login: string, query: string) => (await city.call(login, 'GET', `/exchange/usage?${query}`)).json()
  const mine = await usage('xie', 'by=grant&view=mine')
  expect(mine.total).toMatchObject({ queries: 7, rows: 66 })
  expect(mine.rows[0]).toMatchObject({ name: '社会组织名录', rows: 60, queries: 2, quota: 1000, today: 60 })
  expect(await usage('jin', 'by=unit&view=source')).toMatchObject({ rows: [{ key: places.tianjin.department('water'), rows: 66 }, { rows: 1 }] })
  expect((await usage('jin', 'by=day&view=mine')).total.rows).toBe(1)
  expect((await usage('hou', 'by=hour&view=all')).rows).toMatchObject([{ key: '10', name: '10:00', rows: 67 }])
  expect((await usage('hou', `by=resource&view=all&unit=${places.tianjin.department('water')}`)).rows.map((row: { key: string; rows: number }) => [row.key, row.rows])).toEqual([[organisations, 60], [allowances, 6]])
  for (const [login, query, code] of [['xie', 'view=all', 'access.scope_outside'], ['xie', 'from=2026-11-25&to=2026-11-24', 'exchange.period_backwards'], ['hou', 'view=all&from=2020-01-01', 'exchange.period_too_long']] as const) expect((await usage(login, query)).code).toBe(code)
  const sheet = await city.call('hou', 'GET', '/exchange/usage.xlsx?by=day&view=all')
  const book = new ExcelJs.Workbook()
  await book.xlsx.load(sheet.rawPayload as never)
  expect(book.worksheets[0]!.getRow(3).values).toEqual([undefined, '合计', undefined, undefined, 5, 8, 67])
})

test('what is unusual is found in five ways, once for each grant, and told to who gave, who used and who watches', async () => {
  await land(allowances, ['低保证号,公民身份号码,姓名,与户主关系,保障类别,家庭人口数,月保障金额,享受起始日期,所属街镇', ...Array.from({ length: 12 }, (_, at) => `E${at},${sun},孙德福,01,01,1,1010,2020-01-01,${otherDistrict}000`)])
  const grant = await granted({ mode: 'query' })
  for (let at = 0; at < 9; at++) expect((await ask(grant, `E${at}`)).statusCode).toBe(200)
  await city.tick()
  expect(await kindsOf(grant)).toEqual(['outside_area'])
  for (const value of ['E9', ...Array.from({ length: 7 }, () => 'E8')]) await ask(grant, value)
  await city.tick()
  expect(await kindsOf(grant)).toEqual(['many_persons', 'outside_area', 'same_person'])
  expect((await alarms('jin')).find((one) => one.kind === 'many_persons')).toMatchObject({ figure: 10, matter })
  for (const login of ['xie', 'jin', 'hou']) expect((await city.call(login, 'GET', '/notices')).json().items.filter((one: { template: string }) => one.template === 'exchange.use.unusual')).toHaveLength(3)

  const free = await granted({ resource: organisations, fields: ['name'], rowsADay: 10_000 })
  await city.sql(`insert into exchange.usage (grant_id, on_day, queries, rows) select $1, date '2026-11-25' - n, 1, 10 from generate_series(1, 5) n`, [free])
  city.setNow('2026-11-25T14:00:00Z')
  await page(free)
  await city.tick()
  expect(await kindsOf(free)).toEqual(['multiple', 'off_hours'])
  expect((await alarms('hou')).find((one) => one.kind === 'multiple')).toMatchObject({ figure: 60, usual: 10, threshold: 5 })
  expect(JSON.stringify(await city.sql('select encode(tag, $1) as tag from exchange.use_about', ['escape']))).not.toContain(sun)
})

test('the authority judges: a reason for once, a reason that stands, or misuse, which suspends at once; who uses it does not judge', async () => {
  const of = async (kind: string) => (await alarms('hou')).find((one) => one.kind === kind)!
  const judge = (id: string, how: string, body: object, login = 'hou') => city.call(login, 'POST', `/exchange/use-alarms/${id}/${how}`, { reason: '防汛值班', ...body })
  const [night, many, same, outside] = [await of('off_hours'), await of('many_persons'), await of('same_person'), await of('outside_area')]
  for (const login of ['xie', 'jin']) expect((await judge(night.id, 'explain', { standing: true }, login)).statusCode).toBe(403)
  expect((await judge(randomUUIDv7(), 'explain', { standing: true })).json().code).toBe('exchange.alarm_unknown')
  expect((await judge(night.id, 'explain', { standing: true })).json()).toMatchObject({ as: 'explained', suspended: false })
  expect((await judge(night.id, 'misuse', {})).json().code).toBe('exchange.alarm_judged')
  expect((await judge(same.id, 'explain', { standing: false })).statusCode).toBe(200)

  for (let at = 0; at < 8; at++) await ask(same.grant.id, 'E8')
  await city.tick()
  expect(await kindsOf(same.grant.id)).toEqual(['many_persons', 'outside_area'])
  city.setNow('2026-11-26T14:00:00Z')
  for (let at = 0; at < 8; at++) await ask(same.grant.id, 'E8')
  await page(night.grant.id)
  await city.tick()
  expect(await kindsOf(same.grant.id)).toEqual(['many_persons', 'outside_area', 'same_person'])
  expect(await kindsOf(night.grant.id)).toEqual(['multiple'])

  expect((await judge(many.id, 'misuse', { reason: '与办件无关' })).json()).toMatchObject({ suspended: true })
  expect((await ask(many.grant.id, 'E1')).json().code).toBe('exchange.grant_not_in_force')
  expect((await judge(outside.id, 'misuse', { reason: '与办件无关' })).json()).toMatchObject({ suspended: false })
  expect((await alarms('xie', '?open=false')).map(({ judged }) => judged!.as).toSorted()).toEqual(['explained', 'explained', 'misuse', 'misuse'])
  expect((await city.sql<{ kind: string; n: number }>(`select kind, count(*)::int as n from ledger.entry where kind in ('exchange.use_explained', 'exchange.use_misused', 'exchange.grant_suspend') group by kind order by kind`))).toEqual([{ kind: 'exchange.grant_suspend', n: 1 }, { kind: 'exchange.use_explained', n: 2 }, { kind: 'exchange.use_misused', n: 2 }])
})

test('what slips through is counted and listed: for the authority all of it, for a unit what it uses or gives', async () => {
  const counts = async (login: string): Promise<Record<string, number>> => Object.fromEntries((await city.call(login, 'GET', '/exchange/leaks')).json().kinds.map((one: { kind: string; count: number }) => [one.kind, one.count]))
  const rows = async (login: string, kind: string) => (await city.call(login, 'GET', `/exchange/leaks/${kind}`)).json().items as { key: string; name: string; unit: string; link: string }[]
  const before = await counts('hou')
  expect(before).toMatchObject({ unused_grant: 0, behind_cycle: 0, undelivered: 0, overdue: 0, closed_matter: 0 })
  expect(before.unjudged).toBe((await alarms('hou')).length)
  expect(before.no_rows).toBeGreaterThan(100)
  expect((await rows('jin', 'no_rows')).map(({ key }) => key)).not.toContain(organisations)
  expect(await counts('xie')).toMatchObject({ no_rows: 0, unjudged: before.unjudged })

  const copy = await granted({ resource: organisations, fields: ['name'], mode: 'delivery', rowsADay: 1000 })
  const idle = await granted({ resource: organisations, fields: ['name'], purpose: '一直没用' })
  await city.done('xie', `/exchange/grants/${copy}/deliveries`, { id: randomUUIDv7() })
  await city.sql(`update matter.matter set closed_at = $2 where number = $1`, [matter, new Date('2026-11-24T00:00:00Z')]) // as if the incident had been closed days before it was used for
  expect((await rows('hou', 'closed_matter')).map(({ name }) => name)).toContain('最低生活保障对象信息')
  city.setNow('2027-01-20T02:00:00Z')
  expect(await counts('xie')).toMatchObject({ undelivered: 1, behind_cycle: 0 })
  expect((await counts('jin')).behind_cycle).toBe(2)
  const unused = await rows('hou', 'unused_grant')
  expect(unused.find(({ key }) => key === idle)).toMatchObject({ name: '社会组织名录', link: `/data-requests?open=&id=${idle}` })
  expect((await city.call('li', 'GET', '/exchange/leaks')).statusCode).toBe(403)
})
