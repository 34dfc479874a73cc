import { randomUUIDv7 } from 'node:crypto'
import ExcelJs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { places } from '../../../../test/journeys/cast.ts'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import type { ReadOrders } from '../contract.ts'

const at = places.tianjin
let city: TestCity
const dispatched = async (unit = 'water', words = '楼下水管漏水，13800009999') => {
  const id = randomUUIDv7()
  const report = await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words, placeWords: '光明里3号楼前', divisionCode: at.district, itemCode: at.item } })
  expect(report.statusCode, report.body).toBe(201)
  expect((await (await city.as('chen'))({ method: 'POST', url: `/governance/incidents/${id}/dispatch`, payload: { unitId: at.department(unit) } })).statusCode).toBe(200)
  return { id, number: (report.json() as { number: string }).number }
}
const download = async (login = 'yang') => {
  const answer = await (await city.as(login))({ url: '/governance/unit/order-sheet.xlsx' })
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
  const book = new ExcelJs.Workbook()
  await book.xlsx.load(answer.rawPayload as never)
  const sheet = book.worksheets[0]!
  const column = (heading: string): number => (sheet.getRow(1).values as string[]).indexOf(heading)
  const rowOf = (number: string): number => { let found = 0; sheet.eachRow((row, line) => { if (row.getCell(column('编号')).text === number) found = line }); return found }
  const fill = (number: string, cells: Record<string, string | number>) => { for (const [heading, value] of Object.entries(cells)) sheet.getRow(rowOf(number)).getCell(column(heading)).value = value }
  return { answer, book, sheet, column, rowOf, fill }
}
const upload = async (book: ExcelJs.Workbook, login = 'yang') => {
  const edge = 'haihe-edge'
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  const payload = Buffer.concat([Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="orders.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
  const answer = await (await city.as(login))({ method: 'POST', url: '/governance/unit/order-sheet', headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload })
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  return answer.json() as ReadOrders
}

beforeAll(async () => { city = await openTestCity() })
afterAll(() => city.close())

test('whoever belongs to no unit has no sheet, and what is no workbook is told so', async () => {
  expect((await (await city.as('li'))({ url: '/governance/unit/order-sheet.xlsx' })).statusCode).toBe(403)
  const answer = await (await city.as('yang'))({ method: 'POST', url: '/governance/unit/order-sheet', payload: {} })
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'base.no_sheet'])
})

test('a clerk downloads the unit\'s own, sees no number of a person, chooses a step from the cell\'s list, and every wrong row is named by line and column', async () => {
  const [taken, empty, wordless, stale, wrong, other] = [await dispatched(), await dispatched(), await dispatched(), await dispatched(), await dispatched(), await dispatched('market')]
  const { answer, book, sheet, column, rowOf, fill } = await download()
  expect(Number(answer.headers['x-row-count'])).toBe(5)
  expect(sheet.rowCount).toBe(6)
  expect(JSON.stringify(sheet.getRow(rowOf(taken.number)).values)).not.toContain('13800009999')
  const [list] = sheet.getRow(rowOf(taken.number)).getCell(column('办理')).dataValidation.formulae as [string]
  expect(list.slice(1, -1).split(',').toSorted()).toEqual(['签收', '退回', '进展', '处置完成', '留言'].toSorted())
  await city.done('yang', `/governance/incidents/${stale.id}/receive`)
  fill(taken.number, { 办理: ' 签收　' })
  fill(wordless.number, { 办理: '退回' })
  fill(stale.number, { 办理: '签收' })
  fill(wrong.number, { 办理: '核查通过' })
  sheet.addRow([]).getCell(column('编号')).value = other.number
  fill(other.number, { 办理: '签收', '版本（请勿改动）': 2 })

  const read = await upload(book)
  expect(read.untouched).toBe(1)
  expect(rowOf(empty.number)).toBeGreaterThan(1)
  expect(read.steps).toMatchObject([{ incidentId: taken.id, action: 'receive', version: 2, reason: null, note: null, href: `/governance/incidents/${taken.id}/receive` }])
  expect(read.faults.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
    { line: rowOf(wrong.number), column: '办理', code: 'action_not_now', value: `核查通过 · ${list.slice(1, -1).replaceAll(',', ' / ')}` },
    { line: rowOf(stale.number), column: '版本（请勿改动）', code: 'order_changed', value: '处置中' },
    { line: rowOf(other.number), column: '编号', code: 'order_unknown', value: other.number },
    { line: rowOf(wordless.number), column: '说明或原因', code: 'words_missing', value: '' },
  ])

  const [step] = read.steps
  expect((await (await city.as('yang'))({ method: 'POST', url: step!.href, payload: { version: step!.version } })).statusCode).toBe(200)
  expect((await upload(book)).steps).toEqual([]) // the same sheet once more does nothing twice
})

test('the words become the reason where a step asks for one, else the note', async () => {
  const [back, more] = [await dispatched(), await dispatched()]
  const { book, fill } = await download()
  fill(back.number, { 办理: '退回', 说明或原因: '是供热管道，不是自来水' })
  fill(more.number, { 办理: '进展', 说明或原因: '抢修人员已到场' })
  const { steps, faults } = await upload(book)
  expect(faults).toEqual([])
  expect(steps.map(({ action, reason, note }) => ({ action, reason, note })).toSorted((a, b) => (a.action < b.action ? -1 : 1))).toEqual([
    { action: 'progress', reason: null, note: '抢修人员已到场' }, { action: 'return', reason: '是供热管道，不是自来水', note: null },
  ])
  const [step] = steps.filter(({ action }) => action === 'return')
  expect((await (await city.as('yang'))({ method: 'POST', url: step!.href, payload: { version: step!.version, reason: step!.reason } })).statusCode).toBe(200)
})
