import { expect, it } from 'vitest'
import type { TestCity } from '../kit/city.ts'
import { openRegister, personRow } from '../kit/register.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
const number = '120199194502037027'
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() })
const lastCode = async (of: string): Promise<string> => ((await city.anonymous({ method: 'GET', url: `/demo/codes/${of}` })).json() as { code: string }).code

it('a resident logs in by phone, proves who she is, shows a code, another acts for her and she ends it; the counter confirms a person', async () => {
  const { identityCheckDigit } = await import('#primitives/party')
  const own = number.slice(0, 17) + identityCheckDigit(number.slice(0, 17))
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name'], unit: 'city-data', rows: [personRow(own, '周桂兰')] })
  const page = await browser.open(`${url}/login?to=/account`, { page: 'login' })
  await page.getByLabel('手机号').fill('15400009101')
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByLabel('短信验证码').waitFor()
  await page.getByLabel('短信验证码').fill(await lastCode('15400009101'))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await ready(page, 'account')
  await page.getByRole('heading', { name: '只登记了手机号' }).waitFor()
  await axe(page)
  await look(page, 'account-level-one')
  await page.getByRole('button', { name: '网上核验身份' }).click()
  await page.getByLabel('姓名').fill('周桂芳')
  await page.getByLabel('身份证号').fill(own)
  await page.getByRole('button', { name: '核验', exact: true }).click()
  await page.getByText('没有核对上').waitFor()
  await axe(page)
  await look(page, 'account-prove', [phone])
  await page.getByLabel('姓名').fill('周桂兰')
  await page.getByRole('button', { name: '核验', exact: true }).click()
  await page.getByRole('heading', { name: '已实名' }).waitFor()
  await page.getByRole('button', { name: '让别人替我办' }).click()
  await page.getByLabel('找事项').fill('高龄津贴')
  await page.getByRole('checkbox', { name: '高龄津贴发放' }).check()
  await page.getByLabel('到哪天为止').fill(new Date(city.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10))
  await look(page, 'account-give', [phone])
  await page.getByRole('button', { name: '出示授权码' }).click()
  await page.getByRole('img', { name: '授权码的二维码' }).waitFor()
  await axe(page)
  await look(page, 'account-code', [phone])
  const code = (await page.locator('.code.num').innerText()).replace(' ', '')
  await page.getByRole('dialog').getByRole('button', { name: '关上' }).click()

  const daughter = await openBrowser()
  try {
    await enter(daughter.context, city, url, 'li')
    const theirs = await daughter.open(`${url}/account`, { page: 'account' })
    await theirs.getByRole('button', { name: '输入别人的授权码' }).click()
    await theirs.getByLabel('授权码', { exact: true }).fill(code)
    await theirs.getByRole('button', { name: '确认' }).click()
    await theirs.getByText('我可以替周*兰办').waitFor()
    await axe(theirs)
    await look(theirs, 'account-held')
    expect(daughter.errors).toEqual([])
  } finally { await daughter.close() }
  await page.reload()
  await page.getByText('李*梅可以替我办').waitFor()
  await look(page, 'account-given')
  await page.getByRole('button', { name: '结束授权' }).click()
  await page.getByRole('button', { name: '确定结束' }).click()
  await page.getByText(/已结束/).first().waitFor()

  const counter = await openBrowser()
  try {
    await enter(counter.context, city, url, 'liuqing')
    const theirs = await counter.open(`${url}/desk/confirm-identity`, { size: desk, page: 'confirm-identity' })
    await theirs.getByLabel('对方的手机号').fill('15400009102')
    await theirs.getByRole('button', { name: '发验证码' }).click()
    await theirs.getByText(/秒后/).waitFor()
    await theirs.getByLabel('对方念出的验证码').fill(await lastCode('15400009102'))
    await theirs.getByLabel('姓名').fill('高建国')
    const body = '12019919880808708'
    await theirs.getByLabel('身份证号').fill(body + identityCheckDigit(body))
    await axe(theirs)
    await look(theirs, 'account-counter')
    await theirs.getByRole('button', { name: '人证一致，确认' }).click()
    await theirs.getByText('高建国的身份已核验').waitFor()
    expect(counter.errors).toEqual([])
  } finally { await counter.close() }
  expect(browser.errors).toEqual([])
}, 120_000)

it('who would rather log in by a platform goes there, comes back logged in where they wanted to go, and may untie it again', async () => {
  const visitor = await openBrowser()
  try {
    const page = await visitor.open(`${url}/login?to=/account`, { page: 'login' })
    await look(page, 'account-login-elsewhere')
    await page.getByRole('button', { name: '国家政务服务平台' }).click()
    await page.getByRole('heading', { name: '国家政务服务平台（演示）' }).waitFor()
    await axe(page)
    await look(page, 'account-elsewhere-demo', [phone])
    await page.getByRole('button', { name: /李晓梅/ }).click()
    await ready(page, 'account')
    const ways = page.locator('section', { has: page.getByRole('heading', { name: '其他登录方式' }) })
    await axe(page)
    await look(page, 'account-elsewhere-tied')
    await ways.getByRole('button', { name: '解除' }).click()
    await page.getByText('已解除，不能再用它登录').waitFor()
    await page.goto(`${url}/login/from/national?code=none&state=none`)
    await page.getByRole('alert').getByText('登录没有完成').waitFor()
    await axe(page)
    await look(page, 'account-elsewhere-failed', [phone])
    expect(visitor.errors).toEqual([])
  } finally { await visitor.close() }
}, 60_000)
