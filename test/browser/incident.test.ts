import { expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, photoWithPlace, ready, type Browser } from './kit.ts'

/** One story from a resident's photo to a rating, told through the pages alone (从一张照片到办结). */
let city: TestCity
let people: Browser
let field: Browser
let url = ''
let link = ''
let number = ''
browserCity(async opened => {
  ;({ city, url } = opened)
  people = await opened.browse()
  field = await opened.browse()
  await people.context.grantPermissions(['geolocation', 'clipboard-read', 'clipboard-write'])
  await people.context.setGeolocation({ longitude: 117.2231, latitude: 39.0905, accuracy: 8 })
})

/** The matter on the desk of one of the cast, who logs in for it. */
const atDesk = async (login: string, act: (page: Page) => Promise<void>, browser: Browser = people): Promise<void> => {
  await city.deliver()
  await browser.context.clearCookies()
  await enter(browser.context, city, url, login)
  const page = await browser.open(`${url}/desk/inbox?view=all&number=${number}`, { size: desk, page: 'inbox' })
  await page.locator('.detail .body > h2').waitFor()
  await act(page)
  await page.close()
}
const step = async (page: Page, name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> => {
  const told = (): Promise<string[]> => page.locator('.detail .trace').allInnerTexts() // none once a unit has given it back
  const before = await told()
  await page.locator('article footer').getByRole('button', { name: new RegExp(`^${name}`) }).click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await dialog.getByRole('button', { name, exact: true }).click()
  await page.getByText(`${name}，办好了`).waitFor()
  await expect.poll(told, { timeout: 20_000 }).not.toEqual(before)
}
const because = (words: string) => async (dialog: ReturnType<Page['getByRole']>): Promise<void> => {
  const choice = dialog.locator('select')
  if (await choice.count() > 0) await choice.selectOption({ index: 0 }) // a list of reasons of the city's
  else await dialog.getByLabel('原因').fill(words)
}
const to = (unit: string) => async (dialog: ReturnType<Page['getByRole']>): Promise<void> => {
  await dialog.getByLabel('换一个单位').fill(unit)
  await dialog.locator('label').filter({ hasText: unit }).locator('input').first().check()
}

it('a resident reports with a photo that tells where it was taken; nothing of that place is kept', async () => {
  await enter(people.context, city, url, 'li')
  const page = await people.open(`${url}/report`, { page: 'report' })
  await page.locator('input[type=file]').setInputFiles(await photoWithPlace())
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await page.getByRole('button', { name: '选地方' }).click()
  await page.getByRole('button', { name: '就在这儿' }).click()
  await page.getByText('在哪个街道').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: /尖山街道/ }).click()
  await page.getByText('在哪个社区').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: /光明里/ }).click()
  await page.getByLabel('小区、楼号、路口').fill('12 号楼 2 门')
  await page.getByLabel('怎么了').fill('楼门口自来水管破了，水流了一地')
  await page.getByRole('button', { name: '自来水管' }).first().click()
  await look(page, 'story-1-report')
  await page.getByRole('button', { name: '交上去' }).click()
  await ready(page, 'matter')
  await page.getByText('每一步').waitFor()
  link = page.url()
  const [row] = await city.sql<{ number: string, id: string, file: string }>(`select m.number, m.id, f.id as file from matter.matter m join file.file f on f.subject_id = m.id::text where m.kind = 'incident'`)
  number = row?.number ?? ''
  const kept = await page.evaluate(`fetch('/governance/incidents/${row?.id}/photos/${row?.file}').then(answer => answer.arrayBuffer()).then(bytes => new TextDecoder('latin1').decode(bytes))`) as string
  expect(kept.length).toBeGreaterThan(1000)
  expect(kept).not.toMatch(/Exif|GPS/)
  await page.close()
}, 60_000)

