/// <reference lib="dom" />
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import piexif from 'piexifjs'
import sharp from 'sharp'
import { chromium, type Browser as Program, type BrowserContext, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { browserProgram } from '../../scripts/testing/browser-program.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { sessionOf } from '../kit/session.ts'

const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage']
/** Maps are drawn by WebGL, here in software: only a test of a map asks for it, and only the map is drawn so, since a whole page would cost nine times as much. */
const drawing = { maps: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing', '--disable-gpu-rasterization'], plain: ['--disable-gpu'] }
export const phone = { width: 390, height: 844 }
export const desk = { width: 1440, height: 900 }

export type Browser = { open: (url: string, options?: { size?: typeof phone, page?: string }) => Promise<Page>, context: BrowserContext, errors: string[], close: () => Promise<void> }

const programs = new Map<string, Promise<Program>>()
/** The program that pages run in, which ends with the worker: started for each of sixty visitors it cost a second of a core each, and they share nothing in it either. */
const programWith = (args: string[]): Promise<Program> => {
  const key = args.join(' ')
  const known = programs.get(key) ?? chromium.launch({ executablePath: browserProgram() ?? '/usr/bin/chromium', args })
  programs.set(key, known)
  return known
}

/** A browser with a memory of its own, which goes when it closes; it asks for no motion, so that a step waits for the page and not for a fade; what pages complain of is kept in errors (浏览器). */
export const openBrowser = async ({ maps = false, camera }: { maps?: boolean, camera?: string } = {}): Promise<Browser> => {
  const program = await programWith([...flags, ...drawing[maps ? 'maps' : 'plain'], ...(camera === undefined ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${camera}`])])
  const context = await program.newContext({ viewport: phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', serviceWorkers: 'allow' })
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
    close: () => context.close(),
  }
}

export type BrowserCity = { city: TestCity, url: string, browse: typeof openBrowser }

/** A city that listens, with the web apps as they are now, for all tests of a file; it closes after them, and each browser opened by `browse` with it. Pages go by the server's clock: it is the same day for them. */
export const browserCity = (given: (opened: BrowserCity) => Promise<void>, { at }: { at?: string } = {}): void => {
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    await buildWeb(() => undefined)
    const city = await openTestCity(at === undefined ? {} : { at })
    closing.unshift(() => city.close())
    const url = await city.listen()
    city.http.server.prependListener('request', (_, response) => { response.setHeader('Date', city.now().toUTCString()) })
    const browse: typeof openBrowser = async options => { const browser = await openBrowser(options); closing.unshift(() => browser.close()); return browser }
    await given({ city, url, browse })
  })
  afterAll(async () => { for (const close of closing) await close() })
}

/** Waits until the page says that it stands: its route shown, nothing being fetched. Never waits on time. */
export const ready = async (page: Page, name?: string): Promise<void> => {
  await page.locator(name === undefined ? 'html[data-ready]' : `html[data-ready="${name}"]`).waitFor({ state: 'attached' })
}

/** Logs a member of the cast in, in this browser, by the cookie of a session; the login page has its own test. */
export const enter = async (context: BrowserContext, city: TestCity, url: string, login: string): Promise<void> => {
  const [name, value] = (await sessionOf(city.city, login, city.now())).split('=') as [string, string]
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }])
}

/** What is too small for the elderly mode on this page: a target under 64 px that does not stand in running text, words under 18 px. */
export const smallFor = (page: Page): Promise<string[]> => page.evaluate(() => {
  const seen = (one: Element): boolean => { const box = one.getBoundingClientRect(); return box.width > 2 && box.height > 2 && getComputedStyle(one).visibility !== 'hidden' && one.closest('[hidden], .sr, .skip') === null }
  const name = (one: Element): string => `${one.tagName.toLowerCase()}.${one.className} “${(one.textContent ?? '').trim().slice(0, 20)}”`
  const inText = (one: Element): boolean => getComputedStyle(one).display === 'inline' && one.parentElement !== null && (one.parentElement.textContent ?? '').trim() !== (one.textContent ?? '').trim()
  const targets = [...document.querySelectorAll('a[href], button, select, summary, input:not([type=radio], [type=checkbox], [type=file], [type=hidden]), textarea, label:has(input[type=radio], input[type=checkbox])')].filter(one => seen(one) && !inText(one) && one.getBoundingClientRect().height < 63.5)
  const words = [...document.querySelectorAll('body *')].filter(one => [...one.childNodes].some(node => node.nodeType === 3 && (node.textContent ?? '').trim() !== '') && seen(one) && one.closest('svg, script, style') === null && parseFloat(getComputedStyle(one).fontSize) < 18)
  return [...targets.map(one => `${Math.round(one.getBoundingClientRect().height)} px high: ${name(one)}`), ...words.map(one => `${getComputedStyle(one).fontSize}: ${name(one)}`)]
})

/** A picture that tells where it was taken, as phones make them. */
export const photoWithPlace = async (background = '#a79a90'): Promise<{ name: string, mimeType: string, buffer: Buffer }> => {
  const plain = await sharp({ create: { width: 900, height: 700, channels: 3, background } }).jpeg().toBuffer()
  const exif = piexif.dump({ GPS: { 1: 'N', 2: [[39, 1], [5, 1], [25, 1]], 3: 'E', 4: [[117, 1], [13, 1], [23, 1]] } })
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(piexif.insert(exif, plain.toString('latin1')), 'latin1') }
}

/** Pictures for people to look at, phone and desk, in test-results/look (git-ignored): those of the story always, all of them with HAIHE_LOOK=1, since each costs a second. */
export const look = async (page: Page, name: string, sizes: readonly (typeof phone)[] = [phone, desk]): Promise<void> => {
  if (!name.startsWith('story-') && process.env['HAIHE_LOOK'] !== '1') return
  mkdirSync('test-results/look', { recursive: true })
  const before = page.viewportSize()
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.evaluate(async () => { await document.fonts.ready })
    await page.screenshot({ path: `test-results/look/${name}.${size.width}x${size.height}.png` })
  }
  if (before !== null) await page.setViewportSize(before)
}

const axeSource = readFileSync(createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8')
// only what is wrong is gathered: describing all that is right takes longer than finding what is not
const asked = JSON.stringify({ resultTypes: ['violations'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } })
type Violation = { id: string, nodes: { target: unknown[], any: { message: string }[] }[] }

/** No WCAG 2.2 AA violation on the page as it stands, once what was changing colour has changed (无障碍). The rules are brought into a page once: our pages have no frames. */
export const axe = async (page: Page): Promise<void> => {
  await page.evaluate(async () => { await Promise.allSettled(document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime !== Infinity).map(one => one.finished)) })
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(axeSource)
  const { violations } = await page.evaluate(`axe.run(document, ${asked})`) as { violations: Violation[] }
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 8).map(node => `${node.target.join(' ')} ${node.any.map(check => check.message).join(' ').slice(0, 160)}`).join(' | ')}`)).toEqual([])
}
