import { randomUUIDv7 } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import type { BeganApplication } from '#contracts/application'
import { identityCheckDigit } from '#primitives/party'
import { idCardReaderFake } from '../../server/connectors/id-card-reader-fake.ts'
import { useCardReader } from '../../server/systems/counter/system.ts'
import type { TestCity } from '../kit/city.ts'
import { openRegister, personRow } from '../kit/register.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() }, { at: '2026-11-25T02:00:00Z' })
const wall = { width: 1920, height: 1080 }
const own = '15400009401'
const sheet = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')
const lastCode = async (): Promise<string> => ((await city.anonymous({ method: 'GET', url: `/demo/codes/${own}` })).json() as { code: string }).code
/** Tab until the field with these words has the focus, as a clerk without a mouse does. */
const tabTo = async (page: Page, words: string): Promise<void> => {
  for (let tries = 0; tries < 30; tries++) {
    if (await page.getByLabel(words, { exact: true }).evaluateAll(found => found.includes(document.activeElement as HTMLElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads to ${words}`)
}

it('a clerk without a mouse calls a number, reads the card, begins, asks the city and puts a phone on record; the person goes on with that phone under the same number and hands it in', async () => {
  const body = '12019919400506704'
  const person = { name: '韩玉珍', number: body + identityCheckDigit(body) }
  const reader = idCardReaderFake()
  reader.lay({ ...person, validUntil: null })
  useCardReader(reader)
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name', 'birth_on', 'deceased'], unit: '120103-civil-affairs', rows: [personRow(person.number, person.name)], use: { purpose: '审核高龄津贴', legalBasis: '《老年人权益保障法》第三十三条', scenario: '高龄津贴', usingSystem: '办件' } })
  for (const _ of [1, 2]) await city.done('liuqing', '/booking/desk/halls/hexi/tickets', { id: randomUUIDv7(), counter: 'general' })

  await enter(browser.context, city, url, 'liuqing')
  const page = await browser.open(`${url}/desk/counter?window=3`, { size: desk, page: 'counter' })
  const keys = page.keyboard
  await page.getByText('还有 2 人在等').waitFor()
  await keys.press('F2')
  await page.getByText('还有 1 人在等').waitFor()
  const hung = await browser.open(`${url}/halls/hexi/wall`, { size: wall, page: 'hall-wall' })
  await hung.getByText('综合窗口 3 号窗口').first().waitFor()
  await look(hung, 'counter-wall', [wall])
  await axe(hung)
  await hung.close()
  await look(page, 'counter-called', [desk, wall])
  await keys.press('F6')
  await page.getByRole('heading', { name: person.name }).waitFor()
  await keys.press('F8')
  await keys.type('高龄')
  await look(page, 'counter-visit', [desk, wall])
  await axe(page)
  await keys.press('Enter')
  await ready(page, 'counter-fill')
  await page.getByText(/将向.*公安.*读取/).first().waitFor()
  await look(page, 'counter-ask', [desk, wall])
  await keys.press('F7')
  await page.getByText('1940-05-06').or(page.getByText('1940 年 5 月 6 日')).first().waitFor()
  await tabTo(page, '津贴打到哪张卡')
  await keys.type('6217000010001234569')
  await page.getByText('已保存，换一台设备也能接着填').waitFor()
  await axe(page)
  await look(page, 'counter-fill', [desk, wall])
  await keys.press('F9')
  await ready(page, 'counter')
  const [number] = (await city.sql('select number from application.application')).map(row => (row as { number: string }).number)
  await page.getByRole('button', { name: number! }).waitFor()
  await keys.press('F7')
  await tabTo(page, '手机号')
  await keys.type(own)
  await keys.press('Enter')
  await page.getByLabel('对方念出的验证码').waitFor()
  await tabTo(page, '对方念出的验证码')
  await keys.type(await lastCode())
  await look(page, 'counter-phone', [desk])
  await axe(page)
  await keys.press('Enter')
  await page.getByText('登记的手机号 154****9401').waitFor()
  await look(page, 'counter-draft', [desk, wall])
  await keys.press('F9')
  await page.getByText('窗口空着').waitFor()
  await page.getByRole('heading', { name: '来的是谁' }).waitFor()

  const online = await city.done<BeganApplication>('gulan', '/application/applications', { id: randomUUIDv7(), item: 'old-age-allowance', division: '120103' })
  await keys.press('F7')
  await keys.type('顾兰芳')
  await keys.press('Tab')
  await keys.type('120199194105160768')
  await keys.press('Enter')
  await page.getByRole('button', { name: online.number }).waitFor() // begun on her phone
  await look(page, 'counter-theirs', [desk])
  await keys.press('s')
  await keys.type(`${url}/services/old-age-allowance?form=1`) // a scanner at the keyboard types the code of the sheet that she brought
  await keys.press('Enter')
  await ready(page, 'counter-fill')
  await page.getByText(online.number).first().waitFor()
  await page.getByText(/将向.*读取/).first().waitFor()
  await keys.press('F7')
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement && document.activeElement.closest('.schema') !== null)
  await keys.type('6217000010001234569')
  await page.getByLabel('纸质申请表').setInputFiles({ name: 'sheet.pdf', mimeType: 'application/pdf', buffer: sheet })
  await page.getByText('sheet.pdf').waitFor()
  await page.getByText('已保存，换一台设备也能接着填').waitFor()
  await axe(page)
  await look(page, 'counter-paper', [desk, phone])
  await page.reload()
  await page.getByText('第 1 份').waitFor() // the sheet is kept with the draft
  await keys.press('F9')
  await ready(page, 'counter')
  await keys.press('F9')
  await page.getByRole('heading', { name: '来的是谁' }).waitFor()
  expect(browser.errors).toEqual([])

  const home = await openBrowser()
  try {
    city.setNow('2026-11-25T02:05:00Z') // a code a minute
    const theirs = await home.open(`${url}/login?to=/applications`, { page: 'login' })
    await theirs.getByLabel('手机号').fill(own)
    await theirs.getByRole('button', { name: '发验证码' }).click()
    await theirs.getByLabel('短信验证码').waitFor() // it is sent by then
    await theirs.getByLabel('短信验证码').fill(await lastCode())
    await theirs.getByRole('button', { name: '登录', exact: true }).click()
    await ready(theirs, 'applications')
    await theirs.getByRole('link', { name: /高龄津贴发放/ }).click()
    await ready(theirs, 'application')
    await theirs.getByText(number!).first().waitFor()
    await theirs.getByRole('link', { name: '接着填' }).click()
    await ready(theirs, 'fill-application')
    expect(await theirs.getByLabel('津贴打到哪张卡').inputValue()).toMatch(/6217/)
    await theirs.getByRole('radio', { name: '自己家' }).check()
    await theirs.getByLabel('办好了打哪个电话').fill(own)
    await look(theirs, 'counter-resumed', [phone])
    await theirs.getByRole('button', { name: '下一步' }).click()
    await theirs.getByRole('group', { name: '有本市户籍' }).getByLabel('是').check()
    await theirs.getByRole('group', { name: '已在领高龄津贴' }).getByLabel('否').check()
    await theirs.getByRole('button', { name: '提交申请' }).click()
    await ready(theirs, 'application')
    expect(await city.sql(`select number, began_by_unit, submitted_by = person_id::text as own from application.application where submitted_at is not null`)).toEqual([{ number, began_by_unit: '120103-public-service', own: true }])

    await home.context.clearCookies()
    await enter(home.context, city, url, 'he')
    const door = await home.open(`${url}/field/door`, { page: 'door' }) // a community's worker, at a neighbour's door
    await door.getByLabel('姓名', { exact: true }).fill('李晓梅')
    await door.getByLabel('证件号码').fill('120199197904120029')
    await door.getByLabel('签了名的纸质表').setInputFiles({ name: 'sheet.pdf', mimeType: 'application/pdf', buffer: sheet })
    await door.getByText('sheet.pdf').waitFor()
    await axe(door)
    await look(door, 'door-form', [phone, desk])
    await door.getByRole('button', { name: '人证一致，本人同意' }).click()
    await door.getByRole('heading', { name: '李晓梅' }).waitFor()
    await door.getByLabel('要办什么，照他说的打').fill('高龄津贴')
    await door.getByRole('button', { name: '找' }).click()
    await door.getByRole('button', { name: /高龄津贴发放/ }).waitFor()
    await axe(door)
    await look(door, 'door-visit', [phone, desk])
    await door.getByRole('button', { name: /高龄津贴发放/ }).click()
    await ready(door, 'door-fill')
    await door.getByRole('button', { name: '不用，我自己填' }).click()
    await door.getByLabel('津贴打到哪张卡').fill('6217000010001234569')
    await door.getByText('已保存，换一台设备也能接着填').waitFor()
    await axe(door)
    await look(door, 'door-fill', [phone, desk])
    await door.getByRole('button', { name: '返回' }).click()
    await ready(door, 'door')
    await door.getByRole('button', { name: '办完了，离开' }).click()
    await ready(door, 'home')
    expect(home.errors).toEqual([])
  } finally { await home.close() }
}, 120_000)
