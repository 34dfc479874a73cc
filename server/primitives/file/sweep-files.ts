import type { JobRun } from '#base/home'
import { filesHere } from './files-here.ts'
import { file } from './tables.ts'

const DAY = 86_400_000

/** Forgets files that nothing referred to for 24 hours, then removes from disk what no row names: uploads whose transaction never came, and copies of files that were let go. 清理文件 */
export async function sweepFiles(run: JobRun): Promise<void> {
  const before = new Date(run.now.getTime() - DAY)
  await run.perform((deed) => file(deed.tx).deleteFrom('file.file').where('home', 'is', null).where('uploaded_at', '<', before).execute())
  const { store } = filesHere()
  for await (const names of store.writtenBefore(before)) {
    if (names.length === 0) continue
    const rows = await run.read((deed) => file(deed.tx).selectFrom('file.copy').select('sha256').where('sha256', 'in', names).execute())
    const named = new Set(rows.map(({ sha256 }) => sha256))
    for (const name of names) if (!named.has(name)) await store.remove(name)
  }
}
