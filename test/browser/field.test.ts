import { expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import { uuidv7 } from '../../web/base/api/uuid.ts'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, enter, look, phone, photoWithPlace, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let page: Page
let url = ''
const community = '120103009012'
const task = uuidv7()

const report = async (login: string, id: string, words: string): Promise<void> => {
  const answer = await (await city.as(login))({ method: 'POST', url: '/governance/incidents', payload: { id, words, itemCode: null, divisionCode: community, placeWords: '3 号楼' } })
  expect(answer.statusCode, answer.body).toBe(201)
}
const sent = () => city.sql<{ words: string, closed: boolean, photos: number }>(`select s.words, m.closed_at is not null as closed, (select count(*)::int from file.file f where f.subject_id = i.id::text) as photos
  from governance.incident i join governance.statement s on s.report_id = i.id join matter.matter m on m.id = i.id where i.source = 'grid_worker' order by i.received_at, i.id`)
const home = async (): Promise<void> => { await page.getByRole('button', { name: '返回' }).click(); await ready(page, 'home') }
const write = async (words: string): Promise<void> => { await page.getByLabel('怎么了').fill(words) }

browserCity(async opened => {
  ;({ city, url } = opened)
  await report('li', task, '楼道里堆满杂物，堵住消防通道')
  await city.deliver()
  browser = await opened.browse()
  await enter(browser.context, city, url, 'wang')
  page = await browser.open(`${url}/field/`, { page: 'home' })
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
})

it('a grid worker sees what waits, due first, opens it and is told what may be done here', async () => {
  await page.getByText('还有 1 件').waitFor()
  await axe(page)
  await look(page, 'field-home', [phone])
  await page.getByText('还没定事项').click()
  await ready(page, 'task')
  await page.getByText('楼道里堆满杂物').waitFor()
  expect(await page.locator('footer button').allInnerTexts()).toEqual(expect.arrayContaining(['受理', '上报上级']))
  await axe(page)
  await look(page, 'field-task', [phone])
  await home()
})

it('what is half written is there again after the phone restarted, and one must say where and what before it goes', async () => {
  await page.getByRole('link', { name: '上报' }).click()
  await ready(page, 'report')
  await page.getByRole('button', { name: '交上去' }).click()
  await page.getByText('写一句话，或者拍一张照片').waitFor()
  await write('路边一堆垃圾没人收')
  await page.waitForURL(/draft=/)
  await page.reload()
  await ready(page, 'report')
  expect(await page.getByLabel('怎么了').inputValue()).toBe('路边一堆垃圾没人收')
  await axe(page)
  await look(page, 'field-report', [phone])
})

it('without a network: two are drafted, a third is mended on the spot, all survive a restart', async () => {
  await page.locator('input[type=file]').setInputFiles(await photoWithPlace('#8b7d5b'))
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await browser.context.setOffline(true)
  await page.getByRole('button', { name: '交上去' }).click()
  await ready(page, 'home')
  await page.getByRole('link', { name: '上报' }).click()
  await ready(page, 'report')
  await write('路灯不亮了，晚上很黑')
  await page.getByRole('button', { name: /路灯/ }).first().click()
  await page.getByRole('button', { name: '交上去' }).dblclick()
  await ready(page, 'home')
  await page.getByRole('link', { name: '当场办好' }).click()
  await ready(page, 'mend')
  await page.getByRole('button', { name: '办好了' }).click()
  await page.getByText('先拍一张办之前的').waitFor()
  const inputs = page.locator('input[type=file]')
  await inputs.first().setInputFiles(await photoWithPlace('#7a4b3a'))
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await inputs.nth(1).setInputFiles(await photoWithPlace('#3a7a4b'))
  await expect.poll(() => page.getByRole('img', { name: '照片 1' }).count()).toBe(2)
  await write('消防通道口堆了装修垃圾')
  await axe(page)
  await look(page, 'field-mend', [phone])
  await page.getByRole('button', { name: '办好了' }).click()
  await ready(page, 'home')
  await page.reload()
  await ready(page, 'home')
  await page.getByText('没有网络，照常工作').waitFor()
  await expect.poll(() => page.locator('.drafts li').count()).toBe(3)
  await page.getByText('还有 1 件').waitFor()
  await page.getByText('任务能看、能办').waitFor()
  await axe(page)
  await look(page, 'field-offline', [phone])
  expect(await sent()).toEqual([])
})

it('without a network a task can be read and done; what was done waits too', async () => {
  await page.getByText('还没定事项').click()
  await page.getByText('楼道里堆满杂物').waitFor()
  await page.getByRole('button', { name: '受理' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '受理' }).click()
  await ready(page, 'home')
  await page.getByText('办的记下了，等着交').waitFor()
})

it('with the network back exactly three arrive, in the order they were made, none in doubt', async () => {
  const desk = await (await city.as('zhao'))({ method: 'POST', url: `/governance/incidents/${task}/accept`, payload: {} }) // somebody else was quicker with the task
  expect(desk.statusCode, desk.body).toBe(200)
  await browser.context.setOffline(false)
  await expect.poll(async () => (await sent()).length, { timeout: 30_000 }).toBe(3)
  await page.getByText('没收下').waitFor()
  expect((await sent()).map(({ words, closed, photos }) => [words, closed, photos])).toEqual([['路边一堆垃圾没人收', false, 1], ['路灯不亮了，晚上很黑', false, 0], ['消防通道口堆了装修垃圾', true, 2]])
  expect((await city.sql<{ n: number }>(`select count(*)::int as n from governance.incident where quarantined is not null`))[0]?.n).toBe(0)
}, 60_000)

it('a step that came too late says why, leads to how it stands now, and can be dropped', async () => {
  await look(page, 'field-refused', [phone])
  await axe(page)
  await page.getByRole('button', { name: '看看新的' }).click()
  await ready(page, 'task')
  await page.getByText('看看现在的情况再办').waitFor()
  await home()
  await page.getByRole('button', { name: '不要了' }).click()
  await page.getByRole('button', { name: '真的不要了' }).click()
  await expect.poll(() => page.locator('.drafts li').count()).toBe(0)
})

it('an objection goes past the street, and its answer comes back to the worker', async () => {
  await page.getByRole('link', { name: '提意见' }).click()
  await ready(page, 'complaints')
  await page.getByLabel('想反映什么').fill('同一张表一周填三遍')
  await page.locator('form').getByRole('button', { name: '交上去' }).click()
  await page.locator('ol').getByText('同一张表一周填三遍').waitFor()
  await axe(page)
  await look(page, 'field-complaints', [phone])
  await home()
})

it('a session that ended in the meantime asks to log in and loses nothing', async () => {
  await browser.context.setOffline(true)
  await page.getByRole('link', { name: '上报' }).click()
  await ready(page, 'report')
  await write('下水道堵了')
  await page.getByRole('button', { name: '交上去' }).click()
  await ready(page, 'home')
  await city.sql(`update access.session set ended_at = now(), ended_because = 'logout' where ended_at is null`)
  city.setNow(new Date(city.now().getTime() + 5500)) // a process trusts a session it has read for five seconds
  await browser.context.setOffline(false)
  await page.waitForURL(/login/)
  await enter(browser.context, city, url, 'wang')
  await page.goto(`${url}/field/`)
  await expect.poll(async () => (await sent()).map(one => one.words), { timeout: 30_000 }).toContain('下水道堵了')
}, 60_000)
