import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import { uuidv7 } from '../../web/base/api/uuid.ts'
import { jpeg } from '../journeys/pictures.ts'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let url = ''
const incident = uuidv7()
browserCity(async opened => {
  ;({ city, url } = opened)
  const li = await city.as('li')
  const photo = (await li({ method: 'POST', url: '/files', ...(await jpeg()) })).json().id as string
  const answer = await li({ method: 'POST', url: '/governance/incidents', payload: { id: incident, words: '3 号楼 2 单元门口自来水管破了', itemCode: 'E51002', divisionCode: '120103009012', photos: [photo] } })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  browser = await opened.browse()
})

const open = async (login: string, path: string, name: string, size = desk): Promise<Page> => {
  await city.deliver()
  await browser.context.clearCookies()
  await enter(browser.context, city, url, login)
  return browser.open(`${url}${path}`, { size, page: name })
}

it('nothing is public before a person looked: words with a door are refused, a face is covered, then it is public and can be withdrawn', async () => {
  const page = await open('zhao', '/desk/publication', 'publication')
  await page.locator('figure img').waitFor()
  await page.getByRole('button', { name: '加一块' }).click()
  const box = page.getByRole('button', { name: /遮挡块 1/ })
  await box.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowRight')
  const before = (await box.boundingBox())!
  await page.mouse.move(before.x + 20, before.y + 20)
  await page.mouse.down()
  await page.mouse.move(before.x - 30, before.y + 5)
  await page.mouse.up()
  const after = (await box.boundingBox())!
  expect([Math.round(after.x - before.x), Math.round(after.y - before.y), Math.round(after.width)]).toEqual([-50, -15, Math.round(before.width)])
  await page.getByText('还有不能公开的，请改掉').waitFor()
  await page.getByRole('checkbox').check()
  await page.getByText('遮 1 处，公开这张').waitFor()
  await axe(page)
  await look(page, 'publication', [desk])
  await page.getByRole('button', { name: '公开文字和 1 张照片' }).click()
  await page.getByText('公开文字里还有个人信息').waitFor()
  await page.getByLabel('对外的说法').fill('门口自来水管破了，路面积水')
  await page.getByRole('button', { name: '公开文字和 1 张照片' }).click()
  await page.getByText('公开了', { exact: true }).waitFor()
  await page.getByText('没有等着审的件').waitFor()
  await page.getByRole('button', { name: '已公开' }).click()
  await page.getByRole('button', { name: '收回' }).click()
  await page.getByText('收回了，外面看不到了').waitFor()
  await page.close()
})

it('the desk joins one to another of the same kind nearby by choosing it, and its reporter hears of the master', async () => {
  const other = uuidv7()
  const sun = await city.as('sun')
  expect((await sun({ method: 'POST', url: '/governance/incidents', payload: { id: other, words: '水管爆了', itemCode: 'E51002', divisionCode: '120103009012' } })).statusCode).toBe(201)
  const page = await open('zhao', `/desk/inbox?view=all&id=${other}`, 'inbox')
  await page.getByRole('button', { name: '并入' }).click()
  await page.getByRole('dialog').locator('input[name=master]').first().check()
  await axe(page)
  await look(page, 'merge', [desk])
  await page.getByRole('dialog').getByRole('button', { name: '并入' }).click()
  await page.getByText('并入，办好了').waitFor()
  expect(await city.sql('select 1 from governance.report where incident_id = $1', [incident])).toHaveLength(2)
  await page.close()
})

it('a leader’s order names who answers and by when; the unit answers, and the leader sees it', async () => {
  await city.done('zhao', `/governance/incidents/${incident}/accept`)
  await city.done('zhao', `/governance/incidents/${incident}/climb`, { reason: '要专业队伍' })
  const sent = await (await city.as('chen'))({ method: 'POST', url: `/governance/incidents/${incident}/dispatch`, payload: { unitId: '120103-urban-management', supporting: [] } })
  expect(sent.statusCode, sent.body).toBe(200)
  const leader = await open('dong', `/desk/inbox?view=all&id=${incident}`, 'inbox')
  await leader.getByRole('button', { name: '下督办' }).click()
  await leader.getByRole('dialog').getByRole('button', { name: '下督办' }).click()
  await leader.getByText('写一句话').waitFor()
  await leader.getByLabel('批示').fill('三天内拿出办法，别让老人踩冰')
  await axe(leader)
  await look(leader, 'oversight-order', [desk])
  await leader.getByRole('dialog').getByRole('button', { name: '下督办' }).click()
  await leader.getByText('督办下了').waitFor()
  await leader.close()
  const head = await open('fan', '/desk/oversight-answers', 'oversight-answers')
  await head.getByText('三天内拿出办法').waitFor()
  await head.getByRole('button', { name: '答复督办' }).click()
  await head.getByLabel('怎么办的').fill('已换阀，路面撒盐除冰')
  await head.getByRole('dialog').getByRole('button', { name: '答复督办' }).click()
  await head.getByText('答复了', { exact: true }).waitFor()
  await head.close()
  const again = await open('dong', '/desk/oversight', 'oversight')
  await again.getByText('已换阀，路面撒盐除冰').waitFor()
  await axe(again)
  await look(again, 'oversight', [desk])
  await again.close()
}, 60_000)

