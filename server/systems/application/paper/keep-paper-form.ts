import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { attachFiles, filesOf, keepOnly } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter } from '#primitives/matter'
import { paperForm, type PaperForm } from '#systems/service-item'
import { yours } from '../application-actions.ts'
import type { KeepPaperForm } from '../contract.ts'
import { openFilled, valuesOf } from '../filled.ts'
import { requireOwn, type ApplicationRow } from '../find-application.ts'

/** Where the pages of the paper form lie: beside the files that the form itself takes. */
export const PAPER_FORM = 'paper_form'

/** The pages of the paper form that belong to an application, in order. */
export const paperFormOf = async (deed: Deed, id: string): Promise<string[]> => ((await filesOf(deed, 'application', [id])).get(id) ?? []).filter(({ use }) => use === PAPER_FORM).map((one) => one.id)

/** The sheet that the person wrote on and signed is kept with what was typed from it. 收纸质申请表 */
export async function keepPaperForm(deed: Deed, id: string, { papers }: KeepPaperForm): Promise<KeepPaperForm> {
  await requireOpen(deed, id)
  const place = { home: 'application', subjectId: id, use: PAPER_FORM }
  await keepOnly(deed, place, papers)
  await attachFiles(deed, place, papers, { papers: true })
  return { papers: await paperFormOf(deed, id) }
}

/** The form on paper for whoever asks for it at a counter, with what is known already: that is in their hand from then on, and leaves a leaf. 打印本人的申请表 */
export async function printPaperForm(deed: Deed, id: string): Promise<PaperForm> {
  const row = await requireOpen(deed, id)
  const filled = openFilled(row)
  await appendLeaf(deed, { kind: 'application.form_printed', subjects: [row.person_id], payload: { application: id, number: row.number, unit: deed.actor.departmentId, formVersion: row.form_version } })
  return paperForm(deed, row.item_code, row.form_version, { number: row.number, values: valuesOf(filled), given: new Set(Object.entries(filled.given).filter(([, { value }]) => value !== undefined).map(([field]) => field)) })
}

/** Written on is what the applicant may still change. */
async function requireOpen(deed: Deed, id: string): Promise<ApplicationRow> {
  const row = await requireOwn(deed, id)
  if (!yours.has((await requireMatter(deed, id)).state)) throw conflict(row.submitted_at === null ? 'application.draft_over' : 'application.submitted_already', { number: row.number })
  return row
}
