import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { attachFiles, type Place } from './attach-files.ts'
import { keepFile } from './keep-file.ts'
import { storeDocument } from './store-image.ts'

/** A document just drawn: its hash and size, and how it becomes the file of what it belongs to, in the transaction of what else is said of it. */
export type Drawn = Readonly<{ sha256: Buffer; bytes: number; keepAt(place: Place): Promise<string> }>
type DueDocuments<Due> = Readonly<{
  /** The word of what is drawn, for the log. */
  of: string
  /** What it is, where it is no PDF. */
  type?: string
  /** The oldest of them, without those. */
  due(deed: Deed, but: readonly string[]): Promise<Due[]>
  draw(due: NoInfer<Due>): Promise<Buffer>
  keep(deed: Deed, due: NoInfer<Due>, drawn: Drawn): Promise<void>
}>

const LONGEST = 3_600_000
/** What could not be drawn, until when it is left alone; a process that begins anew tries it at once. */
const failed = new Map<string, Readonly<{ until: number; wait: number }>>()

/** Draws what is due, outside any transaction, and keeps each in one of its own. One that cannot be drawn stays due and is tried again, each time after twice as long, so that it stands in nobody's way. 制作文件 */
export async function drawDue<Due extends { id: string }>(run: JobRun, { of, type, due, draw, keep }: DueDocuments<Due>): Promise<void> {
  const now = run.now.getTime()
  const but = [...failed].flatMap(([id, { until }]) => (until > now ? [id] : []))
  for (const one of await run.read((deed) => due(deed, but))) {
    if (run.stopping.aborted) return
    try {
      const document = await draw(one)
      const [stored, sha256] = [await storeDocument(document, type), createHash('sha256').update(document).digest()]
      await run.perform((deed) => keep(deed, one, { sha256, bytes: document.length, keepAt: async (place) => {
        const { id } = await keepFile(deed, stored)
        await attachFiles(deed, place, [id], { papers: true })
        return id
      } }))
      failed.delete(one.id)
    } catch (error) {
      const wait = Math.min(LONGEST, (failed.get(one.id)?.wait ?? 5000) * 2)
      if (failed.size > 10_000) failed.clear()
      failed.set(one.id, { until: now + wait, wait })
      log.error({ err: { message: (error as Error).message, stack: (error as Error).stack }, [of]: one.id }, 'a document could not be drawn')
    }
  }
}
