import { randomUUIDv7 } from 'node:crypto'
import { expect, it } from 'vitest'
import type { TestCity } from '../kit/city.ts'
import { openRegister } from '../kit/register.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() }, { at: '2026-11-25T02:00:00Z' })

it('a reviewer sees what is known and what is not and asks once for what is missing; the applicant reads the letter and what comes next', async () => {
  const sun = await city.as('sun')
  const values = { allowance_account: '6217000010001234569', living: 'home', contact_phone: '15400001002', name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', household_here: true, allowance_now: false }
  const id = randomUUIDv7()
  const begun = (await sun({ method: 'POST', url: '/application/applications', payload: { id, item: 'old-age-allowance', division: '120103' } })).json() as { version: number; number: string }
  const bring = (await sun({ method: 'POST', url: `/application/applications/${id}/prefill`, payload: { version: begun.version, take: false } })).json() as { version: number }
  expect((await sun({ method: 'POST', url: `/application/applications/${id}/submit`, payload: { version: bring.version, values } })).json()).toMatchObject({ state: 'received' })

  await enter(browser.context, city, url, 'mo')
  const page = await browser.open(`${url}/desk/applications`, { size: desk, page: 'desk-applications' })
  await page.getByRole('heading', { name: /高龄津贴发放/ }).waitFor()
  await page.getByText('年满 80 周岁').first().waitFor()
  expect(await page.getByText('孙德福').count()).toBe(0)
  await page.getByRole('button', { name: '看全部内容' }).click()
  await page.getByText('孙德福').waitFor()
  await axe(page)
  await look(page, 'application-desk', [desk])
  await page.getByRole('button', { name: '一次告知补正' }).click()
  await page.getByRole('dialog').getByLabel('户口簿').check()
  await look(page, 'application-step', [desk])
  await page.getByRole('dialog').getByRole('button', { name: '一次告知补正' }).click()
  await page.getByText('已一次告知补正：户口簿').waitFor()

  const home = await openBrowser()
  try {
    await enter(home.context, city, url, 'sun')
    const own = await home.open(`${url}/applications`, { page: 'applications' })
    await own.getByRole('link', { name: /等您补正/ }).waitFor()
    await axe(own)
    await look(own, 'application-own', [phone])
    await own.getByRole('link', { name: /等您补正/ }).click()
    await ready(own, 'application')
    await own.getByText(/请在 .*25.*前补正，网上、窗口都可以；这段时间不算进办理时限/).waitFor()
    await own.getByText(/这是全部，以后不会再要别的/).waitFor()
    await axe(own)
    await look(own, 'application-one')
    await own.getByRole('link', { name: '现在补正' }).click()
    await ready(own, 'fill-application')
    await own.getByText('网上不能交这一样，请带到窗口').waitFor()
    await axe(own)
    await look(own, 'application-supply')
    await own.getByRole('button', { name: '下一步' }).click()
    await own.getByRole('button', { name: '补好了，交上去' }).click()
    await own.getByRole('dialog').getByText(/要补的是：.*户口簿/).waitFor()
    await own.getByRole('dialog').getByRole('button', { name: '已经送到窗口，交上去' }).click()
    await ready(own, 'application')
    await expect.poll(async () => ((await sun({ method: 'GET', url: `/application/applications/${id}` })).json() as { application: { state: string } }).application.state).toBe('supplied')
  } finally { await home.close() }
})

it('a resident begins on the page of the item, is told what is read, contradicts it, goes on after another device saved, and taps once or twice to one receipt', async () => {
  const gulan = await city.as('gulan')
  await openRegister(city, { resource: '307026000008', fields: ['identity_number', 'phone'], unit: '120103-civil-affairs', use: { purpose: '审核高龄津贴', legalBasis: '《老年人权益保障法》第三十三条', scenario: '高龄津贴', usingSystem: '办件' } })
  const home = await openBrowser()
  try {
    await enter(home.context, city, url, 'gulan')
    const page = await home.open(`${url}/services/old-age-allowance`, { page: 'service' })
    await page.getByRole('button', { name: '在线办理' }).click()
    await page.getByRole('dialog').getByText(/不在网上办：到/).waitFor()
    await axe(page)
    await look(page, 'application-begin')
    await page.getByRole('dialog').getByRole('button', { name: /开始办理|自己填/ }).click()
    await ready(page, 'fill-application')
    await page.getByText(/将向.*公安.*读取/).first().waitFor()
    await axe(page)
    await look(page, 'application-prefill')
    await page.getByRole('button', { name: '同意，替我填' }).click()
    await page.getByRole('button', { name: '办好了打哪个电话不对' }).click()
    await page.getByRole('dialog').getByLabel('办好了打哪个电话').fill('15400009999')
    await look(page, 'application-dispute')
    await page.getByRole('dialog').getByRole('button', { name: '请部门核对' }).click()
    await page.getByText(/您说不对，已请.*核对/).waitFor()
    await page.getByLabel('津贴打到哪张卡').fill('6217000010001234569')
    await expect.poll(async () => ((await gulan({ method: 'GET', url: `/application/applications/${page.url().split('/').at(-2)!}` })).json() as { values: object }).values).toHaveProperty('allowance_account')
    const id = page.url().split('/').at(-2)!
    const draft = (await gulan({ method: 'GET', url: `/application/applications/${id}` })).json() as { filledVersion: number, values: object }
    expect(draft.values).toEqual({ allowance_account: '6217000010001234569', contact_phone: '15400009999' })
    await home.context.setOffline(true)
    await page.getByRole('radio', { name: '自己家' }).check()
    await page.getByText('还没有存到平台，内容在这台设备上').waitFor()
    await gulan({ method: 'PUT', url: `/application/applications/${id}/draft`, payload: { version: draft.filledVersion, values: { ...draft.values, living: 'care_home', name: '顾兰芳' } } })
    await home.context.setOffline(false)
    await page.getByText('同一项在别处也改过，留哪个？').waitFor()
    await axe(page)
    await look(page, 'application-torn')
    await page.getByRole('button', { name: '留这里填的' }).click()
    await page.getByText('已保存，换一台设备也能接着填').waitFor()
    expect((await gulan({ method: 'GET', url: `/application/applications/${id}` })).json()).toMatchObject({ values: { living: 'home', name: '顾兰芳' } })
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('公民身份号码').fill('120199194105160768')
    await page.getByLabel('出生日期').fill('1941-05-16')
    await page.getByRole('group', { name: '有本市户籍' }).getByLabel('是').check()
    await page.getByRole('group', { name: '已在领高龄津贴' }).getByLabel('否').check()
    await axe(page)
    await look(page, 'application-fill')
    await page.getByRole('button', { name: '提交申请' }).dblclick()
    await ready(page, 'application')
    await page.getByText(/收件/).first().waitFor()
    await look(page, 'application-receipt')
    expect(await city.sql(`select count(*)::int as made from application.application where item_code = 'old-age-allowance' and id = $1 and submitted_at is not null`, [id])).toEqual([{ made: 1 }])
  } finally { await home.close() }
})

it('the authority sees what slipped through, of which unit and item, and how one went; a district sees its own', async () => {
  city.setNow('2026-12-10T02:00:00Z')
  const authority = await openBrowser()
  try {
    await enter(authority.context, city, url, 'shao')
    const page = await authority.open(`${url}/desk/application-leaks`, { size: desk, page: 'application-leaks' })
    await page.getByRole('button', { name: /收件没答复/ }).waitFor()
    await page.getByLabel('所有单位').selectOption({ index: 1 })
    await page.getByRole('button', { name: /高龄津贴发放.*河西区民政局/ }).first().click()
    await page.getByRole('dialog').getByRole('heading', { name: /^提交/ }).first().waitFor()
    expect(await page.getByText('孙德福').count()).toBe(0)
    await axe(page)
    await look(page, 'application-leaked')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await axe(page)
    await look(page, 'application-leaks')

    const [one] = await city.sql<{ id: string }>(`select id from application.application where person_id = (select party_id from access.account where login = 'sun') order by id limit 1`)
    await city.done('sun', `/application/applications/${one!.id}/withdraw`, {})
    await city.deliver()
    city.setNow('2026-12-12T02:00:00Z')
    await city.tick()
    await enter(authority.context, city, url, 'fangjin')
    const files = await authority.open(`${url}/desk/application-archive`, { size: desk, page: 'application-archive' })
    await files.getByText('2026-D30-00001').waitFor()
    await axe(files)
    await look(files, 'application-archive')
    await files.getByRole('button', { name: '调档' }).click()
    await files.getByRole('dialog').getByLabel('行政复议、行政诉讼举证').check()
    await look(files, 'application-archive-open')
    const [saved] = await Promise.all([files.waitForEvent('download'), files.getByRole('dialog').getByRole('link', { name: '下载档案包' }).click()])
    expect(saved.suggestedFilename()).toMatch(/-2026-D30-00001\.zip$/)
  } finally { await authority.close() }
})
