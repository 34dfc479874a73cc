/** Open data: a file of a million rows from its upload to the first public query, beside a raw COPY of the same bytes: npm run bench -- open-data. ROWS=1000000 makes 475 MB. */
import { randomUUIDv7 } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, openAsBlob, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { openSessionFor } from '#primitives/access'
import { openCityProcess } from '../test/faults/city-process.ts'

const ROWS = Number(process.env.ROWS ?? 1_000_000)
const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const since = (began: number): number => (performance.now() - began) / 1000
const HEADINGS = ['编号', '名称', '街道', '位置', '启用日期', '蹲位数', '开放说明', '经度', '纬度', '类别', '状态', '更新时间', '备注', '面积']
const NOTE = '每天开放，免费使用，有无障碍位和第三卫生间，设洗手台和婴儿护理台，早六点到晚十点有人值守，其余时间自助开门'
const row = (n: number): string =>
  `${100_000 + n},公共厕所${n}号,劝业场街道,"南京路${n % 400}号, 近路口",2019-0${1 + (n % 9)}-1${n % 10},"1,${200 + (n % 700)}",${NOTE}${n % 13},117.${100_000 + (n % 99_999)},39.${100_000 + (n % 99_999)},二类,开放,2026-03-0${1 + (n % 9)} 12:0${n % 10}:00,"备注 ""引用"" ${n}${'，详见附件所列各项材料'.repeat(4)}",${(n * 13) % 1000}.5\r\n`

async function* csv(): AsyncGenerator<string> {
  yield `${HEADINGS.join(',')}\r\n`
  for (let from = 0; from < ROWS; from += 1000) yield Array.from({ length: Math.min(1000, ROWS - from) }, (_, at) => row(from + at)).join('')
}

export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-bench-'))
  const city = await openCityProcess('tianjin', 'city')
  const superUrl = new URL(city.database.superUrl)
  superUrl.pathname = new URL(city.database.ownerUrl).pathname
  const owner = new pg.Client({ connectionString: superUrl.href })
  try {
    const path = join(folder, 'table.csv')
    await pipeline(Readable.from(csv()), createWriteStream(path))
    const megabytes = statSync(path).size / 1e6
    const address = await city.up()
    useKeys(join(city.env.HAIHE_KEYS!))
    const database = openDatabase(city.env.DATABASE_URL!, { max: 2 })
    const cookie = (login: string) => jobRun(database, 'bench', new Date()).perform((deed) => openSessionFor(deed, login))
    const [xie, meng] = [await cookie('xie'), await cookie('meng')]
    await database.close()
    const call = async (as: string | null, method: string, at: string, body?: object | FormData) => {
      const answer = await fetch(`${address}${at}`, { method, headers: { ...(as ? { cookie: as } : {}), ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}) })
      const told = await answer.text()
      if (!answer.ok) throw new Error(`${at}: ${answer.status} ${told.slice(0, 300)}`)
      return JSON.parse(told) as never
    }
    await owner.connect()
    const columns = HEADINGS.map((_, at) => `c${at} text`).join(', ')
    await owner.query(`create table public.raw_table (${columns})`)
    const rawBegan = performance.now()
    await pipeline(createReadStream(path, { highWaterMark: 262_144 }), owner.query(copyFrom('copy public.raw_table from stdin (format csv, header)')))
    const raw = since(rawBegan)
    say(`raw COPY of ${ROWS.toLocaleString('en')} rows, ${Math.round(megabytes)} MB, as text, no key: ${raw.toFixed(1)} s`)
    await owner.query('drop table public.raw_table')

    const name = 'million-rows'
    await call(xie, 'POST', '/open-data/desk/datasets', { id: randomUUIDv7(), name, title: '一百万行', summary: '量一量', theme: '生活服务', tags: [], cycle: 'yearly', licence: 'attribution', scope: '全市', grade: 1, aboutPeople: true, quasi: ['街道', '类别'], columns: [] })
    const form = new FormData()
    form.append('file', await openAsBlob(path), 'table.csv')
    const began = performance.now()
    const draft = (await call(xie, 'POST', `/open-data/desk/datasets/${name}/file`, form)) as { id: string; rows: number; rejected: number; kept: boolean }
    const loaded = since(began)
    await call(meng, 'POST', `/open-data/desk/datasets/${name}/sign`, { draft: draft.id, note: '没有个人信息' })
    await call(xie, 'POST', `/open-data/desk/datasets/${name}/publish`, { draft: draft.id })
    const published = since(began)
    await call(null, 'GET', `/open-data/datasets/${name}/rows?limit=100`)
    const total = since(began)
    say(`from upload to the first public query: ${total.toFixed(1)} s (read, scanned and loaded ${loaded.toFixed(1)} s, ${draft.rows.toLocaleString('en')} rows, ${draft.rejected} rejected; gate and publication ${(published - loaded).toFixed(1)} s), ${(ROWS / total).toFixed(0)} rows/s, ${(megabytes / total).toFixed(0)} MB/s; ${(total / raw).toFixed(1)} times the raw COPY`)
    for (const [what, body] of Object.entries({
      'a page by its place': { filters: { _id: { gt: Math.floor(ROWS / 2) } } }, 'a filter and its total': { filters: { 位置: '南京路7号, 近路口' } }, 'words anywhere': { q: '引用" 777777' }, 'ordered by a number': { sort: '面积 desc', limit: 10 },
    })) {
      const asked = performance.now()
      const { result } = (await call(null, 'POST', '/api/3/action/datastore_search', { resource_id: name, ...body })) as { result: { total?: number; records: object[] } }
      say(`  datastore_search, ${what}: ${(since(asked) * 1000).toFixed(0)} ms, ${result.records.length} rows of ${result.total ?? '?'}`)
    }
    for (const format of ['csv', 'json', 'parquet', ...(ROWS <= 200_000 ? ['xlsx'] : [])]) {
      const asked = performance.now()
      const bytes = (await (await fetch(`${address}/open-data/datasets/${name}/files/${format}`)).arrayBuffer()).byteLength
      const first = since(asked)
      const again = performance.now()
      await (await fetch(`${address}/open-data/datasets/${name}/files/${format}`)).arrayBuffer()
      say(`  ${format}: ${Math.round(bytes / 1e6)} MB, made and sent in ${first.toFixed(1)} s, then sent in ${since(again).toFixed(1)} s`)
    }
  } finally {
    await owner.end()
    await city.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await bench()
