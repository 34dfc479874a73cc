import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { JobRun } from '#base/home'
import { zipNames } from '#base/zip'
import { sealDocument } from '#primitives/credential'
import { copyOf, drawDue, fileFor, openCopy, type Drawn, type StoredCopy } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { requireUnit } from '#primitives/party'
import { requireOwn } from '../find-licence.ts'
import { licence } from '../tables.ts'
import { documentCopy } from '../wallet.ts'
import { ofdMakerHere, type ToOfd } from './ofd-maker.ts'

const BATCH = 5
const MOST = 20_000_000
type Due = Omit<ToOfd, 'pdf'> & Readonly<{ id: string; copy: StoredCopy }>

/** Whoever has a licence gets it as an OFD too, where the city's own system makes one; said in the transaction that seals the PDF. 待制作版式文件 */
export async function oweOfd(deed: Deed, licenceId: string): Promise<void> {
  if (ofdMakerHere()) await licence(deed.tx).insertInto('licence.ofd').values({ licence_id: licenceId, due_since: deed.now, file_id: null, sha256: null, seal_key: null, signature: null, sealed_at: null }).onConflict((old) => old.doNothing()).execute()
}

/** Has the OFDs made that are due, one after another, outside any transaction. What comes back and is no OFD is not kept. 制作版式文件 */
export async function makeOfds(run: JobRun): Promise<void> {
  const maker = ofdMakerHere()
  if (!maker) return
  await drawDue<Due>(run, { of: 'ofd', type: 'application/ofd', due: findDue, keep: keepOfd, draw: async ({ copy, ...asked }) => judged(await maker.make({ ...asked, pdf: (await openCopy(copy)).bytes })) })
}

async function findDue(deed: Deed, but: readonly string[]): Promise<Due[]> {
  const rows = await licence(deed.tx).selectFrom('licence.ofd as o').innerJoin('licence.licence as l', 'l.id', 'o.licence_id').select(['l.id', 'l.number', 'l.kind', 'l.unit_id']).where('o.due_since', 'is not', null).where('l.id', '!=', sql<string>`all(${but}::uuid[])`).orderBy('o.due_since').limit(BATCH).execute()
  const due: Due[] = []
  for (const { id, number, kind, unit_id: unit } of rows) due.push({ id, number, kind, unit, unitName: (await requireUnit(deed, unit)).name, copy: await documentCopy(deed, id) })
  return due
}

/** An OFD is a ZIP whose first document says what it is (GB/T 33190—2016, 7.1). */
async function judged(bytes: Buffer): Promise<Buffer> {
  if (bytes.length > MOST || !(await zipNames(bytes)).includes('OFD.xml')) throw new Error('what the seal system answered is no OFD')
  return bytes
}

async function keepOfd(deed: Deed, { id, unit, number }: Due, { sha256, keepAt }: Drawn): Promise<void> {
  const row = await licence(deed.tx).selectFrom('licence.ofd as o').innerJoin('licence.licence as l', 'l.id', 'o.licence_id').select('l.holder_id').where('l.id', '=', id).where('o.due_since', 'is not', null).forUpdate('o').executeTakeFirst()
  if (!row) return
  const fileId = await keepAt({ home: 'licence', subjectId: id, use: 'ofd' })
  const seal = await sealDocument(deed, { departmentId: unit, sha256 })
  await licence(deed.tx).updateTable('licence.ofd').set({ due_since: null, file_id: fileId, sha256, seal_key: seal.key, signature: seal.signature, sealed_at: seal.sealedAt }).where('licence_id', '=', id).execute()
  await appendLeaf(deed, { kind: 'licence.ofd_made', subjects: [row.holder_id], payload: { licence: id, number, unit, sha256: sha256.toString('hex'), key: seal.key, signature: seal.signature.toString('base64') } })
}

/** The OFD, for its holder. 本人的版式文件 */
export async function ownOfd(deed: Deed, id: string): Promise<{ copy: StoredCopy; number: string }> {
  const row = await requireOwn(deed, id)
  const made = await licence(deed.tx).selectFrom('licence.ofd').select('file_id').where('licence_id', '=', id).executeTakeFirst()
  if (!made?.file_id) throw notFound('licence.no_ofd')
  return { copy: copyOf(await fileFor(deed, made.file_id), 'work'), number: row.number }
}
