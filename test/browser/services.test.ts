import { randomUUIDv7 } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, ready, smallFor, type Browser } from './kit.ts'

/** Bytes that a page makes the network carry, as they came: compressed. */
const weigh = async (page: Page): Promise<() => number> => {
  const session = await page.context().newCDPSession(page)
  let bytes = 0
  await session.send('Network.enable')
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength })
  return () => { const so = bytes; bytes = 0; return so }
}

let city: TestCity
let browser: Browser
let url = ''
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() })

it('a resident asks in her own words, sees why an item was found, what to bring and what not, and that her street is faster; in big type too', async () => {
  const page = await browser.open(url, { page: 'home' })
  await page.getByRole('link', { name: '有了宝宝' }).waitFor()
  await look(page, 'services-front', [phone])
  await page.getByRole('searchbox').fill('我妈八十了能领什么钱')
  await page.keyboard.press('Enter')
  await ready(page, 'services')
  await page.getByText('“八十”是 80 岁').waitFor()
  const first = page.getByRole('link', { name: /高龄津贴发放/ }).first()
  expect(await first.innerText()).toMatch(/5 个工作日[^]*80 岁够了/)
  await axe(page)
  await look(page, 'services-found')
  await first.click()
  await ready(page, 'service')
  await page.getByRole('heading', { name: '高龄津贴发放' }).waitFor()
  await page.getByText('这 4 样不用带').waitFor()
  expect(await page.getByRole('link', { name: '打 12345' }).getAttribute('href')).toBe('tel:12345')
  await page.getByRole('button', { name: /办事地点/ }).click()
  await page.getByRole('combobox').fill('尖山街道')
  await page.getByRole('option', { name: /尖山街道/ }).click()
  await page.getByRole('button', { name: /河西区尖山街道/ }).click()
  await page.getByText('尖山街道更好').waitFor()
  await page.getByText('2 个工作日').first().waitFor()
  await page.getByText('依据、时限和这些内容从哪来').click()
  await axe(page)
  await look(page, 'service-page')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('searchbox').fill('量子计算机')
  await page.keyboard.press('Enter')
  await page.getByText('没有找到').waitFor()
  await page.goto(`${url}/services`)
  await ready(page, 'services')
  await axe(page)
  await look(page, 'services-all')
  await page.evaluate(`localStorage.setItem('haihe.mode', 'elder')`)
  await page.goto(`${url}/services/marriage`)
  await page.getByText('材料清单还没有录入').waitFor()
  await axe(page)
  await look(page, 'service-elder', [phone])
  await page.goto(`${url}/services?q=${encodeURIComponent('看病的钱怎么报')}`)
  await page.getByRole('link', { name: /医疗费用手工报销/ }).first().waitFor()
  await look(page, 'services-elder', [phone])
  expect(browser.errors).toEqual([])
}, 120_000)

