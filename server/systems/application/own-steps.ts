import type { Deed } from '#base/deed'
import { conflict, stale } from '#base/errors'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import { appendLeaf } from '#primitives/ledger'
import { judgeForm } from '#systems/service-item'
import type { SaveDraft, StepOnly, SubmittedApplication } from './contract.ts'
import { pushAgain } from './department/push-on.ts'
import { keepFilled, typedInto } from './draft/save-draft.ts'
import { valuesOf } from './filled.ts'
import { requireOwn } from './find-application.ts'
import { lackingMaterials } from './lacking-materials.ts'
import { takePapers } from './paper/take-papers.ts'
import { walletFor } from './wallet-for.ts'
import { bringLacking } from './review/accept-application.ts'
import { judged } from './review/judged.ts'
import { askAgain, partsToLookAt } from './review/joint-parts.ts'

/** What the one notice asked for is here. 提交补正 */
export async function supplyMissing(deed: Deed, id: string, { version: known, values: sent }: SaveDraft): Promise<SubmittedApplication> {
  const row = await requireOwn(deed, id)
  if ((await requireMatter(deed, id)).state !== 'supplementing') throw conflict('application.nothing_asked')
  if (row.filled_version !== known) throw stale('application.saved_elsewhere', { version: row.filled_version })
  const { form, wallet, values: before } = await judged(deed, row)
  const filled = await typedInto(deed, row, sent)
  const { faults, values } = await judgeForm(deed, form, valuesOf(filled), { lacking: lackingMaterials(form, filled, wallet) })
  const version = await keepFilled(deed, row, filled)
  if (faults.length > 0) return { id, number: row.number, state: 'supplementing', stateDueAt: null, version, faults: faults.map(({ facts, ...fault }) => ({ ...fault, facts: { ...facts } })) }
  await walletFor(deed, row, form, { relied: true })
  await takePapers(deed, row, form, values)
  const again = await partsToLookAt(deed, row, before, values)
  const { state, stateDueAt } = await advance(deed, id, 'supply', { supporting: again })
  await askAgain(deed, row, again)
  await pushAgain(deed, row, 'supplement')
  return { id, number: row.number, state, stateDueAt: stateDueAt?.toISOString() ?? null, version, faults: [] }
}

export const bringOwn = async (deed: Deed, id: string, { version }: StepOnly): Promise<Matter> => bringLacking(deed, await requireOwn(deed, id), version)

/** Before a decision an application is its applicant's to take back. 撤回申请 */
export async function withdrawApplication(deed: Deed, id: string, { version }: StepOnly): Promise<Matter> {
  const row = await requireOwn(deed, id)
  const matter = await advance(deed, id, 'withdraw', version === undefined ? {} : { version })
  await pushAgain(deed, row, 'withdraw')
  await appendLeaf(deed, { kind: 'application.withdrawn', subjects: [row.person_id], payload: { application: id, number: row.number } })
  return matter
}
