import { describe, expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, look, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let url = ''
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() })

type CastMember = { key: string, login: string, password: string, totp: string }
const castMember = async (key: string): Promise<CastMember> => ((await city.anonymous({ url: '/demo/cast' })).json() as { items: CastMember[] }).items.find(one => one.key === key) as CastMember
const fill = async (page: Page, { login, password, totp }: CastMember): Promise<void> => {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByLabel('动态口令').fill(totp)
}

describe('the shells', () => {
  it('show a resident only what exists, and offend no rule of WCAG 2.2 AA', async () => {
    const page = await browser.open(url, { page: 'home' })
    await axe(page)
    await look(page, 'resident-home')
    await page.getByRole('button', { name: '长辈版' }).click()
    await page.getByText('打电话找人').waitFor()
    await axe(page)
    await look(page, 'resident-elder', [phone])
    await page.reload()
    await ready(page, 'home')
    await page.getByRole('button', { name: '回普通版' }).click()
    await page.close()
  })

  it('speak English to who asks for it', async () => {
    const page = await browser.open(url, { page: 'home' })
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Say what you need' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await look(page, 'resident-home-en', [phone])
    await page.getByRole('button', { name: '中文' }).click()
    await page.close()
  })

  it('send staff who have not logged in to the login, and tell a wrong password without forgetting the rest', async () => {
    const page = await browser.open(`${url}/desk/`, { size: desk, page: 'login' })
    await axe(page)
    await look(page, 'login')
    await fill(page, { ...await castMember('zhao').catch(() => castMember('wang')), password: 'not the password' })
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('不对')
    expect(await page.getByLabel('账号').inputValue()).not.toBe('')
    await page.close()
  })

  it('let a grid worker in with two factors, keep the shell for no network, and out again', async () => {
    const page = await browser.open(`${url}/field/`, { page: 'login' })
    await fill(page, await castMember('wang'))
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await ready(page, 'home')
    await axe(page)
    await look(page, 'field-home', [phone])
    await page.evaluate('navigator.serviceWorker.ready')
    await browser.context.setOffline(true)
    await page.reload()
    await ready(page, 'home')
    await page.getByText('没有网络，照常工作').waitFor()
    await look(page, 'field-offline', [phone])
    await browser.context.setOffline(false)
    await page.getByRole('button', { name: '退出' }).click()
    await ready(page, 'login')
    await page.close()
  })

  it('raise no error', () => { expect(browser.errors).toEqual([]) })
})
