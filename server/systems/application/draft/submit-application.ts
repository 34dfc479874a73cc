import type { Deed } from '#base/deed'
import { cityDay } from '#base/clock'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, requireMatter } from '#primitives/matter'
import { tiePerson } from '#primitives/party'
import { cityOf } from '#primitives/place'
import { formOfItem, itemInForce, itemOfVersion, judgeForm } from '#systems/service-item'
import { approveAtOnce } from '../approve-at-once.ts'
import type { SaveDraft, SubmittedApplication } from '../contract.ts'
import { isServed } from '../counter/with-whoever-is-here.ts'
import { pushToDepartment } from '../department/push-on.ts'
import { valuesOf } from '../filled.ts'
import { bringFeeAtOnce } from '../fee/await-payment.ts'
import { requireOwn, sourceOf, type ApplicationRow } from '../find-application.ts'
import { lackingMaterials } from '../lacking-materials.ts'
import { writeLetter } from '../letter/write-letter.ts'
import { limitsOf } from '../limits-of.ts'
import { releaseDraft } from '../open-draft.ts'
import { takePapers } from '../paper/take-papers.ts'
import { askParts, jointUnits, withinOf } from '../review/joint-parts.ts'
import { requireAssurance } from '../proxy/require-assurance.ts'
import { tellOfProxy } from '../proxy/tell-applicant.ts'
import { countFields } from '../tally.ts'
import { walletFor } from '../wallet-for.ts'
import { keepFilled, requireDraft, typedInto } from './save-draft.ts'

/** Hands an application in: everything that is wrong is told at once and by field, and then nothing is handed in; a second tap or tab finds it handed in. 提交申请 */
export async function submitApplication(deed: Deed, id: string, draft: SaveDraft): Promise<SubmittedApplication> {
  const known = await requireOwn(deed, id) // locked: of two taps the second waits, and sees what the first did
  if (known.submitted_at !== null) return asSubmitted(deed, known)
  const row = await requireDraft(deed, id, draft.version)
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const filled = await typedInto(deed, row, draft.values)
  const wallet = await walletFor(deed, row, form)
  const { faults, values } = await judgeForm(deed, form, valuesOf(filled), { lacking: lackingMaterials(form, filled, wallet) })
  if (faults.length > 0) {
    const version = await keepFilled(deed, row, filled)
    return { id, number: row.number, state: 'drafting', stateDueAt: null, version, faults: faults.map(({ facts, ...fault }) => ({ ...fault, facts: { ...facts } })) }
  }
  await walletFor(deed, row, form, { relied: true })
  await keepFilled(deed, row, filled, { submitted_at: deed.now, submitted_by: deed.actor.postId ?? deed.actor.id })
  await takePapers(deed, row, form, values)
  const inForce = await itemInForce(deed, row.item_code, row.division_path === '' ? null : row.division_path.split('/').at(-1)!)
  if (row.began_by_unit === null && !isServed(deed)) await requireAssurance(deed, inForce.item, row.call_id === null ? undefined : row.person_id)
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  const joint = await jointUnits(deed, row, item, values)
  const matter = await advance(deed, id, 'submit', { assignTo: { unitId: row.unit_id }, supporting: joint, limits: { ...(await limitsOf(deed, inForce.clocks)), ...withinOf(item) } })
  await releaseDraft(deed, id)
  if (row.subject_kind === 'person') await tiePerson(deed, row.person_id, { departmentId: row.unit_id, reason: 'application.submitted' })
  await appendLeaf(deed, { kind: 'application.submitted', subjects: [row.person_id], payload: { application: id, number: row.number, item: row.item_code, itemVersion: row.item_version, formVersion: row.form_version, unit: row.unit_id, source: sourceOf(row), call: row.call_id, proxy: deed.subject === null || isServed(deed) ? null : deed.actor.id, counter: isServed(deed) ? deed.actor.departmentId : null } })
  await record(deed, 'application.application.submitted', id, { item: row.item_code, unit: row.unit_id, [row.subject_kind]: row.person_id })
  const submitted = { ...row, submitted_at: deed.now, filled_version: row.filled_version + 1 }
  const { zone } = await cityOf(deed)
  await writeLetter(deed, submitted, 'receipt', { until: matter.stateDueAt ? cityDay(new Date(matter.stateDueAt.getTime() - 1), zone) : '' })
  if (deed.subject !== null) await tellOfProxy(deed, row, inForce.item.name)
  await askParts(deed, submitted, item, joint)
  await bringFeeAtOnce(deed, submitted)
  const elsewhere = await pushToDepartment(deed, submitted)
  const automatic = inForce.item.instant === true && joint.length === 0 && !elsewhere && (await approveAtOnce(deed, submitted, { form, filled, values, wallet }))
  await countFields(deed, submitted, { form, filled, values, wallet, automatic })
  return asSubmitted(deed, submitted)
}

async function asSubmitted(deed: Deed, row: ApplicationRow): Promise<SubmittedApplication> {
  const { state, stateDueAt } = await requireMatter(deed, row.id)
  return { id: row.id, number: row.number, state, stateDueAt: stateDueAt?.toISOString() ?? null, version: row.filled_version, faults: [] }
}
