import type { Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { axe, desk, look, openBrowser, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let url = ''

beforeAll(async () => {
  await buildWeb(() => undefined)
  city = await openTestCity()
  url = await city.listen()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => { await browser?.close(); await city?.close() })

/** Logs in as a visitor of the demo does: a name from the list, then the button. */
async function logIn(name: string, to: string): Promise<Page> {
  await browser.context.clearCookies()
  const page = await browser.open(`${url}/desk/login?to=${to}`, { size: desk, page: 'login' })
  await page.emulateMedia({ reducedMotion: 'reduce' }) // axe judges colours, not their change
  await page.locator('details summary').click()
  await page.getByRole('button', { name }).click()
  await expect.poll(() => page.locator('input[type=password]').inputValue()).not.toBe('') // the one-time password of this moment is fetched first
  await page.getByRole('button', { name: '登录', exact: true }).click()
  return page
}

test('a wrong password is told on the page and what was typed stays', async () => {
  const page = await browser.open(`${url}/desk/login`, { size: desk, page: 'login' })
  await page.getByLabel('账号').or(page.getByLabel('登录名')).first().fill('zhao')
  await page.locator('input[type=password]').fill('not the password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('账号、密码或动态口令不对').waitFor()
  expect(await page.locator('input[type=password]').inputValue()).toBe('not the password')
  await axe(page)
  await look(page, 'login-refused')
  await page.close()
}, 60_000)

test('the security administrator grants a role at a place, and takes it back with a reason', async () => {
  const [shen] = await city.sql<{ name: string }>(`select name from access.account where login = 'shen'`)
  const page = await logIn(shen!.name, '/accounts')
  await ready(page, 'accounts')
  await axe(page)
  await look(page, 'accounts')
  await page.getByPlaceholder('找姓名或登录名').fill('tian')
  await page.getByRole('row').filter({ hasText: 'tian' }).first().click()
  await page.getByRole('button', { name: '加一项授权' }).click()
  await page.getByLabel('角色', { exact: true }).selectOption('leader')
  await page.getByRole('combobox', { name: '找区划' }).fill('河西')
  await page.locator('ul[role=listbox] li').first().click()
  await page.getByLabel('为什么').fill('分管城市运行')
  await page.getByLabel('为什么').hover()
  await axe(page)
  await look(page, 'grant-sheet')
  await page.getByRole('button', { name: '授权', exact: true }).click()
  await page.getByText('已授权').first().waitFor()
  await ready(page)
  await axe(page)
  await look(page, 'account-panel')
  const granted = page.locator('aside li').filter({ hasText: '分管城市运行' })
  await granted.getByRole('button', { name: '撤销' }).click()
  await page.getByLabel('为什么').fill('分工调整')
  await page.getByRole('button', { name: '撤销这项授权' }).click()
  await page.getByText('已撤销').first().waitFor()
  const [row] = await city.sql<{ revoked_at: Date | null }>(`select revoked_at from access.grant where reason = '分管城市运行'`)
  expect(row!.revoked_at).not.toBe(null)
  await page.goto(`${url}/desk/own`)
  await ready(page, 'own')
  await axe(page)
  await look(page, 'own-login')
  await page.close()
}, 90_000)

test('the security administrator issues a key, which works at an interface until it is revoked', async () => {
  const [shen] = await city.sql<{ name: string }>(`select name from access.account where login = 'shen'`)
  const page = await logIn(shen!.name, '/keys')
  await ready(page, 'keys')
  await axe(page)
  await look(page, 'keys-empty')
  await page.locator('main header').getByRole('button', { name: '发一把密钥' }).click()
  await page.getByRole('button', { name: '发放，看密钥' }).click()
  await page.getByText('请选一个单位').waitFor()
  await look(page, 'key-new-lacking')
  await page.getByLabel('找单位').fill('河西区水务')
  await page.getByRole('radio', { name: /水务局/ }).first().click()
  await page.getByText('管到：河西区').waitFor()
  await page.getByLabel('照一个角色勾选，再增减').selectOption('department_handler')
  await page.getByText('一网统管').click()
  await page.getByRole('checkbox', { name: /导出事件/ }).uncheck()
  await axe(page)
  await look(page, 'key-new')
  await page.getByRole('button', { name: '发放，看密钥' }).click()
  const secret = await page.getByRole('textbox', { name: '密钥' }).innerText()
  await page.getByRole('button', { name: '关上', exact: true }).last().click()
  await page.getByText('还没有复制').waitFor()
  await axe(page)
  await look(page, 'key-once')
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: '复制密钥' }).click()
  await page.getByRole('button', { name: '复制好了，关上' }).click()
  const orders = async () => city.http.inject({ url: '/governance/unit/orders', headers: { authorization: `Bearer ${secret}` } })
  expect((await orders()).statusCode).toBe(200)

  await page.getByPlaceholder('找名称、单位、设备或尾号').fill('水务')
  await page.getByRole('row', { name: /水务局工单系统/ }).click()
  await ready(page, 'keys')
  expect(new URL(page.url()).search).toMatch(/q=.*id=/)
  await axe(page)
  await look(page, 'keys')
  await page.getByRole('button', { name: '吊销这把密钥' }).click()
  await page.getByText('这是对方唯一在用的密钥').waitFor()
  await page.getByLabel('为什么').fill('换新系统')
  await axe(page)
  await look(page, 'key-revoke')
  await page.getByRole('button', { name: /吊销“/ }).click()
  await page.getByText('没有这样的密钥').waitFor()
  expect((await orders()).statusCode).toBe(401)
  await page.getByRole('button', { name: '已失效' }).click()
  await page.getByRole('row', { name: /已吊销/ }).waitFor()
  await look(page, 'keys-over')
  await page.close()
}, 90_000)

test('the audit administrator reads who logged in and who was refused', async () => {
  const [yu] = await city.sql<{ name: string }>(`select name from access.account where login = 'yu'`)
  const page = await logIn(yu!.name, '/login-log')
  await ready(page, 'login-log')
  await page.getByRole('cell', { name: '登录被拒' }).first().waitFor()
  await axe(page)
  await look(page, 'login-log')
  expect(browser.errors).toEqual([])
  await page.close()
}, 60_000)
