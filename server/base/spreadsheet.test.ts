import ExcelJs from 'exceljs'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openArchive } from './table-file/archive.ts'
import { peek } from './table-file/peek.ts'
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
test('what is streamed out can be read back', async () => {
  const rows = async function* () { for (let i = 0; i < 1000; i++) yield { code: String(i), name: i === 7 ? '=1+1' : '名' } }
  const bytes = await buffer(streamSheet('表', columns, rows()))
  const read = await readSheet(bytes, columns, 1000)
  expect(read).toHaveLength(1000)
  expect(read[7]!.cells).toEqual({ code: '7', name: '=1+1' })
})
test('what looks like a formula is written as text, none of it as a formula, and stays so when somebody edits it', async () => {
  const formulas = ['=1+1', '+cmd|x', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '\n=1']
  const rows = async function* () { for (const name of [...formulas, '-12.5', '+86', '名=1']) yield { code: '1', name } }
  const bytes = await buffer(streamSheet('表', [columns[0]!, { field: 'name', heading: '=名称' }], rows()))
  const archive = await openArchive(bytes, await peek(bytes, 1000), 1_000_000)
  let xml = ''
  for await (const part of archive.parts('xl/worksheets/sheet1.xml', 1_000_000)) xml += part.toString('latin1')
  archive.close()
  expect([xml.includes('<f'), xml.match(/<c r="B\d+"[^>]*t="str"/g)?.length]).toEqual([false, 11])
  const read = new ExcelJs.Workbook()
  await read.xlsx.load(bytes as never)
  const cells = read.worksheets[0]!.getColumn(2)
  const formats: (string | undefined)[] = []
  cells.eachCell((cell) => { expect(cell.type).toBe(ExcelJs.ValueType.String); formats.push(cell.numFmt) })
  expect(formats.map((one) => one === '@')).toEqual([true, ...formulas.map(() => true), false, false, false])
})
test('a source that fails ends the stream with its error', async () => {
  const rows = async function* () { yield { code: '1', name: '' }; throw new Error('the database went away') }
  await expect(buffer(streamSheet('表', columns, rows()))).rejects.toThrow('the database went away')
})
