import ExcelJs from 'exceljs'
import { Readable } from 'node:stream'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openTable, type TableOptions } from '../table-file.ts'

const read = async (source: Buffer | Readable, options?: TableOptions) => {
  const table = await openTable(source, options)
  const rows = []
  for await (const batch of table.batches) rows.push(...batch)
  return { ...table, rows, cells: rows.map(({ cells }) => cells), faults: rows.flatMap(({ faults }) => faults) }
}
const bytesOf = async (book: ExcelJs.Workbook): Promise<Buffer> => Buffer.from(await book.xlsx.writeBuffer())
const bookOf = (rows: unknown[][], name = '一'): ExcelJs.Workbook => {
  const book = new ExcelJs.Workbook()
  book.addWorksheet(name).addRows(rows)
  return book
}

/** A workbook by hand, for what exceljs does not write. Parts are deflated, in the order given. */
function zip(parts: Readonly<Record<string, string>>): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const [title, whole] = [Buffer.from(name), Buffer.from(text)]
    const packed = deflateRawSync(whole)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    for (const [place, number] of [[10, crc32(whole)], [14, packed.length], [18, whole.length]] as const) facts.writeUInt32LE(number, place)
    facts.writeUInt16LE(title.length, 22)
    files.push(Buffer.from('PK\u0003\u0004'), facts, title, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), facts, place, title)
    at += 30 + title.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  for (const place of [8, 10]) end.writeUInt16LE(Object.keys(parts).length, place)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, ...directory, end])
}
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const handmade = (sheet: string, more: Readonly<Record<string, string>> = {}): Buffer => zip({
  '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATION}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
  'xl/worksheets/first.xml': sheet,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${RELATION}/worksheet" Target="worksheets/first.xml"/><Relationship Id="s" Type="${RELATION}/styles" Target="/xl/styles.xml"/><Relationship Id="w" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/workbook.xml': `<x:workbook xmlns:x="x" xmlns:r="r"><x:sheets><x:sheet name="首页" sheetId="1" r:id="a"/></x:sheets></x:workbook>`,
  ...more,
})

test('days are the same in the calendars of 1900 and 1904, and times are kept', async () => {
  const day = new Date(Date.UTC(2026, 1, 28))
  for (const date1904 of [false, true]) {
    const book = bookOf([['日期', '时间', '钟点', '金额'], [day, new Date(Date.UTC(2026, 1, 28, 8, 30, 15)), 0.75, 0.5]])
    book.properties.date1904 = date1904
    const sheet = book.worksheets[0]!
    sheet.getCell('A2').numFmt = 'yyyy"年"m"月"d"日";@'
    sheet.getCell('B2').numFmt = '[$-804]yyyy/m/d h:mm:ss'
    sheet.getCell('C2').numFmt = 'h:mm'
    sheet.getCell('D2').numFmt = '[Red]#,##0.00"元"'
    expect(await read(await bytesOf(book)), String(date1904)).toMatchObject({ format: 'xlsx', cells: [['2026-02-28', '2026-02-28T08:30:15', '18:00:00', '0.5']], faults: [] })
  }
})

test('numbers keep their digits, text its zeros, a formula is its value, and errors are reported', async () => {
  const table = await read(await bytesOf(bookOf([
    ['编号', '数', '公式', '是'], ['007', 1.1, { formula: 'A1', result: 12 }, true], ['120101199001011234', 0.1 + 0.2, { formula: 'A1', result: '字' }, false],
    ['x', 120101199001011000, { formula: 'A1', result: { error: '#N/A' } }, null], ['y', 1.5e15, { formula: 'A1' }, null], [{ richText: [{ text: '和平' }, { text: '区' }] }, -5, { formula: 'A1', result: new Date(Date.UTC(2026, 0, 2)) }, null],
  ])))
  expect(table.cells).toEqual([
    ['007', '1.1', '12', 'true'], ['120101199001011234', '0.30000000000000004', '字', 'false'], ['x', '120101199001011000', '#N/A', ''], ['y', '1500000000000000', '', ''], ['和平区', '-5', '2026-01-02', ''],
  ])
  expect(table.faults).toEqual([
    { line: 4, column: '数', code: 'digits_lost', value: '120101199001011000' }, { line: 4, column: '公式', code: 'error_cell', value: '#N/A' }, { line: 5, column: '公式', code: 'formula_without_value', value: '' },
  ])
})

