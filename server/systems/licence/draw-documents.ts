import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { sealDocument } from '#primitives/credential'
import { record } from '#primitives/event'
import { drawDue, type Drawn } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { drawLicence } from './draw-licence.ts'
import { contentOf } from './licence-content.ts'
import { oweOfd } from './ofd/make-ofd.ts'
import { licence } from './tables.ts'

const BATCH = 20

/** Draws the documents of what was just issued and seals each. One that cannot be drawn stays due; the leak page shows it. 制作证照文件 */
export const drawDocuments = (run: JobRun): Promise<void> => drawDue(run, {
  of: 'licence',
  due: (deed, but) => licence(deed.tx).selectFrom('licence.undrawn as u').innerJoin('licence.licence as l', 'l.id', 'u.licence_id').select(['l.id', 'l.content']).where('l.id', '!=', sql<string>`all(${but}::uuid[])`).orderBy('u.since').limit(BATCH).execute(),
  draw: ({ content }) => drawLicence(contentOf({ content })),
  keep: keepDocument,
})

/** The document, its seal and its leaf stand together or not at all; a licence that was taken back meanwhile gets none. 盖章归档 */
async function keepDocument(deed: Deed, { id }: { id: string }, { sha256, keepAt }: Drawn): Promise<void> {
  const due = await licence(deed.tx).deleteFrom('licence.undrawn').where('licence_id', '=', id).returning('licence_id').executeTakeFirst()
  if (!due) return
  const row = await licence(deed.tx).selectFrom('licence.licence').select(['holder_id', 'unit_id', 'number']).where('id', '=', id).executeTakeFirstOrThrow()
  const fileId = await keepAt({ home: 'licence', subjectId: id, use: 'document' })
  const seal = await sealDocument(deed, { departmentId: row.unit_id, sha256 })
  await licence(deed.tx).insertInto('licence.document').values({ licence_id: id, file_id: fileId, sha256, seal_key: seal.key, signature: seal.signature, sealed_at: seal.sealedAt }).execute()
  await appendLeaf(deed, { kind: 'licence.sealed', subjects: [row.holder_id], payload: { licence: id, number: row.number, unit: row.unit_id, sha256: sha256.toString('hex'), key: seal.key, signature: seal.signature.toString('base64') } })
  await oweOfd(deed, id)
  await record(deed, 'licence.licence.sealed', id, { number: row.number, unit: row.unit_id })
}
