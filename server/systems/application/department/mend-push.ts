import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter } from '#primitives/matter'
import { formOfItem } from '#systems/service-item'
import { keepFilled } from '../draft/save-draft.ts'
import { openFilled, type Filled } from '../filled.ts'
import { requireOfUnit, type ApplicationRow } from '../find-application.ts'
import { tellMissing } from '../review/accept-application.ts'
import { application } from '../tables.ts'
import { openContent, type OutContent } from './message-content.ts'
import { ourField } from './department-fields.ts'
import { requireDecidedElsewhere } from './department-settings.ts'
import { caseOf, pushAgain, type DepartmentCase } from './push-on.ts'

/** What was refused there is pushed once more: somebody has mended the names or that system. 重推 */
export async function pushParked(deed: Deed, id: string): Promise<void> {
  const row = await requireOfUnit(deed, id, { handsOut: true })
  const held = await requireParked(deed, id)
  await pushAgain(deed, row, held.kind)
  await appendLeaf(deed, { kind: 'application.pushed_again', subjects: [row.person_id], payload: { application: id, number: row.number, version: held.version + 1, system: held.system_code } })
}

/** Whoever applied mends what that system does not accept, field by field: this is the one notice, and what they send is pushed. A value that the city gave, and that is not accepted there, they may say anew. 退回申请人改正 */
export async function returnToApplicant(deed: Deed, id: string): Promise<void> {
  const row = await requireOfUnit(deed, id, { handsOut: true })
  await requireParked(deed, id)
  if ((await requireMatter(deed, id)).state !== 'received') throw conflict('application.notice_given') // there is one notice
  const last = await application(deed.tx).selectFrom('application.department_message as m').innerJoin('application.department_content as c', 'c.message_id', 'm.id').select('c.content').where('m.application_id', '=', id).where('m.direction', '=', 'out').orderBy('m.id', 'desc').executeTakeFirstOrThrow()
  const { faults = [], reason = '' } = openContent<OutContent>(last)
  const { mapping } = await requireDecidedElsewhere(deed, row.item_code)
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const found = faults.map(({ field, reason: why }) => ({ own: ourField(form, mapping, field), why, as: field }))
  await keepFilled(deed, row, sayAnew(openFilled(row), found.flatMap(({ own }) => own?.field ?? [])))
  await tellMissing(deed, row, { materials: [...new Set(found.map(({ own, as }) => own?.label ?? as))], words: [reason, ...found.map(({ own, why, as }) => `${own?.label ?? as}：${why}`)].filter((one) => one !== '').join('；') })
}

function sayAnew({ typed, given, disputed }: Filled, fields: readonly string[]): Filled {
  const again = new Set(fields.filter((field) => given[field]?.value !== undefined))
  return {
    typed: { ...typed, ...Object.fromEntries([...again].map((field) => [field, disputed[field]?.value ?? given[field]!.value])) },
    given: Object.fromEntries(Object.entries(given).filter(([field]) => !again.has(field))), disputed: Object.fromEntries(Object.entries(disputed).filter(([field]) => !again.has(field))),
  }
}

async function requireParked(deed: Deed, id: string): Promise<DepartmentCase> {
  const held = await caseOf(deed, id)
  if (held?.state !== 'parked') throw conflict('application.not_parked')
  return held
}

/** Whether the applicant may be asked: nobody has asked them before. */
export const returnable = async (deed: Deed, { id }: Pick<ApplicationRow, 'id'>, { state }: DepartmentCase): Promise<boolean> => state === 'parked' && (await requireMatter(deed, id)).state === 'received'
