import ExcelJs from 'exceljs'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readSheet, streamSheet, type Column } from './spreadsheet.ts'

const columns: Column<'code' | 'name'>[] = [{ field: 'code', heading: '编码', required: true }, { field: 'name', heading: '名称' }]
const book = async (rows: unknown[][]): Promise<Buffer> => {
  const made = new ExcelJs.Workbook()
  made.addWorksheet('一').addRows(rows)
  return Buffer.from(await made.xlsx.writeBuffer())
}

test('headings are found in any order, full-width characters and stray blanks are mended, empty rows are passed over', async () => {
  const rows = await readSheet(await book([['名称', '编码'], ['路灯　', 'Ｃ01'], ['', ''], ['井盖', 12]]), columns, 10)
  expect(rows).toEqual([{ line: 2, cells: { code: 'C01', name: '路灯' } }, { line: 4, cells: { code: '12', name: '井盖' } }])
})
test('a missing heading, too many rows and a file of another kind are told apart', async () => {
  await expect(readSheet(await book([['名称'], ['x']]), columns, 10)).rejects.toMatchObject({ code: 'base.headings_missing' })
  await expect(readSheet(await book([['编码'], ['1'], ['2'], ['3']]), columns, 2)).rejects.toMatchObject({ code: 'base.too_many_rows' })
  await expect(readSheet(Buffer.from('编码,名称\n1,2'), columns, 10)).rejects.toMatchObject({ code: 'base.not_a_workbook' })
  await expect(readSheet(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)]), columns, 10)).rejects.toMatchObject({ code: 'base.not_a_workbook' })
})
test('what is streamed out can be read back, and what looks like a formula stays text', async () => {
  const rows = async function* () { for (let i = 0; i < 1000; i++) yield { code: String(i), name: i === 7 ? '=1+1' : '名' } }
  const bytes = await buffer(streamSheet('表', columns, rows()))
  const read = await readSheet(bytes, columns, 1000)
  expect(read).toHaveLength(1000)
  expect(read[7]!.cells).toEqual({ code: '7', name: '=1+1' })
})
test('a source that fails ends the stream with its error', async () => {
  const rows = async function* () { yield { code: '1', name: '' }; throw new Error('the database went away') }
  await expect(buffer(streamSheet('表', columns, rows()))).rejects.toThrow('the database went away')
})
