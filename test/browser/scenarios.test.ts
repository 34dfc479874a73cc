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
