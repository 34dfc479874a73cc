import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { fieldsOf, type Form } from '#base/form'
import { fileFor, filesOf, type KeptFile } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import type { DeskApplication } from '../contract.ts'
import { isOwn, requireApplication, requireAtDesk, type ApplicationRow } from '../find-application.ts'
import { fieldsSeen } from '../review/joint-parts.ts'
import { PAPER_FORM } from './keep-paper-form.ts'

/** A paper of an application, for the person, the counter that took it in and the unit that answers; whoever else than the person opens it leaves a leaf. 看材料 */
export async function openPaper(deed: Deed, applicationId: string, fileId: string, own: boolean): Promise<KeptFile> {
  const row = await (own ? requireApplication : requireAtDesk)(deed, applicationId)
  if (own && !isOwn(deed, row)) throw notFound('application.unknown')
  const kept = await fileFor(deed, fileId)
  if (kept.home !== 'application' || kept.subjectId !== row.id) throw notFound('file.not_found')
  const seen = await fieldsSeen(deed, row)
  if (seen && !seen.has(kept.use ?? '')) throw notFound('file.not_found') // of another department's part
  if (deed.actor.id !== row.person_id) await appendLeaf({ ...deed, purpose: 'review_application' }, { kind: 'application.paper_opened', subjects: [row.person_id], payload: { application: row.id, number: row.number, file: fileId, unit: deed.actor.departmentId } })
  return kept
}

/** The papers of an application, in the order of the form. 材料清单 */
export async function papersOf(deed: Deed, row: ApplicationRow, form: Form, sees: (field: string) => boolean = () => true): Promise<DeskApplication['papers']> {
  const kept = (await filesOf(deed, 'application', [row.id])).get(row.id) ?? []
  const sheet = { field: PAPER_FORM, label: '纸质申请表', english: 'Paper form', widget: 'file' as const }
  return [sheet, ...fieldsOf(form)].filter(({ field, widget }) => widget === 'file' && sees(field)).flatMap(({ field, label, english }) => kept.filter(({ use }) => use === field).map(({ id, copies }) => ({ id, label, english, document: copies.some(({ type }) => type === 'application/pdf') })))
}
