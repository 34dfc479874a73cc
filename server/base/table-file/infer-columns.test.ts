import fc from 'fast-check'
import { expect, test } from 'vitest'
import { castCell, inferColumns, openTable, type ColumnType } from '../table-file.ts'

const infer = async (csv: string) => {
  const table = await openTable(Buffer.from(csv))
  return inferColumns(table.headings, table.batches)
}
const typeOf = async (...values: string[]): Promise<ColumnType> => (await inferColumns(['a'], [values.map((value, at) => ({ line: at + 2, cells: [value], faults: [] }))]))[0]!.type

test('a K in row 1,001 is a reject, and the column stays a number', async () => {
  const rows = Array.from({ length: 1200 }, (_, at) => `${at},"${at % 2 ? '1,200' : '35'}",${at % 3 ? '2026-01-02' : ''}`)
  rows[1000] = '1000,K,2026-02-30'
  expect(await infer(['号,人口,日期', ...rows].join('\n'))).toEqual([
    { heading: '号', type: 'integer', values: 1200, blanks: 0, misfits: 0, rejects: [] },
    { heading: '人口', type: 'integer', values: 1200, blanks: 0, misfits: 1, rejects: [{ line: 1002, column: '人口', code: 'not_integer', value: 'K' }] },
    { heading: '日期', type: 'date', values: 800, blanks: 400, misfits: 1, rejects: [{ line: 1002, column: '日期', code: 'not_date', value: '2026-02-30' }] },
  ])
})

test('every row counts, not the first thousand: words that come late make a column text', async () => {
  const [column] = await infer(`a\n${'1\n'.repeat(2000)}${'很多\n'.repeat(30)}`)
  expect(column).toMatchObject({ type: 'text', values: 2030, misfits: 0, rejects: [] })
})

test('of many misfits the first are shown, and all are counted', async () => {
  const [column] = await infer(`a\n${'1\n'.repeat(50_000)}${'K\n'.repeat(400)}`)
  expect(column).toMatchObject({ type: 'integer', misfits: 400 })
  expect(column!.rejects).toHaveLength(100)
})

test.each<[ColumnType, string[]]>([
  ['integer', ['0', '-5', '1,234,567', '１２', '']], ['decimal', ['1', '2.5', '-1,200.75', '.5', '1.2E-5']], ['date', ['2026-01-02', '2026/1/2', '2026.1.2', '2026年1月2日', '20260102']],
  ['date', ['20260102', '20261231']], ['integer', ['20260102', '20261301']], ['datetime', ['2026-01-02 08:30', '2026/1/2 8:30:15', '2026-01-02T08:30:15.250+08:00', '2026-01-02', '2026年1月2日8时30分']],
  ['boolean', ['是', '否', '是']], ['integer', ['0', '1']], ['text', ['007', '8', '9']], ['text', ['120101199001011234']], ['text', ['12%', '8%']], ['text', ['12盏']], ['text', ['', '']], ['text', ['2026.1', 'x']], ['text', ['13800000000', '+86 13900000000']],
])('%s: %j', async (type, values) => { expect(await typeOf(...values)).toBe(type) })

test.each<[ColumnType, string, string | null]>([
  ['integer', '1,200', '1200'], ['integer', '１，２００', '1200'], ['integer', '', null], ['decimal', '-1,200.50', '-1200.50'], ['date', '2026年1月2日', '2026-01-02'], ['date', '20240229', '2024-02-29'],
  ['datetime', '2026/1/2 8:30', '2026-01-02T08:30:00'], ['datetime', '2026-01-02', '2026-01-02T00:00:00'], ['boolean', '否', 'false'], ['text', '007', '007'], ['text', 'Ａ', 'Ａ'],
])('as %s, %s is %s', (type, value, cast) => { expect(castCell(type, value)).toEqual({ value: cast }) })

test.each<[ColumnType, string, string]>([
  ['integer', 'K', 'not_integer'], ['integer', '1.5', 'not_integer'], ['integer', '12,00', 'not_integer'], ['integer', '007', 'no_quantity'], ['decimal', '1.20101E+17', 'digits_lost'], ['decimal', '-1e999', 'not_decimal'], ['decimal', '1e-999', 'not_decimal'], ['decimal', '12盏', 'not_decimal'],
  ['date', '2026-02-30', 'not_date'], ['date', '0000-00-00', 'not_date'], ['date', '2026-1/2', 'not_date'], ['datetime', '2026-01-02 24:30', 'not_datetime'], ['boolean', '1', 'not_boolean'],
])('as %s, %s is refused: %s', (type, value, code) => { expect(castCell(type, value)).toEqual({ code }) })

test('what fits a column is cast in it, and numbers and days come back as they were', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).filter((number) => Math.abs(number) > 1e-3)), { minLength: 1, maxLength: 20 }), async (numbers) => {
    const type = await typeOf(...numbers.map((number) => number.toLocaleString('en-US', { maximumFractionDigits: 20 })))
    expect(type).toBe(numbers.every((number) => Number.isInteger(number)) ? 'integer' : 'decimal')
    for (const number of numbers) expect(castCell(type, number.toLocaleString('en-US', { maximumFractionDigits: 20 }))).toSatisfy((cast: { value: string }) => Number(cast.value) === number)
  }), { numRuns: 100 })
  fc.assert(fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
    const day = date.toISOString().slice(0, 10)
    expect(castCell('date', day)).toEqual({ value: day })
    expect(castCell('datetime', date.toISOString())).toEqual({ value: date.toISOString() })
  }))
})
