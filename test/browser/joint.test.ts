import { expect, it } from 'vitest'
import { drawPaper } from '#base/paper'
import { jobRun } from '#base/jobs'
import type { Application } from '#contracts/application'
import type { TestCity } from '../kit/city.ts'
import { companyValues, foundCompany } from '../kit/new-company.ts'
import { departmentSystemFake } from '../../server/connectors/department-system-fake.ts'
import { askStatuses } from '../../server/systems/application/department/ask-statuses.ts'
import { pushDue } from '../../server/systems/application/department/push-due.ts'
import { takeStatuses } from '../../server/systems/application/department/take-statuses.ts'
import { useDepartmentSystems } from '../../server/systems/application/system.ts'
import { handInInjury } from '../kit/injury.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() }, { at: '2026-11-25T01:30:00Z' })

it('a founder applies on a phone; three departments review at their desks at the same time, one finds something missing and she is asked once; she mends it, all agree, and one letter says so', async () => {
  const home = await openBrowser()
  /** One step at a department's desk: its button, what the sheet asks, and the same button in the sheet. */
  const step = async (login: string, view: string, button: string, fill: (sheet: ReturnType<typeof office.getByRole>) => Promise<void> = async () => undefined): Promise<void> => {
    await enter(browser.context, city, url, login)
    await office.goto(`${url}/desk/applications?view=${view}`)
    await ready(office, 'desk-applications')
    await office.getByRole('button', { name: button, exact: true }).click()
    await fill(office.getByRole('dialog'))
    await office.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()
    await office.getByText(`已办：${button}`).waitFor()
  }
  await enter(browser.context, city, url, 'shilei')
  const office = await browser.open(`${url}/desk/applications?view=opinion`, { size: desk, page: 'desk-applications' })
  try {
    await enter(home.context, city, url, 'li')
    const page = await home.open(`${url}/services/open-company`, { page: 'service' })
    await page.getByRole('button', { name: '在线办理' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /开始办理|自己填/ }).click()
    await ready(page, 'fill-application')
    const id = page.url().split('/').at(-2)!
    const own = () => city.get<Application>('li', `/application/applications/${id}`)
    await page.getByRole('button', { name: '不用，我自己填' }).click()
    await page.getByText('想叫什么名字，按先后写').first().waitFor()
    const { seals: _, ...values } = await companyValues(city, 'li', { staff_soon: 3 })
    await (await city.as('li'))({ method: 'PUT', url: `/application/applications/${id}/draft`, payload: { version: (await own()).filledVersion, values } }) // most of it was typed on a computer
    await page.reload()
    await ready(page, 'fill-application')
    for (let part = 0; part < 3; part++) await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('财务章').check()
    await look(page, 'joint-fill')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '提交申请' }).click()
    await ready(page, 'application')

    await city.done('jiangyu', `/application/desk/applications/${id}/give-opinion`, { agrees: true, words: '可以登记' })
    await step('shilei', 'opinion', '报缺什么', async sheet => {
      await office.getByText(/本单位审查：公章刻制备案/).waitFor()
      expect(await office.getByText('财务负责人').count()).toBe(0)
      await axe(office)
      await look(office, 'joint-part', [desk])
      await sheet.getByLabel('登记申请书').check()
      await sheet.getByLabel('说明').fill('没有选公章，公司必须有')
    })
    await step('bailu', 'opinion', '联审意见', async sheet => { await sheet.getByLabel('说明').fill('同时办社会保险登记') })
    await step('xinyue', 'open', '一次告知补正', async sheet => {
      await sheet.getByText('没有选公章，公司必须有').waitFor()
      await axe(office)
      await look(office, 'joint-notice', [desk])
    })

    await page.goto(`${url}/applications/${id}`)
    await ready(page, 'application')
    await page.getByText(/河西区分局：没有选公章/).first().waitFor()
    await look(page, 'joint-asked', [phone])
    await page.getByRole('link', { name: '现在补正' }).click()
    await ready(page, 'fill-application')
    expect(await page.getByText('网上不能交这一样').count()).toBe(0) // it is the form that is mended
    for (let part = 0; part < 3; part++) await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('公章', { exact: true }).check()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '补好了，交上去' }).click()
    await ready(page, 'application')
    await expect.poll(async () => (await own()).application.state).toBe('supplied')

    await step('xinyue', 'open', '受理')
    await step('xinyue', 'open', '本单位意见', async sheet => {
      await look(office, 'joint-lead', [desk])
      const { firm_name: name, credit_code: code } = foundCompany('MA00000E')
      await sheet.getByRole('radio', { name }).check()
      await sheet.getByLabel('统一社会信用代码').fill(code)
      await sheet.getByLabel('说明').fill('名称、住所和任职都核对过')
    })
    await step('shilei', 'opinion', '联审意见', async sheet => { await sheet.getByLabel('说明').fill('准予刻制') })
    await page.reload()
    await ready(page, 'application')
    await page.getByText(/公章刻制备案：.*同意/).waitFor()
    await axe(page)
    await look(page, 'joint-approved', [phone])
    expect((await own()).letters.map(({ kind }) => kind)).toEqual(['receipt', 'missing', 'accepted', 'approved'])

    // the company is there: its licence is in her wallet, and what comes next she applies for in its name
    await page.goto(`${url}/licences`)
    await ready(page, 'licences')
    await page.getByRole('heading', { name: /海河晨光商贸有限公司/ }).first().waitFor()
    await axe(page)
    await look(page, 'firm-wallet')
    await page.goto(`${url}/services/labour-dispatch`)
    await ready(page, 'service')
    await page.getByRole('button', { name: '在线办理' }).click()
    await page.getByRole('group', { name: '为谁办' }).getByLabel(/企业：海河晨光商贸有限公司/).check()
    await axe(page)
    await look(page, 'firm-whom')
    await page.getByRole('dialog').getByRole('button', { name: /开始办理|自己填/ }).click()
    await ready(page, 'fill-application')
    await page.getByText('替海河晨光商贸有限公司办', { exact: false }).waitFor()
    await look(page, 'firm-fill')
  } finally { await home.close() }
})

