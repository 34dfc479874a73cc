import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { axe, desk, enter, look, openBrowser, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
beforeAll(async () => {
  await buildWeb(() => undefined)
  city = await openTestCity()
  url = await city.listen()
  browser = await openBrowser()
})
afterAll(async () => { await browser?.close(); await city?.close() })

it('a data post finds what a business needs: which data by which key, what is only planned, and goes to the entry', async () => {
  await enter(browser.context, city, url, 'xie')
  const page = await browser.open(`${url}/desk/scenarios`, { size: desk, page: 'scenarios' })
  await page.getByRole('heading', { name: /公积金提取.*服务未建/ }).waitFor()
  await page.getByText('凭男方证件号查').waitFor()
  await axe(page)
  await look(page, 'scenarios')
  await page.getByLabel('全部状态').selectOption('planned')
  await page.getByRole('searchbox').fill('犬')
  await page.getByRole('heading', { name: /养犬登记年检.*规划中/ }).waitFor()
  await page.getByText('现在什么都不能用').waitFor()
  await axe(page)
  await look(page, 'scenario-planned')
  await page.getByRole('searchbox').fill('没有这样的事')
  await page.getByRole('button', { name: '看全部场景' }).click()
  await page.getByRole('button', { name: /^企业开办 / }).click()
  await page.getByRole('link', { name: '标准地址信息' }).click()
  await page.getByRole('heading', { name: '标准地址信息' }).waitFor()
  await page.getByRole('button', { name: '申请使用' }).click()
  await page.getByRole('button', { name: '企业开办' }).click()
  expect(await page.getByLabel('业务场景').inputValue()).toBe('企业开办')
  await axe(page)
  expect(browser.errors).toEqual([])
})

it('a data post takes a sandbox key, which is shown once and works, and revokes it', async () => {
  await enter(browser.context, city, url, 'xie')
  const page = await browser.open(`${url}/desk/sandbox`, { size: desk, page: 'sandbox' })
  await page.getByText('还没有沙箱密钥').waitFor()
  await page.getByRole('button', { name: '领一把沙箱密钥' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('用在哪里').fill('公积金业务系统联调')
  await sheet.getByRole('button', { name: '领取' }).click()
  const key = await sheet.getByRole('textbox', { name: '密钥' }).innerText()
  await axe(page)
  await look(page, 'sandbox-key')
  expect((await fetch(`${url}/exchange/sandbox/people`, { headers: { authorization: `Bearer ${key}` } })).headers.get('haihe-sandbox')).toBe('true')
  await sheet.getByRole('button', { name: '关上' }).last().click()
  await page.getByText(`hh_…${key.slice(-4)}`).waitFor()
  await page.getByRole('cell', { name: '李测安' }).waitFor()
  await axe(page)
  await look(page, 'sandbox')
  await page.getByRole('button', { name: '吊销' }).click()
  await page.getByRole('button', { name: '确定吊销' }).click()
  await page.getByText('已吊销', { exact: true }).waitFor()
  expect((await fetch(`${url}/exchange/sandbox/people`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(401)
  expect(browser.errors).toEqual([])
})
