import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { axe, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
beforeAll(async () => {
  await buildWeb(() => undefined)
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' })
  url = await city.listen()
  city.http.server.prependListener('request', (_, response) => { response.setHeader('Date', city.now().toUTCString()) })
  browser = await openBrowser()
})
afterAll(async () => { await browser?.close(); await city?.close() })

it('a reviewer sees what is known and what is not and asks once for what is missing; the applicant reads the letter and what comes next', async () => {
  const sun = await city.as('sun')
  const values = { allowance_account: '6217000010001234569', living: 'home', contact_phone: '15400001002', name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', household_here: true, allowance_now: false }
  const id = randomUUIDv7()
  const begun = (await sun({ method: 'POST', url: '/application/applications', payload: { id, item: 'old-age-allowance', division: '120103' } })).json() as { version: number; number: string }
  const bring = (await sun({ method: 'POST', url: `/application/applications/${id}/prefill`, payload: { version: begun.version, take: false } })).json() as { version: number }
  expect((await sun({ method: 'POST', url: `/application/applications/${id}/submit`, payload: { version: bring.version, values } })).json()).toMatchObject({ state: 'received' })

  await enter(browser.context, city, url, 'mo')
  const page = await browser.open(`${url}/desk/applications`, { size: desk, page: 'desk-applications' })
  await page.getByRole('heading', { name: /高龄津贴发放/ }).waitFor()
  await page.getByText('年满 80 周岁').first().waitFor()
  expect(await page.getByText('孙德福').count()).toBe(0)
  await page.getByRole('button', { name: '看全部内容' }).click()
  await page.getByText('孙德福').waitFor()
  await axe(page)
  await look(page, 'application-desk', [desk])
  await page.getByRole('button', { name: '一次告知补正' }).click()
  await page.getByRole('dialog').getByLabel('户口簿').check()
  await look(page, 'application-step', [desk])
  await page.getByRole('dialog').getByRole('button', { name: '一次告知补正' }).click()
  await page.getByText('已一次告知补正：户口簿').waitFor()

  const home = await openBrowser()
  try {
    await enter(home.context, city, url, 'sun')
    const own = await home.open(`${url}/applications`, { page: 'applications' })
    await own.getByRole('link', { name: /等您补正/ }).waitFor()
    await axe(own)
    await look(own, 'application-own', [phone])
    await own.getByRole('link', { name: /等您补正/ }).click()
    await ready(own, 'application')
    await own.getByText(/请在 .*25.*前补正，网上、窗口都可以；这段时间不算进办理时限/).waitFor()
    await own.getByText(/这是全部，以后不会再要别的/).waitFor()
    await axe(own)
    await look(own, 'application-one')
  } finally { await home.close() }
})