it('in big type everything is large, one question stands on a screen, a voice reads it and a person is one tap away; it goes with the account', async () => {
  const old = await openBrowser()
  try {
    await old.context.addInitScript(`
      window.heard = []
      const voices = [{ lang: 'zh-CN', name: 'voice' }]
      Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => voices, speak: one => { window.heard.push(one.text) }, cancel: () => undefined, addEventListener: () => undefined, removeEventListener: () => undefined } })
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }`)
    const page = await old.open(url, { page: 'home' })
    await page.getByRole('button', { name: '长辈版' }).click()
    await page.getByText('叫人帮忙').waitFor()
    await enter(old.context, city, url, 'sun')
    const { id } = await city.done<{ id: string }>('geng', '/licence/desk/licences', { id: randomUUIDv7(), kind: 'elder_card', number: '120199194809030056', values: {} })
    const draft = await city.done<{ id: string, version: number }>('sun', '/application/applications', { id: randomUUIDv7(), item: 'old-age-allowance', division: '120103' })
    await city.done('sun', `/application/applications/${draft.id}/prefill`, { version: draft.version, take: false })
    const small: string[] = []
    for (const [path, name] of [['/', 'home'], ['/help', 'help'], ['/services', 'services'], [`/services?q=${encodeURIComponent('我八十了能领什么钱')}`, 'services'], ['/services/old-age-allowance', 'service'], [`/applications/${draft.id}/fill`, 'fill-application'], [`/applications/${draft.id}`, 'application'], ['/licences', 'licences'], [`/licences/${id}`, 'one-licence'], [`/licences/${id}/show`, 'show-licence'], ['/booking', 'booking'], ['/mine', 'mine'], ['/account', 'account'], ['/login', 'login']] as const) {
      await page.goto(`${url}${path}`)
      await ready(page, name)
      await page.evaluate(async () => { await document.fonts.ready })
      small.push(...(await smallFor(page)).map(one => `${path.replace(/[0-9a-f-]{36}/, '…')} ${one}`))
      await axe(page)
      await look(page, `elder-${name}${path.includes('?') ? '-found' : ''}`, [phone, desk])
      if (await page.locator('a[href="tel:12345"]:visible').count() === 0) small.push(`${name} cannot call a person`)
    }
    expect(small).toEqual([])
    await page.goto(`${url}/services/old-age-allowance`)
    await ready(page, 'service')
    await page.getByRole('button', { name: '读给我听' }).click()
    expect(await page.evaluate('window.heard.join(" ")')).toContain('高龄津贴发放')
    await page.goto(`${url}/applications/${draft.id}/fill`)
    await ready(page, 'fill-application')
    expect(await page.locator('form.schema .typed .one').count()).toBe(1)
    const other = await openBrowser()
    try {
      await enter(other.context, city, url, 'sun')
      await (await other.open(url, { page: 'home' })).getByText('叫人帮忙').waitFor()
    } finally { await other.close() }
    expect(old.errors).toEqual([])
  } finally { await old.close() }
}, 120_000)

it('a district keeper promises less time than the city, is refused where it is more, and takes it back', async () => {
  const keeper = await openBrowser()
  try {
    await enter(keeper.context, city, url, 'bian')
    const page = await keeper.open(`${url}/desk/service-items?item=residence-permit`, { size: desk, page: 'service-items' })
    await page.getByRole('heading', { name: /居住证申领/ }).waitFor()
    await page.getByText(/问 \d+ 项（至少 \d+ 项），替人填 \d+ 项/).waitFor()
    await axe(page)
    await look(page, 'service-items')
    await page.getByRole('button', { name: '本地办得更优' }).click()
    await page.getByRole('combobox').fill('河西')
    await page.getByRole('option', { name: /河西区/ }).click()
    await page.getByLabel(/承诺几天办完/).fill('12')
    await page.getByLabel('理由').fill('派出所当天制证')
    await axe(page)
    await look(page, 'service-tighten')
    await page.getByRole('button', { name: '就这样办' }).click()
    await page.getByText('承诺时限不能比上级的承诺或者法定时限长').waitFor()
    await page.getByLabel(/承诺几天办完/).fill('3')
    await page.getByRole('button', { name: '就这样办' }).click()
    await page.getByText('河西区的本地优化存好了').waitFor()
    await page.getByRole('button', { name: '看这里的' }).first().click()
    await page.getByText('这是在河西区的样子').waitFor()
    await look(page, 'service-item-district', [desk])
    expect(await city.sql(`select content from service_item.tightening where code = 'residence-permit'`)).toEqual([{ content: { promise: { amount: 3, unit: 'days' } } }])
    expect(keeper.errors).toEqual([])
  } finally { await keeper.close() }
}, 60_000)

it('the page of all services weighs at most 150 KB on the first visit, and a question and an item after it at most 20 KB each', async () => {
  const fresh = await openBrowser()
  try {
    const page = await fresh.context.newPage()
    const bytes = await weigh(page)
    await page.goto(`${url}/services`)
    await ready(page, 'services')
    const first = bytes()
    await page.getByRole('searchbox').fill('看病的钱怎么报')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: /医疗费用手工报销/ }).first().waitFor()
    await ready(page, 'services')
    const question = bytes()
    await page.getByRole('link', { name: /医疗费用手工报销/ }).first().click()
    await ready(page, 'service')
    const item = bytes()
    process.stdout.write(`bytes: first visit ${first}, a question ${question}, an item ${item}\n`)
    expect(first).toBeLessThanOrEqual(150_000)
    expect(question).toBeLessThanOrEqual(20_000)
    expect(item).toBeLessThanOrEqual(20_000)
  } finally { await fresh.close() }
}, 60_000)
