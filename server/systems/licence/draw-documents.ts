import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { sealDocument } from '#primitives/credential'
import { record } from '#primitives/event'
import { attachFiles, keepFile, storeDocument, type StoredImage } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { drawLicence } from './draw-licence.ts'
import { contentOf } from './licence-content.ts'
import { licence } from './tables.ts'

const BATCH = 20

/** Draws the documents of what was just issued, outside any transaction, and seals each. One that cannot be drawn stays and is tried again; the leak page shows it. 制作证照文件 */
export async function drawDocuments(run: JobRun): Promise<void> {
  const rows = await run.read((deed) => licence(deed.tx).selectFrom('licence.undrawn as u').innerJoin('licence.licence as l', 'l.id', 'u.licence_id').select(['l.id', 'l.content']).orderBy('u.since').limit(BATCH).execute())
  for (const { id, content } of rows) {
    if (run.stopping.aborted) return
    try {
      const pdf = await drawLicence(contentOf({ content }))
      const [stored, sha256] = [await storeDocument(pdf), createHash('sha256').update(pdf).digest()]
      await run.perform((deed) => keepDocument(deed, id, stored, sha256))
    } catch (error) { log.error({ err: { message: (error as Error).message, stack: (error as Error).stack }, licence: id }, 'a licence could not be drawn') }
  }
}

/** The document, its seal and its leaf stand together or not at all; a licence that was taken back meanwhile gets none. 盖章归档 */
async function keepDocument(deed: Deed, id: string, stored: StoredImage, sha256: Buffer): Promise<void> {
  const due = await licence(deed.tx).deleteFrom('licence.undrawn').where('licence_id', '=', id).returning('licence_id').executeTakeFirst()
  if (!due) return
  const row = await licence(deed.tx).selectFrom('licence.licence').select(['holder_id', 'unit_id', 'number']).where('id', '=', id).executeTakeFirstOrThrow()
  const { id: fileId } = await keepFile(deed, stored)
  await attachFiles(deed, { home: 'licence', subjectId: id, use: 'document' }, [fileId])
  const seal = await sealDocument(deed, { departmentId: row.unit_id, sha256 })
  await licence(deed.tx).insertInto('licence.document').values({ licence_id: id, file_id: fileId, sha256, seal_key: seal.key, signature: seal.signature, sealed_at: seal.sealedAt }).execute()
  await appendLeaf(deed, { kind: 'licence.sealed', subjects: [row.holder_id], payload: { licence: id, number: row.number, unit: row.unit_id, sha256: sha256.toString('hex'), key: seal.key, signature: seal.signature.toString('base64') } })
  await record(deed, 'licence.licence.sealed', id, { number: row.number, unit: row.unit_id })
}
