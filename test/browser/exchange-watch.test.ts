import { randomUUIDv7 } from 'node:crypto'
import { expect, it } from 'vitest'
import { places } from '../journeys/cast.ts'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, openBrowser, type Browser } from './kit.ts'

const [organisations, facilities] = ['307012000301', '307012000509']
const grant = randomUUIDv7()
let city: TestCity
let [url, matter] = ['', '']
let browser: Browser
browserCity(async opened => {
  ;({ city, url } = opened)
  browser = await opened.browse()
  const land = async (code: string, lines: readonly string[]): Promise<void> => {
    const edge = 'haihe-edge'
    const answer = await (await city.as('jin'))({ method: 'POST', url: `/exchange/resources/${code}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${lines.join('\n')}\r\n--${edge}--\r\n` })
    if (answer.json().rejected !== 0) throw new Error(answer.body)
  }
  await land(organisations, ['统一社会信用代码,名称,登记机关,登记日期,状态', ...Array.from({ length: 130 }, (_, at) => `51${String(at).padStart(16, '0')},第${at}号志愿服务队,市民政局,2020-01-05,正常`)])
  await land(facilities, ['设施编号,设施名称,设施类型,地址,所属区,服务内容,运营单位,开放时间', ...['尖山日间照料中心', '友谊路老人家食堂', '光明里养老综合体'].map((name, at) => `S${at},${name},01,某路${at + 1}号,${places.tianjin.district},日间照料、助餐,社区,8:00-17:00`)])
  await city.done('xie', '/exchange/requests', { id: grant, resource: organisations, fields: ['credit_code', 'name', 'state'], purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'page', untilOn: '2030-12-31', rowsADay: 400 })
  await city.sql(`insert into exchange.usage (grant_id, on_day, queries, rows) select $1, date '2026-11-25' - n, 1 + n % 3, 20 + n % 7 from generate_series(1, 29) n`, [grant])
  const report = await city.call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: places.tianjin.district })
  matter = (report.json() as { number: string }).number
}, { at: '2026-11-25T02:00:00Z' })

it('a department takes rows by page and sees how much of its quota is gone; what was unusual the authority judges, and misuse ends it at once', async () => {
  await enter(browser.context, city, url, 'xie')
  const page = await browser.open(`${url}/desk/data-requests?view=mine&id=${grant}`, { size: desk, page: 'data-requests' })
  await page.getByRole('button', { name: '分页取数' }).click()
  await page.getByLabel('为哪一件办的（件号）').fill(matter)
  await page.getByRole('button', { name: '取第一页' }).click()
  await page.getByText('已取 100 行').waitFor()
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByText('已取 130 行').waitFor()
  await axe(page)
  await look(page, 'row-page')
  await page.keyboard.press('Escape')
  expect(await page.getByRole('navigation', { name: '主导航' }).getByRole('link').count()).toBeLessThanOrEqual(10)
  await page.getByRole('navigation', { name: '同组页面' }).getByRole('link', { name: '数据用量' }).click()
  await page.getByText('130 / 400 行').waitFor()
  await axe(page)
  await look(page, 'usage-grant')
  await page.getByRole('button', { name: '按天' }).click()
  await page.getByRole('row', { name: /2026-11-25.*130/ }).waitFor()
  await look(page, 'usage-day', [desk])

  await city.tick()
  const authority = await openBrowser()
  try {
    await enter(authority.context, city, url, 'hou')
    const theirs = await authority.open(`${url}/desk/use-alarms`, { size: desk, page: 'use-alarms' })
    await theirs.getByRole('heading', { name: /用量突增.*取了 130 行，平常一天 23 行/ }).waitFor()
    await axe(theirs)
    await look(theirs, 'use-alarms')
    await theirs.getByRole('button', { name: '认定滥用并暂停' }).click()
    await theirs.getByLabel('理由').fill('与办件无关的批量查询')
    await axe(theirs)
    await look(theirs, 'use-alarm-judge', [desk])
    await theirs.getByRole('dialog').getByRole('button', { name: '认定滥用并暂停' }).click()
    await theirs.getByText('已认定滥用，授权已暂停').waitFor()
    await theirs.goto(`${url}/desk/exchange-leaks?kind=no_rows`)
    await theirs.getByRole('link', { name: /婚姻登记信息/ }).waitFor()
    await axe(theirs)
    await look(theirs, 'exchange-leaks')
    expect(authority.errors).toEqual([])
  } finally { await authority.close() }
  const street = await openBrowser()
  try {
    await enter(street.context, city, url, 'chen')
    const theirs = await street.open(`${url}/desk/returned?code=${facilities}`, { size: desk, page: 'returned' })
    await theirs.getByRole('button', { name: '看数据' }).click()
    await theirs.getByRole('cell', { name: '尖山日间照料中心' }).waitFor()
    await axe(theirs)
    await look(theirs, 'returned')
    expect(street.errors).toEqual([])
  } finally { await street.close() }
  expect((await city.call('xie', 'POST', `/exchange/grants/${grant}/pages`, { matter })).json().code).toBe('exchange.grant_not_in_force')
  expect(browser.errors).toEqual([])
})
