/** Table files, each beside a raw read of the same bytes and csv-parse: npm run bench -- table-file. ROWS=1000000 makes 475 MB. */
import { parse } from 'csv-parse'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { streamSheet } from '#base/spreadsheet'
import { inferColumns, openTable } from '#base/table-file'
import { gb18030 } from '../test/kit/gb18030.ts'

const ROWS = Number(process.env.ROWS ?? 1_000_000)
const SHEET_ROWS = Math.min(ROWS, 200_000)
const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const HEADINGS = ['编号', '名称', '统一社会信用代码', '街道', '地址', '成立日期', '注册资本', '经营范围', '联系人', '电话', '经度', '纬度', '行业', '状态', '更新时间', '备注', '金额']
const SCOPE = '技术开发、技术咨询；软件销售、计算机系统服务、信息系统集成、数据处理服务；建筑工程设计与施工、物业管理服务'
const row = (n: number): string[] => [
  String(100_000 + n), `海河测试有限公司${n}`, `9112010${n % 10}MA0${String(n).padStart(7, '0')}`, '劝业场街道', `南京路${n % 400}号, ${n % 30}层`, `2019-0${1 + (n % 9)}-1${n % 10}`, `1,${200 + (n % 700)}`, `${SCOPE}${n % 13}`,
  `张某${n % 99}`, `138${String((n * 37) % 100_000_000).padStart(8, '0')}`, `117.${100_000 + (n % 99_999)}`, `39.${100_000 + (n % 99_999)}`, '软件和信息技术服务业', '存续', `2026-03-0${1 + (n % 9)} 12:0${n % 10}:00`,
  `备注 "引用" ${n}${'，详见附件所列各项材料'.repeat(2)}`, `${(n * 13) % 100_000}.5`,
]
const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`

async function* csv(encode: (text: string) => Buffer): AsyncGenerator<Buffer> {
  yield encode(csvLine(HEADINGS))
  for (let from = 0; from < ROWS; from += 1000) yield encode(Array.from({ length: Math.min(1000, ROWS - from) }, (_, at) => csvLine(row(from + at))).join(''))
}
async function* sheetRows(): AsyncGenerator<Record<string, string>> {
  for (let n = 0; n < SHEET_ROWS; n++) yield Object.fromEntries(row(n).map((cell, at) => [String(at), cell]))
}
const stream = (path: string): Readable => createReadStream(path, { highWaterMark: 262_144 })

async function timed(words: string, path: string, rows: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const rate = statSync(path).size / 1e6 / seconds
  say(`  ${words.padEnd(34)} ${rate.toFixed(1).padStart(7)} MB/s ${Math.round(rows / seconds).toLocaleString('en').padStart(11)} rows/s   ${seconds.toFixed(1)} s, resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
  return rate
}
const readAll = async (path: string): Promise<void> => {
  let count = 0
  for await (const rows of (await openTable(stream(path))).batches) count += rows.length
  if (count === 0) throw new Error('no rows')
}
const readAndInfer = async (path: string): Promise<void> => {
  const table = await openTable(stream(path))
  await inferColumns(table.headings, table.batches)
}

export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-bench-'))
  try {
    for (const [words, encode] of [['UTF-8', Buffer.from], ['GB18030', gb18030]] as const) {
      const path = join(folder, 'table.csv')
      await pipeline(Readable.from(csv(encode as (text: string) => Buffer)), createWriteStream(path))
      say(`CSV in ${words}, ${ROWS.toLocaleString('en')} rows, ${Math.round(statSync(path).size / 1e6)} MB`)
      const raw = await timed('raw read of the bytes', path, ROWS, async () => { for await (const part of stream(path)) void part })
      const ours = await timed('openTable, every row', path, ROWS, () => readAll(path))
      const typed = await timed('openTable and inferColumns', path, ROWS, () => readAndInfer(path))
      const other = words === 'UTF-8' ? await timed('csv-parse', path, ROWS, async () => { for await (const cells of stream(path).pipe(parse({ bom: true }))) void cells }) : undefined
      say(`  of the raw read: rows ${(ours / raw).toFixed(2)}, with types ${(typed / raw).toFixed(2)}${other ? `; csv-parse ${(other / raw).toFixed(2)}` : ''}`)
    }
    const path = join(folder, 'table.xlsx')
    await pipeline(streamSheet('表', HEADINGS.map((heading, at) => ({ field: String(at), heading })), sheetRows()), createWriteStream(path))
    say(`Excel, ${SHEET_ROWS.toLocaleString('en')} rows, ${Math.round(statSync(path).size / 1e6)} MB packed`)
    const raw = await timed('raw read of the bytes', path, SHEET_ROWS, async () => { for await (const part of stream(path)) void part })
    const ours = await timed('openTable, every row', path, SHEET_ROWS, () => readAll(path))
    const typed = await timed('openTable and inferColumns', path, SHEET_ROWS, () => readAndInfer(path))
    say(`  of the raw read: rows ${(ours / raw).toFixed(3)}, with types ${(typed / raw).toFixed(3)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await bench()
