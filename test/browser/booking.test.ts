import { expect, it } from 'vitest'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() }, { at: '2026-11-25T02:00:00Z' })

it('a resident books from the item, shows the number, changes it; the counter checks her in, gives a walk-in number, and closes a slot', async () => {
  await enter(browser.context, city, url, 'li')
  const page = await browser.open(`${url}/services/old-age-allowance`, { page: 'service' })
  await page.getByRole('link', { name: '预约去大厅办' }).click()
  await ready(page, 'book-visit')
  await page.getByLabel('去哪个大厅').selectOption('河西区政务服务中心')
  await page.getByRole('button', { name: /11 月 25 日/ }).waitFor()
  await axe(page)
  await look(page, 'booking-slots')
  await page.getByRole('button', { name: /^14:30/ }).click()
  await page.getByRole('button', { name: '就约这个时间' }).click()
  await ready(page, 'one-booking')
  await page.getByRole('heading', { name: '今天 14:30—15:00' }).waitFor()
  await page.getByRole('button', { name: '改时间' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^14:00/ }).click()
  await look(page, 'booking-change', [phone])
  await page.getByRole('button', { name: '改到这个时间' }).click()
  await page.getByRole('heading', { name: '今天 14:00—14:30' }).waitFor()
  await axe(page)
  await look(page, 'booking-one')
  const number = (await page.locator('.number').innerText()).replace(' ', '')
  await page.goto(`${url}/booking`)
  await page.getByRole('link', { name: /高龄津贴发放/ }).waitFor()
  await axe(page)
  await look(page, 'booking-own', [phone])

  const counter = await openBrowser()
  try {
    await enter(counter.context, city, url, 'liuqing')
    const theirs = await counter.open(`${url}/desk/booking`, { size: desk, page: 'desk-booking' })
    await theirs.getByText('李*梅').waitFor()
    await theirs.getByLabel('预约号或身份证号').fill(number)
    await theirs.getByRole('button', { name: '签到', exact: true }).first().click()
    await theirs.getByText('现场号 G001', { exact: true }).waitFor()
    await theirs.getByRole('button', { name: '综合窗口取号' }).click()
    await theirs.getByText('最后发出 G002').waitFor()
    await axe(theirs)
    await look(theirs, 'booking-desk')
    await theirs.getByRole('button', { name: '停号 15:00' }).first().click()
    await theirs.getByLabel('原因（会告诉已约的人）').fill('系统检修')
    await theirs.getByRole('dialog').getByRole('button', { name: '停号' }).click()
    await theirs.getByText('系统检修').waitFor()
    await theirs.getByRole('button', { name: '替人预约' }).click()
    await theirs.getByLabel('身份证号', { exact: true }).fill('120199194809030056')
    await theirs.getByRole('dialog').getByRole('button', { name: /^14:30/ }).click()
    await look(theirs, 'booking-for')
    await theirs.getByRole('button', { name: '就约这个时间' }).click()
    await theirs.getByText('孙*福').waitFor()
    expect(counter.errors).toEqual([])
  } finally { await counter.close() }
  expect(browser.errors).toEqual([])
}, 120_000)
