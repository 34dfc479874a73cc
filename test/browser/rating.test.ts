import { randomUUIDv7 } from 'node:crypto'
import { expect, it } from 'vitest'
import { inviteToRate } from '#systems/rating'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let [browser, counter] = [] as unknown as [Browser, Browser]
browserCity(async opened => { ({ city, url } = opened); [browser, counter] = await Promise.all([opened.browse(), opened.browse()]) }, { at: '2026-11-25T02:00:00Z' })

it('a resident rates badly; she is called back, the unit mends what it was told without learning who, and she is asked again', async () => {
  const [{ party_id: personId }] = await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'sun'`) as [{ party_id: string }]
  await city.deed(deed => inviteToRate(deed, { source: 'application', contactId: randomUUIDv7(), personId, unitId: '120103-civil-affairs', divisionPath: '120103', item: { code: 'old-age-allowance', name: '高龄津贴发放' }, channel: 'counter' }))
  await enter(browser.context, city, url, 'sun')
  const page = await browser.open(`${url}/rate`, { page: 'own-ratings' })
  await look(page, 'rating-own', [phone])
  await page.getByRole('link', { name: /高龄津贴发放/ }).click()
  await ready(page, 'rating')
  await page.locator('label').filter({ hasText: '非常不满意' }).click()
  await page.getByLabel('让我跑了好几趟').check()
  await page.getByLabel('想说的话（可以不写）').fill('我是孙德福，跑了两趟')
  await axe(page)
  await look(page, 'rating-form')
  await page.getByRole('button', { name: '交评价' }).click()
  await page.getByText('等待回访').first().waitFor()
  await look(page, 'rating-waiting', [phone])

  await enter(counter.context, city, url, 'lanxin')
  const theirs = await counter.open(`${url}/desk/ratings`, { size: desk, page: 'desk-ratings' })
  await theirs.getByRole('button', { name: '开始回访' }).click()
  await theirs.getByRole('button', { name: '查看姓名和电话' }).click()
  await theirs.getByText('孙德福 15400001002').waitFor()
  await theirs.getByRole('button', { name: '记录回访' }).click()
  await theirs.getByLabel('说了什么').fill('窗口没有一次说清')
  await theirs.getByRole('dialog').getByRole('button', { name: '记录回访' }).click()
  await theirs.getByText('回访记录（不给单位看）').waitFor()
  await axe(theirs)
  await look(theirs, 'rating-case')
  await theirs.getByRole('button', { name: '转责任单位' }).click()
  await theirs.getByLabel('事实').fill('孙德福跑了两趟')
  await theirs.getByRole('dialog').getByRole('button', { name: '转责任单位' }).click()
  await theirs.getByText(/请去掉，只写事实/).waitFor()
  await theirs.getByLabel('事实').fill('材料没有一次说清，叫人跑了两趟')
  await look(theirs, 'rating-pass-on', [desk])
  await theirs.getByRole('dialog').getByRole('button', { name: '转责任单位' }).click()
  await theirs.getByText('转给单位的事实').waitFor()

  await enter(counter.context, city, url, 'fangjin')
  await theirs.goto(`${url}/desk/unit-ratings`)
  await ready(theirs, 'unit-ratings')
  await theirs.getByText('材料没有一次说清，叫人跑了两趟').first().waitFor()
  await axe(theirs)
  await look(theirs, 'rating-unit')
  expect(await theirs.locator('main').innerText()).not.toMatch(/孙|1540|高龄津贴/)
  await theirs.getByRole('button', { name: '已整改，答复' }).click()
  await theirs.getByLabel('说明').fill('已改为一次性告知单')
  await theirs.getByRole('dialog').getByRole('button', { name: '已整改，答复' }).click()
  await theirs.getByText('单位答复').waitFor()

  await page.reload()
  await ready(page, 'rating')
  await page.getByText('已改为一次性告知单').first().waitFor()
  await look(page, 'rating-again')
  await page.locator('label').filter({ hasText: /^满意/ }).click()
  await page.getByRole('button', { name: '交再次评价' }).click()
  await page.getByText('整改后再评：满意').waitFor()
  await page.goto(`${url}/ratings`)
  await page.getByText('评价太少，满 10 个才公布').first().waitFor()
  await city.sql(`insert into rating.figure values ('120103-civil-affairs', 'application', 'old-age-allowance', '高龄津贴发放', '{2,2,10,40,66}', 120, 4, 3, 2, $1)`, [city.now()]) // counting has its own test
  await page.goto(`${url}/services/old-age-allowance`)
  await page.getByText('96.7% 满意，120 个评价').waitFor()
  await look(page, 'rating-item', [phone])
  await page.getByRole('link', { name: '看这件事的评价' }).click()
  await page.getByText('差评 4 个；到期的 3 个里按时整改好 2 个').first().waitFor()
  await axe(page)
  await look(page, 'rating-figures')
  expect([...browser.errors, ...counter.errors]).toEqual([])
}, 60_000)
