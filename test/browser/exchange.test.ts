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

it('a data post finds an entry by its initials, sees who may have which field and by which law, and finds its way back from nothing', async () => {
  await enter(browser.context, city, url, 'xie')
  const page = await browser.open(`${url}/desk/resources`, { size: desk, page: 'resources' })
  await page.locator('article h2').waitFor()
  await axe(page)
  await look(page, 'resources')
  await page.keyboard.press('/')
  await page.keyboard.type('hydj')
  await page.getByRole('heading', { name: '婚姻登记信息' }).waitFor()
  await page.getByText('依据《婚姻登记条例').waitFor()
  await page.getByRole('row', { name: /男方证件号.*4 级.*只比对/ }).waitFor()
  expect(page.url()).toContain('q=hydj')
  await look(page, 'resource-marriages')
  await page.getByRole('searchbox').fill('没有这样的目录吧😀')
  await page.getByText('目录里没有找到').waitFor()
  await axe(page)
  await page.getByRole('button', { name: '看全部目录' }).click()
  await page.getByRole('heading', { name: '婚姻登记信息' }).waitFor()
  expect(browser.errors).toEqual([])
})