it('the resident is told, reads it, and the bell is quiet', async () => {
  const page = await open('li', '/messages', 'notices', phone)
  await page.getByText('自来水管破裂跑水').first().waitFor()
  await axe(page)
  await look(page, 'notices', [phone])
  await page.getByRole('button', { name: '都看过了' }).click()
  await expect.poll(() => page.locator('.fresh').count(), { timeout: 20_000 }).toBe(0)
  await page.locator('li button').first().click()
  await ready(page, 'matter')
  await page.close()
})

it('the catalogue goes out as Excel and comes in again; a wrong cell is told by row and column, and nothing is changed', async () => {
  const page = await open('han', '/desk/catalogue', 'catalogue')
  await page.getByText('9 大类 38 小类 239 项').waitFor()
  await page.getByLabel('打事项名或老百姓的说法').fill('水管破')
  await page.getByRole('heading', { name: '自来水管破裂跑水' }).waitFor()
  await axe(page)
  await look(page, 'catalogue', [desk])
  const bytes = await (await city.as('han'))({ url: '/governance/items.xlsx' })
  const bookOf = async (): Promise<ExcelJS.Workbook> => { const book = new ExcelJS.Workbook(); await book.xlsx.load(bytes.rawPayload as never); return book }
  const change = async (heading: string, row: number, value: string): Promise<Buffer> => {
    const book = await bookOf()
    const sheet = book.worksheets[0]!
    sheet.getRow(row).getCell((sheet.getRow(1).values as string[]).indexOf(heading)).value = value
    return Buffer.from(await book.xlsx.writeBuffer())
  }
  const headings = ((await bookOf()).worksheets[0]!.getRow(1).values as string[]).filter(Boolean)
  const urgency = headings.find(heading => heading.includes('紧急'))!, name = headings.find(heading => heading.includes('名称'))!
  const put = async (buffer: Buffer): Promise<void> => { await page.locator('header input[type=file]').setInputFiles({ name: 'items.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer }) }
  await put(await change(urgency, 3, '很急很急'))
  await page.getByText('目录没有改动').waitFor()
  expect(await page.locator('.told tbody tr').first().innerText()).toContain('3')
  await look(page, 'catalogue-faults', [desk])
  await axe(page)
  await put(await change(name, 2, '供水井盖破损或丢失'))
  await page.getByText('收下了 239 行：改了 1 项').waitFor()
  await page.close()
}, 60_000)

it('what failed five times is shown to the system administrator with its reason, and sent again', async () => {
  await city.sql(`update event.delivery set done_at = null, tries = 5, fault = '短信网关没有应答', parked_at = now() where (event_id, listener) = (select event_id, listener from event.delivery where listener = 'governance.tell_reporters' limit 1)`)
  const page = await open('qin', '/desk/parked', 'parked')
  await page.getByText('短信网关没有应答').waitFor()
  await axe(page)
  await look(page, 'parked', [desk])
  await page.getByRole('button', { name: '再送一次' }).click()
  await page.getByText('没有停下的消息').waitFor()
  await page.close()
})

it('the street’s desk makes grids under its communities, renames one and ends it', async () => {
  const page = await open('zhao', '/desk/grids', 'grids')
  await page.getByRole('button', { name: /光明里/ }).click()
  await page.locator('header').getByRole('button', { name: '新建网格' }).click()
  await page.getByLabel('网格名称').fill('东里网格')
  await page.getByRole('dialog').getByRole('button', { name: '新建网格' }).click()
  await page.getByText('东里网格建好了').waitFor()
  await page.getByText(/^120103009012\d{3}$/).first().waitFor()
  await axe(page)
  await look(page, 'grids', [desk])
  await page.locator('li').filter({ hasText: '东里网格' }).getByRole('button', { name: '改名' }).click()
  await page.getByLabel('网格名称').fill('东里第一网格')
  await page.getByRole('dialog').getByRole('button', { name: '改名' }).click()
  await page.getByText('改成了东里第一网格').waitFor()
  await page.locator('li').filter({ hasText: '东里第一网格' }).getByRole('button', { name: '撤销网格' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销网格' }).click()
  await page.getByText('撤销了').waitFor()
  await expect.poll(() => page.locator('li').filter({ hasText: '东里第一网格' }).count(), { timeout: 20_000 }).toBe(0)
  await page.close()
})
