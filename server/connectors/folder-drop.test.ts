import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { streamSheet } from '#base/spreadsheet'
import type { Chunk, Position, SourceAddress, WholeTarget } from '#systems/transfer'
import { gb18030 } from '../../test/kit/gb18030.ts'
import { folderDrop } from './folder-drop.ts'

const root = mkdtempSync(join(tmpdir(), 'haihe-drop-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const connector = folderDrop({ root })
const on = new AbortController().signal
const address = (url: string, mode: SourceAddress['mode'] = 'incremental', table = ''): SourceAddress => ({ kind: 'folder', url, table, mode, secret: null, job: 'test' })
const drop = (name: string, content: string | Buffer, secondsAgo = 60): void => {
  const path = join(root, 'buses', name)
  writeFileSync(path, content)
  utimesSync(path, Date.now() / 1000 - secondsAgo, Date.now() / 1000 - secondsAgo)
}
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string; message: string }) => error.code ?? error.message)

/** Takes what is new until there is no more, opening the source anew after every chunk. */
async function taken(since: Position, columns = ['线路', '站数']): Promise<{ rows: (readonly (string | null)[])[]; faults: unknown[]; position: Position; chunks: number }> {
  const [rows, faults] = [[] as (readonly (string | null)[])[], [] as unknown[]]
  for (let chunks = 0; ; chunks += 1) {
    const source = await connector.openSource(address('buses'))
    let more = false
    for await (const chunk of source.changes!(columns, ['线路'], since, on)) {
      ;[more, since] = [true, chunk.position]
      rows.push(...chunk.changes.map((change) => (change.kind === 'upsert' ? change.row : [])))
      faults.push(...(chunk.faults ?? []))
      break
    }
    if (!more) return { rows, faults, position: since, chunks }
  }
}

test('files come in the order of their names, in any encoding and as Excel, each content once; half a file waits', async () => {
  mkdirSync(join(root, 'buses'))
  drop('01.csv', gb18030('线路,站数\n1路,20\n2路,\n'))
  const source = await connector.openSource(address('folder:buses'))
  expect(await source.columns()).toEqual([{ name: '线路', type: 'text' }, { name: '站数', type: 'text' }])
  const mark = (await source.mark())!
  const copied: Chunk[] = []
  for await (const chunk of source.copy(['站数', '线路'], null, on)) copied.push(chunk)
  expect(copied.flatMap(({ rows }) => rows)).toEqual([['20', '1路'], [null, '2路']])

  const sheet: Buffer[] = []
  for await (const part of streamSheet('表', [{ field: 'a', heading: '线路' }, { field: 'b', heading: '站数' }], (async function* () { yield { a: '5路', b: '31' } })())) sheet.push(part as Buffer)
  drop('03.xlsx', Buffer.concat(sheet))
  drop('02.csv', `备注,站数,线路\n${Array.from({ length: 12_000 }, (_, n) => `x,${n},线${n}`).join('\n')}\n坏,1,2,3\n`)
  drop('04 again.csv', gb18030('线路,站数\n1路,20\n2路,\n'))
  drop('05.csv', '线路,站数\n9路,1\n', 1)
  drop('06.csv.part', '线路,站数\n8路,1\n')
  const first = await taken(mark)
  expect(first.rows).toEqual([...Array.from({ length: 12_000 }, (_, n) => [`线${n}`, String(n)]), ['5路', '31']])
  expect(first.faults).toEqual([expect.objectContaining({ line: 12_002, code: 'too_many_cells' })])
  expect(first.chunks).toBe(4)
  renameSync(join(root, 'buses', '06.csv.part'), join(root, 'buses', '06.csv'))
  expect((await taken(first.position)).rows).toEqual([['8路', '1']])
})

test('a name may have stars; a hundred of them cost nothing', async () => {
  mkdirSync(join(root, 'stars'))
  for (const name of [`${'a'.repeat(200)}.csv`, 'b1.csv', 'b22.csv']) { writeFileSync(join(root, 'stars', name), `${name.slice(0, 3)}\n1\n`); utimesSync(join(root, 'stars', name), 1, name === 'b1.csv' ? 3 : 2) }
  const heading = async (table: string) => (await (await connector.openSource(address('stars', 'full', table))).columns()).map(({ name }) => name)
  expect(await Promise.all(['b?.CSV', '*22*', 'b*', '?*.csv', '*b', 'b1.csv*?', `${'*a'.repeat(100)}*b`].map(heading))).toEqual([['b1.'], ['b22'], ['b1.'], ['b1.'], [], [], []])
})

