import ExcelJs from 'exceljs'
import { expect, test } from 'vitest'
import { readSentTable } from '../row/read-sent-table.ts'
import { catalogueColumns, type CatalogueColumn } from './catalogue-columns.ts'
import { judgeCatalogue } from './judge-catalogue.ts'

type Cells = Partial<Record<CatalogueColumn, string | number>>
const entry: Cells = { name: '公益性公墓信息', summary: '经批准的公益性公墓', theme: '生活服务', format: '数据库', share: '无条件共享', modes: '整批交付', open: '向社会开放', cycle: '每月', classified: '不涉密' }
const field: Cells = { field_name: '公墓编号', field: 'number', type: '字符', length: 20, key: '是', required: '是', grade: 1 }
const row = (more: Cells = {}): Cells => ({ ...entry, ...field, ...more })

/** Each inner list is the rows of one merged entry: its columns are merged over them, as officials do. */
async function judge(...groups: Cells[][]) {
  const book = new ExcelJs.Workbook()
  const sheet = book.addWorksheet('目录')
  sheet.addRow(['某局政务数据资源目录（2026 年）'])
  sheet.addRow(catalogueColumns.map(({ heading }) => heading))
  for (const rows of groups) {
    const first = sheet.rowCount + 1
    for (const cells of rows) sheet.addRow(catalogueColumns.map((column) => cells[column.field] ?? null))
    if (rows.length > 1) for (let at = 1; at <= 15; at++) sheet.mergeCells(first, at, first + rows.length - 1, at)
  }
  return judgeCatalogue('city-civil-affairs', await readSentTable(Buffer.from(await book.xlsx.writeBuffer()), catalogueColumns, 1000))
}
const told = async (...groups: Cells[][]) => (await judge(...groups)).faults.map(({ line, column, code, value }) => [line, column, code, value])

test('entries with merged cells and entries written in their first row alone are read whole; the words of officials are understood', async () => {
  const { entries, faults, sent } = await judge(
    [row(), { field_name: '剩余穴位数', field: 'LEFT', type: '整数型', grade: '1级' }],
    [row({ name: '社会救助对象', share: '有条件', share_condition: '逐人查', share_basis: '《社会救助暂行办法》第十条', modes: '查询、核验', open: '不予开放' })],
    [{ field_name: '身份证号', field: 'id_number', type: '字符', length: '18', grade: '四级', personal: '证件号', mask: '只比对' }],
  )
  expect(faults).toEqual([])
  expect([sent, entries.length]).toEqual([2, 2])
  expect(entries[0]!.said.fields).toMatchObject([{ field: 'number', length: 20, key: true, required: true }, { field: 'left', type: 'integer', required: false, mask: 'full' }])
  expect(entries[1]).toMatchObject({ code: null, entry: { grade: 4, personal: true, share: 'conditional', modes: ['query', 'batch_check'] } })
})

test('names that were dragged down, written twice, or alike but for punctuation are told, each in its row; years in a row are no dragging', async () => {
  expect(await told([row({ name: '公墓信息' })], [row({ name: '公墓信息1' })], [row({ name: '公墓信息2' })])).toEqual([[4, '信息资源名称', 'drag_filled', '公墓信息1'], [5, '信息资源名称', 'drag_filled', '公墓信息2']])
  expect(await told([row({ name: '公墓（区级）信息' })], [row({ name: '别的信息' })], [row({ name: '公墓(区级)信息' })])).toEqual([[5, '信息资源名称', 'name_twin', '公墓(区级)信息 = 3']])
  expect(await told([row({ name: '公墓信息' })], [row({ name: '别的信息' })], [row({ name: '公墓信息' })])).toEqual([[5, '信息资源名称', 'name_twice', '公墓信息 = 3']])
  expect(await told([row({ name: '公墓名录2025' })], [row({ name: '公墓名录2026' })])).toEqual([])
})

test.each<[string, Cells, [string, string, string]]>([
  ['a full-width blank inside a name', { name: '公益性　公墓' }, ['信息资源名称', 'blank_inside', '公益性　公墓']],
  ['a code that Excel made a number of', { code: '3.07012E+11' }, ['信息资源代码', 'code_scientific', '3.07012E+11']],
  ['a code that lost its end', { code: '3070120' }, ['信息资源代码', 'code_short', '3070120']],
  ['a file behind an interface', { format: '文件', modes: '接口' }, ['共享方式', 'file_not_delivered', '']],
  ['a unit written into a number', { length: '20字节' }, ['数据长度', 'unit_in_number', '20字节']],
  ['a share type without its article', { share: '有条件共享', share_condition: '逐件查', open: '不开放', grade: 2 }, ['共享依据', 'basis_missing', '']],
  ['a personal field of grade 1', { field_name: '联系人手机号码' }, ['数据分级', 'looks_personal', '联系人手机号码']],
  ['a secret', { classified: '国家秘密' }, ['涉密情况', 'state_secret', '']],
  ['a word of no list', { cycle: '随时' }, ['更新周期', 'not_listed', '随时']],
  ['a way of use of no list', { modes: '整批交付、U盘拷贝' }, ['共享方式', 'not_listed', 'U盘拷贝']],
  ['a column left empty', { type: '' }, ['数据类型', 'required', '']],
])('%s is told by its column and the entry is not taken, the next one is', async (_, cells, fault) => {
  const { entries, faults } = await judge([row(cells)], [row({ name: '另一条好的信息' })])
  expect(faults).toEqual([{ line: 3, column: fault[0], code: fault[1], value: fault[2] }])
  expect(entries.map(({ said }) => said.name)).toEqual(['另一条好的信息'])
})
