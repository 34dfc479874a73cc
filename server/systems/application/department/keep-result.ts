import type { Deed } from '#base/deed'
import { attachFiles, keepFile } from '#primitives/file'
import { advance, type Matter } from '#primitives/matter'
import { itemOfVersion } from '#systems/service-item'
import type { DepartmentStatus } from '../contract.ts'
import type { ApplicationRow } from '../find-application.ts'
import { finishApproval } from '../review/decide-application.ts'
import { askedOfDecider, keepFound, type Found } from '../review/found-values.ts'
import { judged } from '../review/judged.ts'
import { application } from '../tables.ts'
import type { FoundThere } from './department-settings.ts'
import type { Heard } from './heed-status.ts'

/** No field of a form can have this name. */
export const RESULT = 'department-result'
type Result = NonNullable<DepartmentStatus['result']>

/** Approved there: the result is kept with its hash, and what it says is issued and delivered as if it had been found here. 部门系统准予 */
export async function keepResult(deed: Deed, known: ApplicationRow, result: Result, { messageId, status, system, mapping, document }: Heard): Promise<Matter> {
  const item = await itemOfVersion(deed, known.item_code, known.item_version)
  const { values } = await judged(deed, known)
  const asked = new Set((await askedOfDecider(deed, item, values)).map(({ code }) => code))
  const row = await keepFound(deed, known, item, { values, found: foundIn(mapping.found ?? {}, asked, result) })
  const approved = await advance(deed, row.id, 'approve', { note: status.words ?? `${system.name}，${result.number}` })
  const kept = document && (await keepDocument(deed, row, document, result.document!))
  await application(deed.tx).updateTable('application.department_case').set({ result_id: messageId, ...kept }).where('application_id', '=', row.id).execute()
  const list = [`${system.name}：${result.number}`, ...(result.until === undefined ? [] : [`${result.from ?? result.issuedOn} — ${result.until}`])]
  return finishApproval(deed, row, approved, { letter: 'approved_elsewhere', list, values, automatic: false, clauses: null })
}

async function keepDocument(deed: Deed, { id: subjectId }: ApplicationRow, document: NonNullable<Heard['document']>, sha256: string): Promise<{ document_hash: Buffer; file_id: string }> {
  const { id } = await keepFile(deed, document)
  await attachFiles(deed, { home: 'application', subjectId, use: RESULT }, [id], { papers: true })
  return { document_hash: Buffer.from(sha256, 'hex'), file_id: id }
}

/** What is asked of whoever decides, from the values of the result; a code of theirs is a word of ours. */
const foundIn = (there: FoundThere, asked: ReadonlySet<string>, { values = {} }: Result): Found =>
  Object.fromEntries(Object.entries(there).flatMap(([field, { from, codes }]) => { const value = values[from]; return value === undefined || !asked.has(field) ? [] : [[field, codes?.[String(value)] ?? value]] }))
