import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { attachFiles, type Place } from './attach-files.ts'
import { keepFile } from './keep-file.ts'
import { storeDocument } from './store-image.ts'

/** A document just drawn: its hash, and how it becomes the file of what it belongs to, in the transaction of what else is said of it. */
export type Drawn = Readonly<{ sha256: Buffer; keepAt(place: Place): Promise<string> }>
type DueDocuments<Due> = Readonly<{
  /** The word of what is drawn, for the log. */
  of: string
  due(deed: Deed): Promise<Due[]>
  draw(due: NoInfer<Due>): Promise<Buffer>
  keep(deed: Deed, due: NoInfer<Due>, drawn: Drawn): Promise<void>
}>

/** Draws what is due, outside any transaction, and keeps each in one of its own. One that cannot be drawn stays due and is tried again. 制作文件 */
export async function drawDue<Due extends { id: string }>(run: JobRun, { of, due, draw, keep }: DueDocuments<Due>): Promise<void> {
  for (const one of await run.read(due)) {
    if (run.stopping.aborted) return
    try {
      const pdf = await draw(one)
      const [stored, sha256] = [await storeDocument(pdf), createHash('sha256').update(pdf).digest()]
      await run.perform((deed) => keep(deed, one, { sha256, keepAt: async (place) => {
        const { id } = await keepFile(deed, stored)
        await attachFiles(deed, place, [id], { papers: true })
        return id
      } }))
    } catch (error) { log.error({ err: { message: (error as Error).message, stack: (error as Error).stack }, [of]: one.id }, 'a document could not be drawn') }
  }
}
