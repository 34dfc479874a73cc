/// <reference lib="dom" />
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { expect } from 'vitest'
import type { TestCity } from '../kit/city.ts'

const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-dev-shm-usage']
export const phone = { width: 390, height: 844 }
export const desk = { width: 1440, height: 900 }

export type Browser = { open: (url: string, options?: { size?: typeof phone, page?: string }) => Promise<Page>, context: BrowserContext, errors: string[], close: () => Promise<void> }

const executable = (): string => process.env['CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path)) ?? '/usr/bin/chromium'

/** A browser with a profile of its own, which goes when it closes; what pages complain of is kept in errors (浏览器). */
export const openBrowser = async (): Promise<Browser> => {
  const profile = mkdtempSync(join(tmpdir(), 'haihe-browser-'))
  const context = await chromium.launchPersistentContext(profile, { executablePath: executable(), args: flags, viewport: phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'allow' })
  context.setDefaultTimeout(20_000)
  const errors: string[] = []
  context.on('weberror', error => { errors.push(error.error().message) })
  return {
    context, errors,
    open: async (url, { size = phone, page: name } = {}) => {
      const page = await context.newPage()
      await page.setViewportSize(size)
      await page.goto(url)
      await ready(page, name)
      return page
    },
    close: async () => { await context.close(); rmSync(profile, { recursive: true, force: true }) },
  }
}

/** Waits until the page says that it stands: its route shown, nothing being fetched. Never waits on time. */
export const ready = async (page: Page, name?: string): Promise<void> => {
  await page.locator(name === undefined ? 'html[data-ready]' : `html[data-ready="${name}"]`).waitFor({ state: 'attached' })
}

/** Logs a member of the demo cast in, in this browser, as the login page does. */
export const enter = async (context: BrowserContext, city: TestCity, url: string, login: string): Promise<void> => {
  const cast = ((await city.anonymous({ url: '/demo/cast' })).json() as { items: { login: string, password: string, totp: string | null }[] }).items.find(one => one.login === login)
  const page = await context.newPage()
  await page.goto(`${url}/healthz`) // any page of the same origin, without an app of its own
  const status = await page.evaluate(`fetch('/sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(${JSON.stringify({ login, password: cast?.password, ...cast?.totp == null ? {} : { totp: cast.totp } })}) }).then(answer => answer.status)`)
  expect(status).toBe(201)
  await page.close()
}

/** Pictures for people to look at, phone and desk, in test-results/look (git-ignored). */
export const look = async (page: Page, name: string, sizes: readonly (typeof phone)[] = [phone, desk]): Promise<void> => {
  mkdirSync('test-results/look', { recursive: true })
  const before = page.viewportSize()
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.evaluate(async () => { await document.fonts.ready })
    await page.screenshot({ path: `test-results/look/${name}.${size.width}x${size.height}.png` })
  }
  if (before !== null) await page.setViewportSize(before)
}

/** No WCAG 2.2 AA violation on the page as it stands (无障碍). */
export const axe = async (page: Page): Promise<void> => {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 8).map(node => `${node.target.join(' ')} ${node.any.map(check => check.message).join(' ').slice(0, 160)}`).join(' | ')}`)).toEqual([])
}
