import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { places } from './cast.ts'

const [allowances, organisations] = ['216012000501', '307012000301']
const { street, otherDistrict, item, district } = places.tianjin
const [li, sun, wang, chen] = ['120199197904120029', '120199194809030056', '120199198607150074', '120199198505210152']
let city: TestCity
let matter = ''
const call = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) => (await city.as(login))({ method, url, ...(payload ? { payload } : {}) })
const page = (grant: string, body: object = {}, login = 'xie') => call(login, 'POST', `/exchange/grants/${grant}/pages`, { matter, ...body })
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
  const filed = await call(asker!, 'POST', '/exchange/requests', {
    id, resource: allowances, fields: ['identity_number', 'name', 'family_size', 'street'], purpose: '医疗救助', legalBasis: '社会救助暂行办法', scenario: '医疗救助', usingSystem: '救助系统', mode: 'page', untilOn: '2030-12-31', rowsADay: 1000, ...changes,
  })
  expect(filed.statusCode, filed.body).toBe(201)
  if (filed.json().state !== 'granted') expect((await call(source!, 'POST', `/exchange/requests/${id}/grant`, {})).statusCode).toBe(200)
  return id
}

beforeAll(async () => {
  city = await openTestCity()
  await city.sql(`update exchange.resource set modes = '{query,page}' where code = $1`, [allowances])
  const report = await call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: district, itemCode: item })
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
  expect((await call('li', 'GET', '/ledger/mine')).json().items.filter((one: { kind: string }) => one.kind === 'exchange.used')).toHaveLength(2)
  expect((await call('sun', 'GET', '/ledger/mine')).json().items[0]).toMatchObject({ kind: 'exchange.used', purpose: '医疗救助', fields: ['公民身份号码', '姓名', '家庭人口数', '所属街镇'] })
})

test('the business decides how much is seen: for statistics no name and a band, and the answer says by which rule', async () => {
  const grant = await granted({ scenario: '统计' })
  expect((await call('jin', 'GET', `/exchange/requests/${grant}`)).json().masks[1]).toMatchObject({ name: '姓名', mask: 'never', because: expect.stringContaining('依据遮掩规则第 30 条') })
  const { rows, masks } = (await page(grant)).json()
  expect(rows).toEqual([{ family_size: '1–2', street: '120103008' }, { family_size: '2–5', street }])
  expect(masks.map((one: { mask: string }) => one.mask)).toEqual(['never', 'never', 'band', 'full'])
  const rescue = await granted({ scenario: '紧急救助', mode: 'query' })
  expect((await call('xie', 'POST', `/exchange/grants/${rescue}/queries`, { field: 'identity_number', value: li, matter })).json()).toMatchObject({ rows: [{ name: '李晓梅' }], masks: [{ mask: 'compare' }, { mask: 'full', because: expect.stringContaining('人有危险') }, {}, {}] })
})

test('a post of the whole city takes persons one street at a time, and only where the street is granted; what is no person\'s it takes as it likes', async () => {
  await land(organisations, ['统一社会信用代码,名称', ...Array.from({ length: 3 }, (_, at) => `51${String(at).padStart(16, '0')},第${at}号志愿服务队`)])
  const free = await granted({ resource: organisations, fields: ['name'] })
  const names: string[] = []
  for (let after: string | undefined, turn = 0; turn < 3; turn++) {
    const answer = (await page(free, { limit: 2, ...(after === undefined ? {} : { after }) })).json()
    names.push(...answer.rows.map((row: { name: string }) => row.name))
    if (answer.next === null) break
    after = answer.next as string
  }
  expect(names.toSorted()).toEqual(['第0号志愿服务队', '第1号志愿服务队', '第2号志愿服务队'])
  expect((await page(free, { division: district })).json().code).toBe('exchange.page_needs_division')

  await city.sql(`update exchange.resource set unit_id = $2 where code = $1`, [allowances, places.tianjin.department('water')])
  const without = await granted({ fields: ['name'] }, ['jin', 'xie'])
  expect((await page(without, { division: street }, 'jin')).json().code).toBe('exchange.page_division_not_granted')
  const within = await granted({}, ['jin', 'xie'])
  for (const body of [{}, { division: district }]) expect((await page(within, body, 'jin')).json().code).toBe('exchange.page_one_street')
  expect((await page(within, { division: street }, 'jin')).json().rows).toMatchObject([{ name: '李*梅' }])
  await city.sql(`update exchange.resource set unit_id = 'city-civil-affairs' where code = $1`, [allowances])
})
