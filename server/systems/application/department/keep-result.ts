import type { Deed } from '#base/deed'
import { attachFiles, keepFile } from '#primitives/file'
import { advance, type Matter } from '#primitives/matter'
import { issueLicence } from '#systems/licence'
import type { DepartmentStatus } from '../contract.ts'
import type { ApplicationRow } from '../find-application.ts'
import { finishApproval } from '../review/decide-application.ts'
import { basisOf } from '../review/issue-results.ts'
import { application } from '../tables.ts'
import type { Heard } from './heed-status.ts'

/** No field of a form can have this name. */
export const RESULT = 'department-result'
type Result = NonNullable<DepartmentStatus['result']>

/** Approved there: the result is kept with its hash and, where it is a licence of ours, issued into the wallet on the basis of this application; with either the person has it. 部门系统准予 */
export async function keepResult(deed: Deed, row: ApplicationRow, result: Result, { messageId, status, system, mapping, document }: Heard): Promise<Matter> {
  const approved = await advance(deed, row.id, 'approve', { note: status.words ?? `${system.name}，${result.number}` })
  let kept: Readonly<{ document_hash: Buffer; file_id: string }> | null = null
  if (document) {
    const { id } = await keepFile(deed, document)
    await attachFiles(deed, { home: 'application', subjectId: row.id, use: RESULT }, [id], { papers: true })
    kept = { document_hash: Buffer.from(result.document!, 'hex'), file_id: id }
  }
  await application(deed.tx).updateTable('application.department_case').set({ result_id: messageId, ...kept }).where('application_id', '=', row.id).execute()
  if (mapping.result) await issueLicence(deed, { kind: mapping.result.licence, holderId: row.person_id, unitId: row.unit_id, basis: basisOf(row), values: licenceValues(mapping.result.values, result), ...(result.until === undefined ? {} : { until: result.until }) })
  const list = [`${system.name}：${result.number}`, ...(result.until === undefined ? [] : [`${result.from ?? result.issuedOn} — ${result.until}`])]
  const matter = await finishApproval(deed, row, approved, { letter: 'approved_elsewhere', list, values: {}, automatic: false, clauses: null })
  if (matter.state !== 'approved' || (!kept && !mapping.result)) return matter // what is neither here nor in the wallet is still to be handed over
  return advance(deed, row.id, 'deliver', { note: mapping.result ? '电子证照已放进卡包，结果文件在办件里' : '结果文件已放进办件' })
}

/** What the licence says, from what the result says; a code of theirs is a word of ours. */
function licenceValues(values: NonNullable<Heard['mapping']['result']>['values'], { values: said = {} }: Result): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).flatMap(([field, { from, codes }]) => { const value = said[from]; return value === undefined ? [] : [[field, codes?.[String(value)] ?? value]] }))
}
