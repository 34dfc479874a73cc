import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dataFolder } from '#base/data-folder'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import type { Format } from '../contract.ts'
import type { VersionTable } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'
import { writeCopy, type Page, type Written } from './write-copy.ts'

type Doing = Pick<JobRun, 'read' | 'perform'>
type Version = Pick<VersionTable, 'id' | 'columns'>
const PAGE = 5000
/** A table that is smaller is made by whoever asks first. */
const LARGE = 20_000
const formats: readonly Format[] = ['csv', 'json', 'parquet', 'xlsx']
/** A sheet holds 1,048,576 lines. */
const MOST_SHEET = 1_048_575

const folder = (): string => join(dataFolder(), 'open-data', 'copies')
/** Where a copy lies: under its own hash, so that no name from outside becomes a path. */
export const pathOfCopy = (sha256: Buffer): string => { const name = sha256.toString('hex'); return join(folder(), name.slice(0, 2), name) }

const making = new Map<string, Promise<Written>>()
let turn: Promise<unknown> = Promise.resolve()

/** The file of a version in a format: made once, one at a time in a process, however many ask for it. 下载文件 */
export function copyOfVersion(doing: Doing, version: Version, format: Format): Promise<Written> {
  const key = `${version.id} ${format}`
  const known = making.get(key)
  if (known) return known
  const made = turn.then(() => foundOrMade(doing, version, format)).finally(() => making.delete(key))
  turn = made.catch(() => {})
  making.set(key, made)
  return made
}

async function foundOrMade(doing: Doing, version: Version, format: Format): Promise<Written> {
  const known = await doing.read((deed) => openData(deed.tx).selectFrom('open_data.copy').select(['sha256', 'bytes']).where('version_id', '=', version.id).where('format', '=', format).executeTakeFirst())
  if (known && existsSync(pathOfCopy(known.sha256))) return { sha256: known.sha256, bytes: Number(known.bytes) }
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const draft = join(folder(), `${randomUUID()}.draft`)
  try {
    const written = await doing.read((deed) => writeCopy(draft, format, version.columns, pagesOf(deed, version.id)))
    const path = pathOfCopy(written.sha256)
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    await rename(draft, path)
    await doing.perform(async (deed) => {
      const row = { sha256: written.sha256, bytes: BigInt(written.bytes), made_at: deed.now }
      await openData(deed.tx).insertInto('open_data.copy').values({ version_id: version.id, format, ...row }).onConflict((old) => old.columns(['version_id', 'format']).doUpdateSet(row)).execute()
    })
    return written
  } finally {
    await rm(draft, { force: true })
  }
}

async function* pagesOf(deed: Deed, versionId: string): AsyncGenerator<Page> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ n: number; text: string }>`select n, to_json(cells)::text as text from open_data.row where version_id = ${versionId} and n > ${after} order by n limit ${PAGE}`.execute(openData(deed.tx))
    if (rows.length === 0) return
    yield rows.map(({ text }) => JSON.parse(text) as (string | null)[])
    after = rows.at(-1)!.n
  }
}

const OLD = 86_400_000

/** What a process that was killed left half done: a file that was being sent may hold personal data. 清理残留文件 */
async function sweepHalves(now: Date): Promise<void> {
  for (const [at, ending] of [[join(dataFolder(), 'open-data', 'incoming'), ''], [folder(), '.draft']] as const)
    for (const name of await readdir(at).catch(() => [])) {
      const path = join(at, name)
      const found = await stat(path).catch(() => null)
      if (found?.isFile() && name.endsWith(ending) && found.mtimeMs < now.getTime() - OLD) await rm(path, { force: true })
    }
}

/** Makes the files of large tables before somebody asks, one file a turn. 预生成下载文件 */
export async function makeCopies(run: JobRun): Promise<void> {
  await sweepHalves(run.now)
  const { rows: [next] } = await run.read((deed) => sql<Version & { format: Format }>`
    select v.id, v.columns, f.format from open_data.dataset d join open_data.version v on v.id = d.version_id cross join unnest(${formats}::text[]) with ordinality as f (format, place)
    where d.withdrawn_at is null and v.rows >= ${LARGE} and (f.format <> 'xlsx' or v.rows <= ${MOST_SHEET}) and not exists (select 1 from open_data.copy c where c.version_id = v.id and c.format = f.format)
    order by f.place, v.id limit 1`.execute(openData(deed.tx)))
  if (next) await copyOfVersion(run, next, next.format)
}
