import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { streamSheet } from '#base/spreadsheet'
import type { Chunk, Position, SourceAddress } from '#systems/transfer'
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