it('what a department\'s own system decides is read at the desk and decided there by nobody; sent back, its fields are told to the applicant, who sees the result on the phone as of any other item', async () => {
  const there = departmentSystemFake()
  useDepartmentSystems(() => there)
  const jobs = async (): Promise<void> => { for (const [name, job] of [['application.push_to_department', pushDue], ['application.ask_statuses', askStatuses], ['application.take_statuses', takeStatuses]] as const) await job(jobRun(city.city.database, name, city.now())) }
  there.refuse({ taken: false, reason: '校验不通过', faults: [{ field: 'AAB004', reason: '单位没有参保登记' }, { field: 'CL03', reason: '看不清责任划分' }] })
  const { id, number, values } = await handInInjury(city, 'li')
  await jobs()
  await enter(browser.context, city, url, 'bailu')
  const office = await browser.open(`${url}/desk/applications?id=${id}`, { size: desk, page: 'desk-applications' })
  await office.getByText('在社会保险业务系统办理').waitFor()
  await office.getByText('看不清责任划分').waitFor()
  for (const name of ['受理', '不予受理', '一次告知补正', '准予', '不予批准']) expect(await office.getByRole('button', { name, exact: true }).count(), name).toBe(0)
  await office.locator('summary').first().click()
  expect(await office.locator('article').innerText()).not.toMatch(/120199197904120029|李晓梅|15400001001/)
  await axe(office)
  await look(office, 'department-desk')
  await office.getByRole('button', { name: '请申请人改正' }).click()
  await look(office, 'department-return')
  await office.getByRole('dialog').getByRole('button', { name: '请申请人改正' }).click()
  await office.getByText('已一次告知申请人').waitFor()

  there.refuse(null)
  const { filledVersion } = await city.get<Application>('li', `/application/applications/${id}`)
  await city.done('li', `/application/applications/${id}/supply`, { version: filledVersion, values: { ...values, employer: '海河建筑有限公司' } })
  await jobs()
  there.say({ number, code: '77' }) // a code that nobody agreed on
  there.say({ number, code: '10' })
  await jobs()
  const home = await openBrowser()
  try {
    await enter(home.context, city, url, 'li')
    const page = await home.open(`${url}/applications/${id}`, { page: 'application' })
    await page.getByText('在社会保险业务系统办理').waitFor()
    const document = there.hold(await drawPaper({ content: [{ text: '认定工伤决定书' }] }))
    there.say({ number, code: '30', result: { number: '津河西人社工认〔2026〕17号', issuedOn: '2026-11-25', values: { ALC100: '1' }, document } })
    await jobs()
    await page.reload()
    await ready(page, 'application')
    await page.getByText('津河西人社工认〔2026〕17号', { exact: true }).waitFor()
    await page.getByRole('link', { name: '打开结果文件（PDF）' }).waitFor()
    await axe(page)
    await look(page, 'department-own')
  } finally { await home.close() }
  await office.reload()
  await ready(office, 'desk-applications')
  await look(office, 'department-done')
  await enter(browser.context, city, url, 'shao')
  await office.goto(`${url}/desk/department-systems`)
  await ready(office, 'department-systems')
  await office.getByText(`办件 ${number}，状态 77`).waitFor()
  await axe(office)
  await look(office, 'department-systems')
  await office.getByRole('button', { name: '处理过了' }).click()
  await office.getByText('没有', { exact: true }).waitFor()
  expect(browser.errors).toEqual([])
})