test('what another program writes is read too: no addresses, prefixed names, texts in runs, long integers, styles after the sheet', async () => {
  const sheet = `<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>号</x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>日</x:t></x:is></x:c></x:row>
    <x:row r="5"><x:c><x:v>123456789012345678</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>南京路</x:t></x:r><x:r><x:t xml:space="preserve"> 1&amp;2号_x000D_</x:t></x:r></x:is></x:c><x:c s="1"><x:f>TODAY()</x:f><x:v>46024</x:v></x:c></x:row></x:sheetData></x:worksheet>`
  const table = await read(handmade(sheet, {
    'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': '<sst><si><r><t>地</t></r><rPh sb="0" eb="1"><t>di</t></rPh><r><t>址</t></r></si></sst>',
  }))
  expect(table).toMatchObject({ sheet: '首页', headings: ['号', '地址', '日'], rows: [{ line: 5, cells: ['123456789012345678', '南京路 1&2号', '2026-01-02'], faults: [] }] })
})

test('the value of a merged cell stands in each of its cells, headings over headings become one, and a title is a title', async () => {
  const book = bookOf([['各区照明情况'], ['区', '盏数', null, '备注'], [null, '已修', '未修', null], ['和平区', 1, 2, 'x'], [null, 3, 4, null], [null, null, null, null], ['河西区', 5, 6, null]])
  for (const range of ['A1:D1', 'A2:A3', 'B2:C2', 'D2:D3', 'A4:A6']) book.worksheets[0]!.mergeCells(range)
  const table = await read(await bytesOf(book))
  expect(table).toMatchObject({ titles: ['各区照明情况'], headings: ['区', '盏数_已修', '盏数_未修', '备注'], headingFaults: [], tally: { rows: 3, blankRows: 1 } })
  expect(table.cells).toEqual([['和平区', '1', '2', 'x'], ['和平区', '3', '4', ''], ['河西区', '5', '6', '']])
})

test('the first visible sheet is read unless another is named, whatever its place in the archive', async () => {
  const book = bookOf([['旧'], ['1']], '隐藏')
  book.worksheets[0]!.state = 'hidden'
  book.addWorksheet('数据').addRows([['新'], ['2']])
  book.addWorksheet('说明').addRows([['注'], ['3']])
  const bytes = await bytesOf(book)
  expect(await read(bytes)).toMatchObject({ sheet: '数据', sheets: ['隐藏', '数据', '说明'], cells: [['2']] })
  expect(await read(Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]), { sheet: '说明' })).toMatchObject({ headings: ['注'], cells: [['3']] })
  await expect(read(bytes, { sheet: '无' })).rejects.toMatchObject({ code: 'base.no_such_sheet', detail: { sheet: '无', sheets: '隐藏、数据、说明' } })
})

test('a workbook that is cut off, too large or malformed is refused, at the latest where it is', async () => {
  const bytes = await bytesOf(bookOf([['a'], ...Array.from({ length: 2000 }, (_, at) => [`行${at}`])]))
  await expect(read(bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({ code: 'base.not_a_workbook' })
  await expect(read(Readable.from([bytes]), { mostBytes: 1000 })).rejects.toMatchObject({ code: 'base.too_large' })
  await expect(read(handmade('<worksheet><sheetData><row><c><v>1</v></c></row><row></sheetData></worksheet>'))).rejects.toMatchObject({ code: 'base.not_a_workbook' })
  await expect(read(zip({ 'word/document.xml': '<w/>' }))).rejects.toMatchObject({ code: 'base.not_a_workbook' })
})

test('no row of a large sheet is missing, and who stops early leaves nothing open', async () => {
  const table = await openTable(await bytesOf(bookOf([['号', '名'], ...Array.from({ length: 20_000 }, (_, at) => [at, `名${at}`])])))
  let sum = 0
  for await (const rows of table.batches) for (const { cells } of rows) sum += Number(cells[0])
  expect([sum, table.tally.rows]).toEqual([199_990_000, 20_000])
  const second = await openTable(await bytesOf(bookOf([['号'], ...Array.from({ length: 20_000 }, (_, at) => [at])])))
  for await (const rows of second.batches) if (rows.length > 0) break
  expect(second.tally.rows).toBeLessThan(20_000)
})

test('a workbook made to fill the memory is refused while it is small', async () => {
  const bomb = handmade('<worksheet><sheetData/></worksheet>', { 'xl/sharedStrings.xml': `<sst>${'<si><t>a</t></si>'.repeat(1000)}</sst>` })
  const size = bomb.lastIndexOf('xl/sharedStrings.xml') - 46 + 24 // what the directory says it unpacks to
  bomb.writeUInt32LE(400_000_000, size)
  await expect(read(bomb)).rejects.toMatchObject({ code: 'base.too_large' })
  bomb.writeUInt32LE(100, size) // a lie in the other direction is found while unpacking
  await expect(read(bomb)).rejects.toMatchObject({ code: 'base.not_a_workbook' })
  const crossed = Array.from({ length: 20_000 }, () => '<mergeCell ref="A1:B9"/>').join('')
  await expect(read(handmade(`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>${crossed}</mergeCells></worksheet>`))).rejects.toMatchObject({ code: 'base.not_a_workbook' })
})
