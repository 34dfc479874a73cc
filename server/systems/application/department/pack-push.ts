import { createHash, randomUUIDv7 } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { fieldsOf } from '#base/form'
import { filesOf, openCopy, type StoredCopy } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { formOfItem } from '#systems/service-item'
import { openApplicant } from '../filled.ts'
import { requireApplication, type ApplicationRow } from '../find-application.ts'
import { judged } from '../review/judged.ts'
import { application } from '../tables.ts'
import { openContent, sealContent, type OutContent } from './message-content.ts'
import { theirValues } from './department-fields.ts'
import type { Pushed } from './department-port.ts'
import { requireDecidedElsewhere, type DepartmentItem } from './department-settings.ts'
import type { DuePush } from './push-due.ts'
import type { DepartmentCase } from './push-on.ts'

type Paper = Readonly<{ name: string; copy: StoredCopy }>
type HashedPaper = Paper & Readonly<{ sha256: string; bytes: number }>
export type Package = Readonly<{ sent: Pushed; papers: readonly HashedPaper[] }>
/** So long nobody else tries the same version: longer than one try may take. */
const LEASE = 600_000

/** The papers of the fields that that system has a name for, in the order of the form. */
export async function papersOf(deed: Deed, { application_id: id }: DuePush): Promise<Paper[]> {
  const row = await requireApplication(deed, id)
  const { mapping } = await requireDecidedElsewhere(deed, row.item_code)
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const kept = (await filesOf(deed, 'application', [id])).get(id) ?? []
  return fieldsOf(form).filter(({ widget }) => widget === 'file').flatMap(({ field }) => {
    const as = mapping.fields.find((one) => one.field === field)?.as
    return as === undefined ? [] : kept.filter(({ use }) => use === field).flatMap(({ copies }) => copies.filter(({ variant }) => variant === 'work').map((copy) => ({ name: as, copy })))
  })
}

/** By their bytes, opened one after another, outside any transaction; they are read again when they are sent. */
export async function hashed(papers: readonly Paper[]): Promise<HashedPaper[]> {
  const found: HashedPaper[] = []
  for (const paper of papers) {
    const { bytes } = await openCopy(paper.copy)
    found.push({ ...paper, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length })
  }
  return found
}

/** What leaves is written down before it leaves, once a version: the leaf says what of whom went where and why, and another try sends the same. Null = it is not to be pushed any more. 出库留痕 */
export async function takeLeave(deed: Deed, { application_id: id, version }: DuePush, papers: readonly HashedPaper[]): Promise<Package | null> {
  const db = application(deed.tx)
  const held = await db.selectFrom('application.department_case').selectAll().where('application_id', '=', id).where('version', '=', version).where('state', '=', 'due').forUpdate().executeTakeFirst()
  if (!held) return null
  await db.updateTable('application.department_case').set({ next_at: new Date(deed.now.getTime() + LEASE), left_at: held.left_at ?? deed.now }).where('application_id', '=', id).execute()
  const sent = held.left_at === null ? await writeDown(deed, await requireApplication(deed, id), held, papers) : await leftBefore(deed, held)
  return { sent, papers: papers.filter(({ sha256 }) => sent.papers.some((one) => one.sha256 === sha256)) }
}

async function writeDown(deed: Deed, row: ApplicationRow, { version, kind, system_code: system }: DepartmentCase, papers: readonly HashedPaper[]): Promise<Pushed> {
  const { mapping } = await requireDecidedElsewhere(deed, row.item_code)
  const sent = { number: row.number, version, kind, item: mapping.as, subject: subjectOf(row, mapping.subject), ...(kind === 'withdraw' ? { values: {}, papers: [] } : await filledIn(deed, row, mapping, papers)) }
  const hash = createHash('sha256').update(canonicalJson(sent)).digest()
  const id = randomUUIDv7()
  await application(deed.tx).insertInto('application.department_message').values({ id, system_code: system, number: row.number, application_id: row.id, direction: 'out', what: kind, sequence: version, their_id: null, at: deed.now, content_hash: hash, outcome: 'waiting', reason: null, settled_at: null, settled_by: null }).execute()
  await application(deed.tx).insertInto('application.department_content').values({ message_id: id, application_id: row.id, content: sealContent({ pushed: sent }) }).execute()
  await appendLeaf({ ...deed, purpose: 'decide_elsewhere' }, {
    kind: 'application.pushed_to_department', subjects: [row.person_id],
    payload: { application: row.id, number: row.number, version, what: kind, system, unit: row.unit_id, fields: Object.keys(sent.values), papers: sent.papers.map(({ sha256 }) => sha256), sha256: hash.toString('hex') },
  })
  return sent
}

function subjectOf(row: ApplicationRow, as: Readonly<{ name: string; number: string; phone?: string }>): Record<string, string> {
  const { name, number, phone } = openApplicant(row)
  return { [as.name]: name, ...(number === null ? {} : { [as.number]: number }), ...(as.phone === undefined || phone === null ? {} : { [as.phone]: phone }) }
}

async function filledIn(deed: Deed, row: ApplicationRow, mapping: DepartmentItem, papers: readonly HashedPaper[]): Promise<Pick<Pushed, 'values' | 'papers'>> {
  const { form, values } = await judged(deed, row)
  return { values: theirValues(form, mapping, values), papers: papers.map(({ name, sha256, copy: { type }, bytes }) => ({ name, sha256, type, bytes })) }
}

async function leftBefore(deed: Deed, { application_id: id, version }: DepartmentCase): Promise<Pushed> {
  const held = await application(deed.tx).selectFrom('application.department_message as m').innerJoin('application.department_content as c', 'c.message_id', 'm.id').select('c.content').where('m.application_id', '=', id).where('m.direction', '=', 'out').where('m.sequence', '=', version).executeTakeFirstOrThrow()
  return openContent<OutContent>(held).pushed
}
