import { randomUUIDv7 } from 'node:crypto'
import ExcelJs from 'exceljs'
import { expect, it } from 'vitest'
import { places } from '../journeys/cast.ts'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, photoWithPlace, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() })

const dispatched = async (): Promise<{ id: string, number: string }> => {
  const id = randomUUIDv7()
  const report = await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '楼下水管漏水', placeWords: '光明里3号楼前', divisionCode: places.tianjin.district, itemCode: places.tianjin.item } })
  const sent = await (await city.as('chen'))({ method: 'POST', url: `/governance/incidents/${id}/dispatch`, payload: { unitId: places.tianjin.department('water') } })
  expect(sent.statusCode, sent.body).toBe(200)
  return report.json() as { id: string, number: string }
}

it('a clerk downloads the unit’s matters, fills two columns, brings the sheet back with a picture, sees what it would do and what is wrong, and does it', async () => {
  const [mended, returned, wrong] = [await dispatched(), await dispatched(), await dispatched()]
  await enter(browser.context, city, url, 'yang')
  const page = await browser.open(`${url}/desk/order-sheet`, { size: desk, page: 'order-sheet' })
  await axe(page)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载本单位工单表' }).click()])
  const book = new ExcelJs.Workbook()
  await book.xlsx.readFile(await file.path())
  const sheet = book.worksheets[0]!
  const fill = (number: string, action: string, words: string): void => sheet.eachRow((row) => { if (row.getCell(1).text === number) { row.getCell(3).value = action; row.getCell(4).value = words } })
  fill(mended.number, '处置完成', '已更换管段')
  fill(returned.number, '退回', '是供热管道，不是自来水')
  fill(wrong.number, '退回', '')
  await page.getByLabel('传回填好的表').setInputFiles({ name: 'orders.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await book.xlsx.writeBuffer()) })
  await page.getByText('2 件可以办').waitFor()
  await page.getByText('1 行办不了').waitFor()
  await page.getByRole('cell', { name: '这一步要写说明或原因' }).waitFor()
  const photo = await photoWithPlace()
  await page.getByLabel('选照片').setInputFiles([{ ...photo, name: `${mended.number}-1.jpg` }, { ...photo, name: 'IMG_7.jpg' }])
  await page.getByText('这几张没对上件号，或者不是照片：IMG_7.jpg').waitFor()
  await axe(page)
  await look(page, 'sheet-read')
  await page.getByRole('button', { name: '办这 2 件' }).click()
  await page.getByText('办好 2 件，没办成 0 件').waitFor()
  await look(page, 'sheet-done')
  const states = await city.sql<{ id: string, state: string }>('select id, state from matter.matter where id = any($1::uuid[])', [[mended.id, returned.id, wrong.id]])
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({ [mended.id]: 'handled', [returned.id]: 'accepted', [wrong.id]: 'dispatched' })
  expect(await city.sql('select use from file.file where subject_id = $1', [mended.id])).toEqual([{ use: 'after' }])
  expect(browser.errors).toEqual([])
})