it('a grid worker’s phone loses its network, drafts two and mends a third; regained, exactly three arrive', async () => {
  await enter(field.context, city, url, 'wang')
  const page = await field.open(`${url}/field/`, { page: 'home' })
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await field.context.setOffline(true)
  for (const words of ['路边一堆垃圾没人收', '路灯不亮了，晚上很黑']) {
    await page.getByRole('link', { name: '上报' }).click()
    await ready(page, 'report')
    await page.locator('input[type=file]').setInputFiles(await photoWithPlace('#8b7d5b'))
    await page.getByRole('img', { name: '照片 1' }).waitFor()
    await page.getByLabel('怎么了').fill(words)
    await page.getByRole('button', { name: '交上去' }).click()
    await ready(page, 'home')
  }
  await page.getByRole('link', { name: '当场办好' }).click()
  await ready(page, 'mend')
  await page.locator('input[type=file]').first().setInputFiles(await photoWithPlace('#7a4b3a'))
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await page.locator('input[type=file]').nth(1).setInputFiles(await photoWithPlace('#3a7a4b'))
  await expect.poll(() => page.getByRole('img', { name: '照片 1' }).count()).toBe(2)
  await page.getByLabel('怎么了').fill('消防通道口堆了装修垃圾')
  await page.getByRole('button', { name: '办好了' }).click()
  await ready(page, 'home')
  await expect.poll(() => page.locator('.drafts li').count()).toBe(3)
  await look(page, 'story-2-field', [phone])
  const arrived = () => city.sql<{ words: string, closed: boolean }>(`select s.words, m.closed_at is not null as closed from governance.incident i join governance.statement s on s.report_id = i.id join matter.matter m on m.id = i.id where i.source = 'grid_worker' order by i.received_at, i.id`)
  expect(await arrived()).toEqual([])
  await field.context.setOffline(false)
  await expect.poll(async () => (await arrived()).length, { timeout: 30_000 }).toBe(3)
  await expect.poll(() => page.locator('.drafts li').count()).toBe(0)
  expect(await arrived()).toEqual([{ words: '路边一堆垃圾没人收', closed: false }, { words: '路灯不亮了，晚上很黑', closed: false }, { words: '消防通道口堆了装修垃圾', closed: true }])
  await page.close()
}, 90_000)

it('the street takes it and passes it up; the district dispatches by a rule that explains itself', async () => {
  await atDesk('zhao', async (page) => {
    await step(page, '受理')
    await step(page, '上报上级', because('要专业抢修队'))
  })
  const mapped = await openBrowser({ maps: true })
  await atDesk('chen', async (page) => {
    await page.getByText(/依据规则第 \d+ 条/).first().waitFor()
    await page.locator('.map .map-marker').first().waitFor()
    await look(page, 'story-3-dispatch', [desk])
    await step(page, '派遣', to('城市管理'))
  }, mapped)
  await mapped.close()
}, 90_000)

it('a unit returns it, a second returns it, the third assignment stands, is handled and verified by another', async () => {
  await atDesk('liu', (page) => step(page, '退回', because('不是市政管网，是住宅小区内管')))
  await atDesk('chen', (page) => step(page, '派遣', to('水务')))
  await atDesk('yang', (page) => step(page, '退回', because('是供热管道，不是自来水')))
  await atDesk('chen', (page) => step(page, '派遣', to('住房和城乡建设')))
  await atDesk('huang', async (page) => {
    await step(page, '签收')
    await step(page, '处置完成', async (dialog) => {
      await dialog.getByLabel('说明').fill('已更换管段，恢复供水')
      await dialog.locator('input[type=file]').setInputFiles(await photoWithPlace('#3a7a4b'))
      await dialog.getByRole('img', { name: '照片 1' }).waitFor()
    })
    expect(await page.locator('article footer button').allInnerTexts()).not.toEqual(expect.arrayContaining([expect.stringContaining('核查通过')]))
  })
  await atDesk('bai', (page) => step(page, '核查通过'))
  await atDesk('chen', async (page) => {
    await step(page, '办结')
    await look(page, 'story-4-closed', [desk])
  })
}, 180_000)

it('the resident rates it, and the public trace shows every step: units, never persons', async () => {
  await city.deliver()
  await people.context.clearCookies()
  await enter(people.context, city, url, 'li')
  const page = await people.open(link, { page: 'matter' })
  await page.getByRole('button', { name: '评价一下' }).click()
  await page.getByRole('dialog').locator('label').filter({ hasText: '很满意' }).last().click()
  await page.getByRole('button', { name: '就这样评' }).click()
  await page.getByText('谢谢，评价记下了').waitFor()
  await page.getByRole('button', { name: '没解决，重新办' }).waitFor() // rated once is rated
  const told = await page.locator('main').innerText()
  for (const words of ['受理', '上报上级', '派遣给', '退回', '住房和城乡建设', '处置完成', '核查通过', '办结', '评价']) expect(told).toContain(words)
  const cast = ((await city.anonymous({ url: '/demo/cast' })).json() as { items: { login: string, name: string }[] }).items.filter(one => ['zhao', 'chen', 'liu', 'yang', 'huang', 'bai'].includes(one.login))
  expect(cast).toHaveLength(6)
  for (const { name } of cast) expect(told).not.toContain(name)
  await axe(page)
  await look(page, 'story-5-trace')
  await page.close()
  expect([people.errors, field.errors]).toEqual([[], []])
}, 60_000)
