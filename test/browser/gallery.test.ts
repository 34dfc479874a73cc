import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevPages, type DevPages } from './dev-pages.ts'
import { countForm, readForms } from '#base/form'
import { axe, desk, look, openBrowser, phone, type Browser } from './kit.ts'

let server: DevPages
let browser: Browser
let url = ''

beforeAll(async () => {
  server = await openDevPages('gallery')
  url = server.url
  browser = await openBrowser({ maps: true })
  const forms = readForms(resolve('cities/tianjin'))
  await browser.context.route('**/service-item/items/*/form', async route => {
    const { form: item, sources: _, ...form } = forms.get(route.request().url().split('/').at(-2)!)!
    await route.fulfill({ json: { item, version: 1, reads: [], sources: [], count: countForm({ ...form, form: item, sources: [] }), ...form } })
  })
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

  it('fills in a form one part a step: what is wrong is told together and leads to its field, what was typed stays, what was prefilled can be disputed on the spot', async () => {
    const page = await browser.open(`${url}gallery/?form=old-age-allowance`, { size: phone, page: 'gallery' })
    await page.getByText('第 1 步，共 2 步').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    expect((await page.getByRole('alert').innerText()).split('\n')).toEqual(['有 3 处要看一下', '津贴打到哪张卡：这一项要填', '老人现在住在哪儿：这一项要填', '办好了打哪个电话：这一项要填'])
    await axe(page)
    await look(page, 'form-faults', [phone])
    await page.getByRole('alert').getByRole('button').first().press('Enter')
    await page.keyboard.type('6217000010001234560') // by keyboard, where the fault led
    await page.getByText('养老院').click()
    await page.getByLabel('办好了打哪个电话').fill('022-23456789')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('来自 人口基础信息 · 市公安局').first().waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^替您填好的/)
    await page.getByRole('button', { name: '户籍地址不对' }).click()
    await page.getByText(/您说不对，已请市公安局最晚.*核对/).waitFor()
    await axe(page)
    await look(page, 'form-filled', [phone])
    await page.getByRole('button', { name: '替妈妈交上去' }).click() // the server finds the card's last digit wrong, and that leads back to the first part
    await page.getByText('津贴打到哪张卡：银行卡号不对').waitFor()
    expect([await page.getByLabel('津贴打到哪张卡').inputValue(), await page.getByLabel('养老院').isChecked()]).toEqual(['6217000010001234560', true])
    await page.close()
  }, 60_000)

  it('shows and asks only what the answers call for, at a desk all on one page', async () => {
    const page = await browser.open(`${url}gallery/?form=housing-fund-withdrawal&size=desk`, { size: desk, page: 'gallery' })
    await page.getByLabel('租房', { exact: true }).check()
    await page.getByLabel('每月房租多少（元）').fill('3200')
    expect(await page.getByText('借款合同和还款明细').count()).toBe(0)
    await page.getByLabel('已婚').check() // no register said so: where it cannot do without, the person is asked
    await page.getByLabel('配偶的证件号码').waitFor()
    await axe(page)
    await look(page, 'form-desk', [desk])
    await page.getByLabel('偿还购房贷款').check()
    await page.getByLabel('商业银行').check()
    await page.getByLabel('借款合同和还款明细', { exact: true }).setInputFiles({ name: '还款明细.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
    await page.getByText('还款明细.pdf').waitFor()
    expect(await page.getByText('每月房租多少').count()).toBe(0)
    await page.close()
  }, 60_000)

  it('raises no error on any page', () => { expect(browser.errors).toEqual([]) })
})