test('nothing outside the root is read, nor of another unit, and a file that is no table or lacks a column says so', async () => {
  mkdirSync(join(root, 'outer/root/inner'), { recursive: true })
  symlinkSync(join(root, 'buses'), join(root, 'outer/root/link'))
  mkdirSync(join(root, 'outer/root/other'))
  symlinkSync(join(root, 'outer/root/other'), join(root, 'outer/root/inner/link'))
  const inner = folderDrop({ root: join(root, 'outer/root') })
  expect(await Promise.all(['folder:inner', 'folder:../../buses', 'folder:link', 'folder:nowhere', '/../../buses', 'inner/../other', 'inner/link', '.'].map((url) => codeOf(inner.openSource(address(url))))))
    .toEqual(['done', ...Array<string>(7).fill('transfer.source.no_folder')])
  drop('00.csv', '线路\n7路\n')
  expect(await codeOf(taken(JSON.stringify({ done: [] })))).toBe('transfer.source.column_gone')
  drop('00.csv', Buffer.from('<html><table></table></html>'))
  expect(await codeOf(taken(JSON.stringify({ done: [] })))).toBe('transfer.source.not_a_table')
})

/** What no text file or sheet holds by itself: formulas, what looks guarded, empty beside nothing, ends of lines, blanks, signs that XML has none for. */
const cells = ['=1+1', "'=1+1", "'plain", '', null, 'a,"b"', 'one\r\ntwo', '\ttab', ' blanks ', '-5', '+86-22', '@x', 'bell\u0007', '_x0041_', '<&>', '𠮷'] as const
const columns = [{ name: 'code', field: 'code', type: 'text' }, { name: '=数', field: 'count', type: 'integer' }, { name: '备注', field: 'note', type: 'text' }]
const rows = Array.from({ length: 2300 }, (_, at) => [`k${at}`, at % 7 === 0 ? null : String(at - 5), cells[at % cells.length]!])
const put = async (name: string, url = 'list', total = rows.length) => {
  const target = await connector.openTarget!(address(url, 'full', name))
  const whole = target.whole as Extract<WholeTarget, { show: unknown }>
  await whole.begin({ id: 'd', columns, total })
  for (let at = 0; at < rows.length; at += 1000) await target.write([], ['code'], rows.slice(at, at + 1000), { number: at / 1000 + 1, again: false })
  return { target, whole }
}

test('a file is put whole or not at all: every sign of every cell reads back, no formula is one, and nobody sees it, or another unit’s folder, before', async () => {
  for (const name of ['名单.csv', '名单.xlsx']) {
    const { target, whole } = await put(name)
    const back: unknown[] = []
    for await (const some of whole.readBack(on)) back.push(...some)
    expect(back).toEqual(rows)
    expect(readdirSync(join(root, 'list')).filter((one) => !one.startsWith('.') && one.startsWith(name))).toEqual([])
    await whole.show({ manifest: { rows: 2300 } })
    await target.close()
    await (await put(name)).target.close() // dies: what it wrote lies hidden until the next one comes
    expect(readdirSync(join(root, 'list')).filter((one) => one.endsWith('.part')).length).toBe(1)
    const next = await connector.openTarget!(address('list', 'full', name))
    await (next.whole as typeof whole).sweep()
  }
  expect(readdirSync(join(root, 'list')).sort()).toEqual(['名单.csv', '名单.csv.manifest.json', '名单.csv.receipt.json', '名单.xlsx', '名单.xlsx.manifest.json', '名单.xlsx.receipt.json'])
  const csv = readFileSync(join(root, 'list', '名单.csv'), 'utf8')
  expect(csv).toMatch(/^\ufeffcode,'=数,备注\r\nk0,,'=1\+1\r\nk1,-4,''=1\+1\r\nk2,-3,'plain\r\nk3,-2,""\r\nk4,-1,\r\n/)
  const found = await folderDrop({ root, settled: 0 }).openSource(address('list', 'full', '名单.xlsx'))
  expect((await found.columns()).map(({ name }) => name)).toEqual(['code', '=数', '备注'])

  for (const [name, code, url, total] of [['a.xlsx', 'too_many_for_excel', 'list', 1_048_576], ['../a.csv', 'file_name'], ['.a.csv', 'file_name'], ['a.txt', 'file_name']] as const) expect(await codeOf(put(name, url, total))).toBe(`transfer.target.${code}`)
  expect(await codeOf(put('a.csv', 'list/../other'))).toBe('transfer.source.no_folder')
  symlinkSync(join(root, 'list'), join(root, 'linked'))
  expect(await codeOf(put('a.csv', 'linked'))).toBe('transfer.source.no_folder')
  const { target, whole } = await put('b.csv', 'swapped')
  renameSync(join(root, 'swapped'), join(root, 'away'))
  symlinkSync(join(root, 'list'), join(root, 'swapped'))
  expect(await codeOf(whole.show({}))).toBe('transfer.source.no_folder')
  await target.close()
  expect(readdirSync(join(root, 'list')).filter((one) => one.startsWith('b'))).toEqual([])
})
