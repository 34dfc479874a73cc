import { describe, expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import { uuidv7 } from '../../web/base/api/uuid.ts'
import type { Slots } from '#contracts/booking'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, photoWithPlace, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let url = ''
browserCity(async opened => {
  ;({ city, url } = opened)
  browser = await opened.browse()
  await browser.context.grantPermissions(['geolocation'])
  await browser.context.setGeolocation({ longitude: 117.2231, latitude: 39.0905, accuracy: 8 })
})

const choosePlace = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '选地方' }).click()
  await page.getByRole('button', { name: '就在这儿' }).click()
  await page.getByText('在哪个街道').waitFor()
  await page.getByRole('dialog').locator('li button').first().click()
  await page.getByText('在哪个社区').waitFor()
  await page.getByRole('dialog').locator('li button').nth(1).click()
}

describe('a resident', () => {
  it('is told to telephone first, and is not let off without a word or a place', async () => {
    const page = await browser.open(`${url}/report`, { page: 'report' })
    expect(await page.locator('aside a').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('119'), expect.stringContaining('120'), expect.stringContaining('110')]))
    await axe(page)
    await look(page, 'report-empty', [phone])
    await page.getByRole('button', { name: '交上去' }).click()
    await page.getByText('写一句话，或者拍一张照片').waitFor()
    await page.close()
  })

  it('reports without a name: photo stripped of its place, words guessed, and sees the matter’s way', async () => {
    const page = await browser.context.newPage()
    await page.addInitScript('const make = URL.createObjectURL; URL.createObjectURL = blob => { window.kept = blob; return make(blob) }')
    await page.goto(`${url}/report`)
    await ready(page, 'report')
    await page.locator('input[type=file]').setInputFiles(await photoWithPlace())
    await page.getByRole('img', { name: '照片 1' }).waitFor()
    const kept = await page.evaluate('window.kept.arrayBuffer().then(bytes => new TextDecoder("latin1").decode(bytes))') as string
    expect(kept.length).toBeGreaterThan(1000)
    expect(kept).not.toMatch(/Exif|GPS/)
    await choosePlace(page)
    await page.getByLabel('小区、楼号、路口').fill('12 号楼 2 门')
    await page.getByLabel('怎么了').fill('楼门口暖气管漏水，地上冻了一大片冰')
    await page.getByRole('button', { name: '供热管道泄漏' }).click()
    await axe(page)
    await look(page, 'report-filled')
    await page.getByRole('button', { name: '交上去' }).click()
    await ready(page, 'trace')
    await page.getByText('每一步').waitFor()
    await axe(page)
    await look(page, 'trace')
    await page.goto(`${url}/mine`)
    await ready(page, 'mine')
    await page.getByText('楼门口暖气管漏水').waitFor()
    await axe(page)
    await look(page, 'mine', [phone])
    await page.goto(url)
    await ready(page, 'home')
    await look(page, 'resident-home')
    await page.close()
  })

  it('is offered to join what a neighbour has reported', async () => {
    const page = await browser.open(`${url}/report?words=${encodeURIComponent('暖气管漏水，楼道里全是水')}`, { page: 'report' })
    await choosePlace(page)
    await page.getByText('邻居已经报了').waitFor()
    await look(page, 'report-near')
    await page.getByRole('button', { name: '算我一个' }).click()
    await ready(page, 'trace')
    await page.close()
  })

  it('reports under a name and finds it under that name', async () => {
    await enter(browser.context, city, url, 'li')
    const page = await browser.open(`${url}/report?words=${encodeURIComponent('小区门口路灯不亮')}`, { page: 'report' })
    await choosePlace(page)
    await page.getByRole('button', { name: '交上去' }).click()
    await ready(page, 'matter')
    await page.getByText('每一步').waitFor()
    await axe(page)

    // and beside it whatever else is hers, with who has it, what comes next and what she may do
    await city.done('li', '/booking/bookings', { id: uuidv7(), hall: 'hexi', item: 'old-age-allowance', startsAt: (await city.get<Slots>('li', '/booking/halls/hexi/slots?item=old-age-allowance')).days.flatMap(({ slots }) => slots).find(({ free }) => free > 0)!.startsAt })
    const call = await city.done<{ id: string }>('tang', '/hotline/calls', { id: uuidv7(), number: '15400001001' })
    await city.done('tang', '/hotline/orders', { id: uuidv7(), callId: call.id, kind: 'help', words: '家里没水', divisionCode: '120103009012', placeWords: '3号楼2门' })
    await city.done('li', '/application/applications', { id: uuidv7(), item: 'old-age-allowance' })
    await page.goto(`${url}/mine`)
    await ready(page, 'mine')
    await page.getByText('填写中').waitFor()
    expect(await page.locator('.own').count()).toBe(4)
    await axe(page)
    await look(page, 'mine-all')
    await page.getByRole('button', { name: '打过的热线' }).click()
    await ready(page, 'mine')
    await expect.poll(() => page.locator('.own').count()).toBe(1)
    await page.evaluate(() => { document.documentElement.dataset['mode'] = 'elder' })
    await axe(page)
    await look(page, 'mine-elder', [phone])
    await page.locator('.own').click()
    await ready(page, 'own-matter')
    await page.getByText('已登记').first().waitFor()
    await look(page, 'mine-call', [phone])
    await page.goto(url)
    await ready(page, 'home')
    await page.getByText('填写中').waitFor()
    await look(page, 'home-own', [phone])
    await page.close()
    await browser.context.clearCookies()
  })
})

/** What residents reported in one community, so that its street has something to do. */
const reports = [['楼门口暖气管漏水，地上冻了一大片冰', 'E51007'], ['小区门口路灯整排不亮', null], ['楼道里堆满杂物', null]] as const

describe('the desk', () => {
  it('lists what is due, opens it by keyboard, keeps filters in the address, and takes the usual step', async () => {
    const resident = await city.as('li')
    for (const [at, [words, itemCode]] of reports.entries()) {
      const answer = await resident({ method: 'POST', url: '/governance/incidents', payload: { id: uuidv7(), words, itemCode, divisionCode: '120103009012', placeWords: `${at + 1} 号楼`, coordinates: { longitude: 117.22 + at / 100, latitude: 39.08 + at / 200, crs: 'WGS84' } } })
      expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
    }
    await city.deliver()
    const mapped = await openBrowser({ maps: true })
    await enter(mapped.context, city, url, 'zhao')
    const page = await mapped.open(`${url}/desk/`, { size: desk, page: 'inbox' })
    const rows = page.locator('.list li')
    await rows.first().waitFor()
    await page.locator('.map .box[data-ready]').waitFor({ state: 'attached' })
    await axe(page)
    await look(page, 'inbox')
    const before = await page.locator('.detail .body > h2').innerText()
    await page.keyboard.press('j')
    await expect.poll(() => page.locator('.detail .body > h2').innerText()).not.toBe(before)
    expect(page.url()).toContain('id=')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await axe(page)
    await look(page, 'inbox-act', [desk])
    await page.getByRole('dialog').getByRole('button', { name: '受理' }).click()
    await page.getByText('受理，办好了').waitFor()
    await page.reload()
    await ready(page, 'inbox')
    expect(await page.locator('.detail .trace').innerText()).toContain('受理')
    expect(mapped.errors).toEqual([])
    await mapped.close()
  })

  it('raises no error', () => { expect(browser.errors).toEqual([]) })
})
