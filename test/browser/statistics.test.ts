import { randomUUIDv7 } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { TestCity } from '../kit/city.ts'
import { sessionOf } from '../kit/session.ts'
import { axe, browserCity, desk, look, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let url = ''
const places = ['120103009012', '120103009013', '120103008006', '120103009012']
const units = [['120103-urban-management', 'liu'], ['120103-water', 'yang'], ['120103-housing-construction', 'huang']] as const
const step = (login: string, id: string, action: string, body: object = {}) => city.done(login, `/governance/incidents/${id}/${action}`, body)

const now = Date.parse(`${new Date().toISOString().slice(0, 10)}T04:00:00Z`) // the city's noon: a brief of the day before is made in the morning, and a test may run at night
browserCity(async opened => {
  ;({ city, url } = opened)
  const later = (): void => city.setNow(new Date(city.now().getTime() + 3 * 3_600_000))
  for (let n = 0; n < 24; n++) {
    const id = randomUUIDv7()
    await city.done('li', '/governance/incidents', { id, words: '路边垃圾没人清', divisionCode: places[n % 4], itemCode: ['E51002', 'E06010', 'E06012'][n % 3], coordinates: { longitude: 117.2 + n / 400, latitude: 39.08 + n / 700, crs: 'WGS84' } })
    const [unit, login] = units[n % 3]!
    await step(n % 4 === 2 ? 'xu' : 'zhao', id, 'climb', { reason: '要派遣' })
    if (n % 6 === 5) { later(); continue } // waits to be dispatched
    await step('chen', id, 'dispatch', { unitId: unit })
    if (n % 5 === 4) { await step(login, id, 'return', { reason: '不归我们' }); continue }
    if (n % 7 === 6) continue
    await step(login, id, 'receive')
    await step(login, id, 'handle', { note: '已处理' })
    if (n % 3 === 1) continue
    await step('bai', id, 'verify')
    await step('chen', id, 'close')
    await step('li', id, 'rate', { score: 1 + n % 5 })
    later()
  }
  city.setNow(new Date(now))
  browser = await opened.browse({ maps: true })
  await browser.context.addCookies([cookieOf(await sessionOf(city.city, 'chen', city.now()))])
}, { at: new Date(now - 4 * 86_400_000).toISOString() })

const cookieOf = (cookie: string): { name: string, value: string, url: string } => { const [pair] = cookie.split(';'); const at = pair!.indexOf('='); return { name: pair!.slice(0, at), value: pair!.slice(at + 1), url } }

describe('figures at the desk', () => {
  it('say in a sentence, figures, a picture and a table what was done, and lead down to each matter', async () => {
    const page = await browser.open(`${url}/desk/statistics`, { size: desk, page: 'statistics' })
    await page.getByText('上报 24 件').waitFor()
    await page.locator('figure svg').waitFor()
    await axe(page)
    await look(page, 'statistics-division')
    await page.getByRole('button', { name: '按单位' }).click()
    await page.getByRole('rowheader', { name: /城市管理|城管/ }).waitFor()
    expect(new URL(page.url()).search).toContain('by=unit')
    await look(page, 'statistics-unit')
    await page.getByRole('button', { name: '按时间' }).click()
    await page.locator('select').selectOption('week')
    await page.locator('figure svg').waitFor()
    await look(page, 'statistics-period', [desk])
    await page.reload()
    await ready(page, 'statistics')
    expect(await page.locator('select').inputValue()).toBe('week')
    await page.getByRole('button', { name: '按区划' }).click()
    await page.locator('tbody th button').first().click()
    await page.getByText(/上报的 \d+ 件/).waitFor()
    await axe(page)
    await look(page, 'statistics-drill')
    const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出这些件' }).click()])
    expect(sheet.suggestedFilename()).toBe('incidents.xlsx')
    await page.getByRole('dialog').locator('li a').first().click()
    await ready(page, 'inbox')
    await page.close()
  })

  it('show what slipped through, with the count on the menu', async () => {
    const page = await browser.open(`${url}/desk/leaks`, { size: desk, page: 'leaks' })
    await page.getByText('处漏了').waitFor()
    expect(await page.getByRole('link', { name: /查漏/ }).innerText()).toMatch(/\d/)
    await axe(page)
    await look(page, 'leaks')
    await page.getByRole('button', { name: '存疑没人看' }).click()
    await page.getByText('这一环没有漏').waitFor()
    await look(page, 'leaks-none')
    expect(browser.errors).toEqual([])
    await page.close()
  })

  it('place the open ones on a sketch of the city, and count all of them by place', async () => {
    const page = await browser.open(`${url}/desk/open-map`, { size: desk, page: 'open-map' })
    await page.getByText(/未结 \d+ 件/).waitFor()
    await page.locator('.map-marker').first().waitFor()
    await axe(page)
    await look(page, 'open-map')
    await page.getByRole('button', { name: /尖山街道/ }).click()
    await page.getByRole('button', { name: /光明里/ }).waitFor()
    expect(new URL(page.url()).search).toContain('division=120103009')
    await page.close()
  })

  it('lay the day and the week before a leader, on the screen and on paper', async () => {
    await city.tick()
    await browser.context.addCookies([cookieOf(await sessionOf(city.city, 'dong', city.now()))])
    const page = await browser.open(`${url}/desk/briefs?kind=daily`, { size: desk, page: 'briefs' })
    await page.getByRole('heading', { name: '河西区 事件日报' }).waitFor()
    await axe(page)
    await look(page, 'briefs')
    await page.getByRole('button', { name: '出一份简报' }).click()
    await page.getByRole('radio', { name: '周报' }).check()
    await axe(page)
    await look(page, 'brief-make')
    await page.getByRole('dialog').getByRole('button', { name: '出一份简报' }).click()
    await page.getByText(/出好了|就是这份/).first().waitFor()
    await page.getByRole('heading', { name: '河西区 事件周报' }).waitFor()
    await look(page, 'brief-weekly')
    const [id] = await city.sql<{ id: string }>("select id from governance.brief where kind = 'weekly' and division_path = '120103'")
    const { rawPayload } = await (await city.as('dong'))({ url: `/governance/briefs/${id!.id}/pdf` })
    writeFileSync('test-results/look/brief-weekly.pdf', rawPayload)
    expect(rawPayload.length).toBeLessThan(500_000)
    expect(browser.errors).toEqual([])
    await page.close()
  })
})
