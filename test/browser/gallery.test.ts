import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevPages, type DevPages } from './dev-pages.ts'
import { axe, desk, look, openBrowser, phone, type Browser } from './kit.ts'

let server: DevPages
let browser: Browser
let url = ''

beforeAll(async () => {
  server = await openDevPages('gallery')
  url = server.url
  browser = await openBrowser({ maps: true })
}, 60_000)
afterAll(async () => { await browser?.close(); await server?.close() })

describe('every component', () => {
  for (const [name, search] of [['light', ''], ['elder', '?mode=elder'], ['wall', '?theme=wall']] as const) {
    it(`offends no rule of WCAG 2.2 AA in ${name}`, async () => {
      const page = await browser.open(`${url}gallery/${search}`, { page: 'gallery' })
      await axe(page)
      const whole = await page.evaluate('document.documentElement.scrollHeight') as number
      await look(page, `gallery-${name}`, [{ width: 1440, height: 2400 }, { width: 390, height: Math.min(whole, 9000) }])
      await page.close()
    }, 60_000)
  }

  it('reveals a number only after a purpose, and covers it again when closed', async () => {
    const page = await browser.open(`${url}gallery/`, { page: 'gallery' })
    await page.getByRole('button', { name: '看号码' }).click()
    const look60 = page.getByRole('button', { name: '看 60 秒' })
    expect(await look60.isDisabled()).toBe(true)
    await page.getByText('联系上报人，问现场情况').click()
    await axe(page)
    await look(page, 'mask-dialog')
    await look60.click()
    await page.getByText('138 2037 6021').waitFor()
    await axe(page)
    await look(page, 'mask-dialog-shown')
    await page.keyboard.press('Escape')
    expect(await page.getByText('138 2037 6021').count()).toBe(0)
    await page.close()
  }, 60_000)

  it('never picks a place of one name by itself, and picks by keyboard', async () => {
    const page = await browser.open(`${url}gallery/`, { size: phone, page: 'gallery' })
    await page.getByRole('combobox', { name: '选地方' }).fill('东柳庄')
    await page.getByRole('option').first().waitFor()
    expect(await page.locator('[role=option][aria-selected=true]').count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.locator('[role=option][aria-selected=true]').innerText()).toContain('乙区')
    await page.locator('.picker').screenshot({ path: 'test-results/look/division-picker.png' })
    await page.close()
  }, 60_000)

  it('raises no error on any page', () => { expect(browser.errors).toEqual([]); expect(desk.width).toBe(1440) })
})
