import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { folderDrop } from '../../server/connectors/folder-drop.ts'
import { useConnectors } from '../../server/systems/transfer/system.ts'
import type { TestCity } from '../kit/city.ts'
import { sourceFake } from '../kit/source-fake.ts'
import { untilPlaced } from '../kit/until-placed.ts'
import { axe, browserCity, desk, enter, look, type Browser } from './kit.ts'

const bureau = sourceFake(['credit_code', 'org_name', 'registered_by', 'registered_on', 'state'])
const codeOf = (at: number): string => `51${String(at).padStart(16, '0')}`
const drop = mkdtempSync(join(tmpdir(), 'haihe-drop-'))
let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => {
  ;({ city, url } = opened)
  useConnectors({ http: bureau.connector, folder: folderDrop({ root: drop }) })
  browser = await opened.browse()
})
afterAll(() => { rmSync(drop, { recursive: true, force: true }) })

it('a source department sets a job up, sees its run end the same on both sides, the row that did not get in, and decides what happens when the source changes its columns', async () => {
  bureau.rows = [...Array.from({ length: 40 }, (_, at) => [codeOf(at), `第${at}号志愿服务队`, '市民政局', '2020-01-01', null]), [codeOf(99), '空日期', '市民政局', '2020-02-30', null]]
  await enter(browser.context, city, url, 'jin')
  const page = await browser.open(`${url}/desk/transfers`, { size: desk, page: 'transfers' })
  await page.getByText('还没有汇聚任务').waitFor()
  await page.locator('header').getByRole('button', { name: '新建任务' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('本单位的哪条目录').selectOption({ label: '社会组织名录' })
  await sheet.getByRole('button', { name: '建好任务' }).click()
  await sheet.getByText('这一项要填').first().waitFor()
  for (const [label, words] of [['任务名称', '社会组织登记'], ['地址', 'https://data.example.org/organisations'], ['密码或密钥', 'X-Api-Key: 7f3a']] as const) await sheet.getByLabel(label).fill(words)
  await sheet.getByLabel('数据在结果里的位置').fill('organisations')
  await sheet.getByText('对方的列名和目录不一样').click()
  await sheet.getByLabel('名称', { exact: true }).fill('org_name')
  await axe(page)
  await look(page, 'transfer-set-up')
  await sheet.getByRole('button', { name: '建好任务' }).click()
  await page.getByText('还没有运行过').waitFor()
  await page.getByRole('button', { name: '现在运行' }).click()
  await page.getByText('已排上，马上开始').waitFor()
  await city.tick()
  await page.getByText('两边条数和内容都一致').waitFor()
  await axe(page)
  await look(page, 'transfer-done')
  await page.locator('.run').getByRole('button', { name: '1', exact: true }).click()
  await page.getByRole('row', { name: /41.*登记日期.*没有这一天.*2020-02-30/ }).waitFor()
  await look(page, 'transfer-rejects', [desk])
  await page.keyboard.press('Escape')

  bureau.columns = ['credit_code', 'org_name', 'registered_by', 'state', 'phone'].map(name => ({ name, type: 'text' }))
  await page.getByRole('button', { name: '现在运行' }).click()
  await page.getByText('已排上，马上开始').first().waitFor()
  await city.tick()
  await page.getByRole('heading', { name: '对方的表结构变了' }).waitFor()
  await page.getByText('多了一列“phone”').waitFor()
  await axe(page)
  await look(page, 'transfer-drift')
  await page.getByRole('button', { name: '终止这次运行' }).click()
  await page.locator('.run').getByText('停下了').waitFor()

  const filed = await (await city.as('xie'))({ method: 'POST', url: '/exchange/requests', payload: { id: randomUUIDv7(), resource: '307012000301', fields: ['credit_code', 'name', 'registered_on'], purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 1_000_000 } })
  expect(filed.json().state, filed.body).toBe('granted')
  await enter(browser.context, city, url, 'xie')
  await page.goto(`${url}/desk/transfers`)
  await page.locator('header').getByRole('button', { name: '新建任务' }).click()
  await sheet.getByLabel('按授权交付到本单位的库、文件夹或接口').check()
  await sheet.getByLabel('按哪项授权').selectOption({ index: 1 })
  await sheet.getByLabel('任务名称').fill('社会组织名录')
  await sheet.getByLabel('HTTP 接口').check()
  await sheet.getByLabel('签名密钥').waitFor()
  await look(page, 'transfer-set-up-push')
  await sheet.getByLabel('投递文件夹').check()
  await sheet.getByText('表头要换个名称').waitFor()
  await sheet.getByLabel('文件名').fill('社会组织名录.xlsx')
  await axe(page)
  await look(page, 'transfer-set-up-file')
  await sheet.getByRole('button', { name: '建好任务' }).click()
  await page.getByRole('button', { name: '现在运行' }).click()
  await page.getByText('已排上，马上开始').first().waitFor()
  await untilPlaced(city, city.tick())
  await page.getByRole('rowheader', { name: '从文件读回' }).waitFor()
  await look(page, 'transfer-file-done')
  expect(browser.errors).toEqual([])
})
