/** A woman applies for her mother's old-age allowance: the mother shows a code, the daughter types two values, the rest is known; a rule approves, and the mother's licence is shown and verified with the network cut; she rates it badly, is called back, and it is mended. */
import { randomUUIDv7 } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, it } from 'vitest'
import type { ConsentCode } from '#contracts/account'
import type { Application } from '#contracts/application'
import type { ShownLicence } from '#contracts/licence'
import type { Cases, Looked } from '#contracts/rating'
import type { TestCity } from '../kit/city.ts'
import { openRegister, personRow } from '../kit/register.ts'
import { axe, browserCity, enter, look, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let [hers, other] = [] as unknown as [Browser, Browser]
const number = '120199194105160768'
browserCity(async opened => {
  ;({ city, url } = opened)
  ;[hers, other] = [await opened.browse(), await opened.browse()]
  const use = { purpose: '审核高龄津贴', legalBasis: '《老年人权益保障法》第三十三条', scenario: '高龄津贴', usingSystem: '办件' }
  const open = (resource: string, fields: string[], rows: Record<string, string>[] = []) => openRegister(city, { resource, fields, unit: '120103-civil-affairs', rows, use })
  await open('101004000001', ['identity_number', 'name', 'birth_on', 'deceased'], [{ ...personRow(number, '顾兰芳'), deceased: '' }])
  await open('101004000002', ['identity_number', 'household_number', 'household_address'], [{ household_number: 'H0001', identity_number: number, name: '顾兰芳', relation_to_head: '01', head_name: '顾兰芳', household_address: '河西区光明里6号楼1门201', police_station: '挂甲寺派出所', household_nature: '1' }])
  await open('307012000506', ['identity_number', 'allowance_number'])
  await open('307076000008', ['identity_number', 'certified_on'], [{ identity_number: number, name: '顾兰芳', certified_on: '2026-03-01', certified_by: '01', certified_result: '1', next_certified_by: '2027-03-01' }])
  await open('307026000008', ['identity_number', 'phone'])
})

/** What a person enters in a form by hand is counted. */
let typed = 0
const type = async (page: Page, label: string, value: string): Promise<void> => { typed += 1; await page.getByLabel(label).fill(value) }
const choose = async (page: Page, label: string): Promise<void> => { typed += 1; await page.getByRole('radio', { name: label }).check() }

it('a daughter applies for her mother with two values, sees for whom at every step, and shows the mother\'s licence, which a second browser verifies without a network; rated badly, she is called back and it is mended', async () => {
  const untilOn = new Date(city.now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
  const { code } = await city.done<ConsentCode>('gulan', '/account/consents', { items: ['old-age-allowance'], untilOn }) // shown on the mother's phone, face to face
  await enter(hers.context, city, url, 'li')
  const page = await hers.open(`${url}/account`, { page: 'account' })
  await page.getByRole('button', { name: '输入别人的授权码' }).click()
  await page.getByLabel('授权码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '确认' }).click()
  await page.getByText('我可以替顾*芳办').waitFor()

  await page.goto(`${url}/services/old-age-allowance`)
  await ready(page, 'service')
  await page.getByRole('button', { name: '在线办理' }).click()
  await page.getByRole('group', { name: '为谁办' }).getByLabel('顾*芳').check()
  await page.getByText('替顾*芳办：').waitFor()
  await axe(page)
  await look(page, 'story-proxy-1-whom', [phone])
  await page.getByRole('button', { name: '开始办理' }).click()
  await ready(page, 'fill-application')
  await page.getByText('替顾*芳办').waitFor()
  await page.getByRole('button', { name: '同意，替我填' }).click()
  await type(page, '津贴打到哪张卡', '6217000010001234569')
  await choose(page, '自己家')
  await look(page, 'story-proxy-2-fill', [phone])
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('1941 年 5 月 16 日').or(page.getByText('1941年5月16日')).first().waitFor()
  await page.getByText('替顾*芳办').waitFor()
  expect(await page.getByText('顾兰芳').count()).toBe(0)
  await axe(page)
  await look(page, 'story-proxy-3-known', [phone])
  await page.getByRole('button', { name: '提交申请' }).click()
  await ready(page, 'application')
  await page.getByText('您替顾*芳办的').first().waitFor()
  const id = page.url().split('/').at(-1)!
  const done = await city.get<Application>('gulan', `/application/applications/${id}`)
  expect(typed).toBeLessThanOrEqual(3)
  expect(done.sources.filter(({ from }) => from === 'person')).toHaveLength(typed)
  expect(done.sources.filter(({ from, unit, at }) => from === 'city' && unit !== null && at !== null).length).toBeGreaterThanOrEqual(5)
  expect(done).toMatchObject({ automatic: true, application: { state: 'delivered', proxy: '李*梅' } })
  await axe(page)
  await look(page, 'story-proxy-4-decided', [phone])

  const verifier = await other.open(`${url}/verify`, { page: 'verify' })
  await verifier.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.getByRole('link', { name: /高龄津贴资格/ }).click()
  await ready(page, 'one-licence')
  await page.getByText('这是顾*芳的证照').or(page.getByText('这是顾兰芳的证照')).waitFor()
  await axe(page)
  const answer = page.waitForResponse(response => response.url().endsWith('/show'))
  await page.getByRole('link', { name: '出示' }).click()
  await ready(page, 'show-licence')
  const shown = await (await answer).json() as ShownLicence
  await page.getByRole('img', { name: /高龄津贴资格的二维码/ }).waitFor()
  await look(page, 'story-proxy-5-show', [phone])

  await other.context.setOffline(true)
  await verifier.reload()
  await ready(verifier, 'verify')
  await verifier.getByRole('button', { name: '粘贴文字' }).click()
  await verifier.getByLabel('码的文字', { exact: true }).fill(shown.code)
  await verifier.keyboard.press('Enter')
  await verifier.getByRole('status').getByRole('heading', { name: '有效', exact: true }).waitFor()
  expect(await verifier.getByRole('listitem').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/满 80 周岁\s*是/)]))
  await look(verifier, 'story-proxy-6-verified', [phone])

  await page.goto(`${url}/applications`)
  await ready(page, 'applications')
  await page.getByRole('link', { name: /替顾\*芳办/ }).waitFor()
  await axe(page)
  await enter(other.context, city, url, 'gulan')
  await other.context.setOffline(false)
  const mothers = await other.open(`${url}/applications/${id}`, { page: 'application' })
  await mothers.getByText('李*梅替您办的').first().waitFor()
  await axe(mothers)
  await look(mothers, 'story-proxy-7-mother', [phone])

  // she rates it badly; somebody outside the unit calls her, the unit mends what it was told, and she is asked once more
  await city.deliver()
  await page.goto(`${url}/rate`)
  await page.getByRole('link', { name: /高龄津贴发放/ }).click()
  await ready(page, 'rating')
  await page.locator('label').filter({ hasText: '非常不满意' }).click()
  await page.getByLabel('网上不好用').check()
  await page.getByRole('button', { name: '交评价' }).click()
  await page.getByText('等待回访').first().waitFor()
  await look(page, 'story-proxy-8-rated', [phone])
  const [{ id: caseId }] = (await city.get<Cases>('lanxin', '/rating/desk/cases')).items as [Cases['items'][number]]
  const at = `/rating/desk/cases/${caseId}`
  await city.done('lanxin', `${at}/begin-call`)
  expect(await city.done<Looked>('lanxin', `${at}/look`)).toMatchObject({ name: '李晓梅' }) // who rated, not for whom
  await city.done('lanxin', `${at}/record-call`, { id: randomUUIDv7(), reached: true, said: '翻了三遍才找到入口' })
  await city.done('lanxin', `${at}/pass-on`, { facts: '网上入口不好找' })
  await city.done('fangjin', `/rating/unit/cases/${caseId}/mend`, { words: '入口已放到首页' })
  await page.reload()
  await ready(page, 'rating')
  await page.getByText('入口已放到首页').first().waitFor()
  await page.locator('label').filter({ hasText: /^满意/ }).click()
  await page.getByRole('button', { name: '交再次评价' }).click()
  await page.getByText('整改后再评：满意').waitFor()
  await look(page, 'story-proxy-9-mended', [phone])
  expect([...hers.errors, ...other.errors]).toEqual([])
}, 120_000)
