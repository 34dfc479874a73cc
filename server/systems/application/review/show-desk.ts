import type { Deed } from '#base/deed'
import type { Field } from '#base/form'
import { appendLeaf } from '#primitives/ledger'
import { findMatters, matterTrace, mayDo } from '#primitives/matter'
import { findUnits, maskAddress, maskName, maskNumber, maskPhone } from '#primitives/party'
import { itemOfVersion } from '#systems/service-item'
import { deskActions } from '../application-actions.ts'
import type { DeskApplication } from '../contract.ts'
import { requireApplication, type ApplicationRow } from '../find-application.ts'
import { lettersOf } from '../letter/find-letters.ts'
import { materialStates } from '../lacking-materials.ts'
import { papersOf } from '../paper/find-papers.ts'
import { sourcesOf, stepsOf } from '../show-application.ts'
import { application } from '../tables.ts'
import { deskRows } from './find-desk.ts'
import { judged } from './judged.ts'

/** An application beside its conditions: values with their source, materials, clause by clause; numbers and names stay masked. 审批详情 */
export const showDesk = async (deed: Deed, id: string): Promise<DeskApplication> => shown(deed, await requireApplication(deed, id), false)

/** The same in full, for whoever has to compare: whom it is about sees that it was opened. 查看全部内容 */
export async function openDesk(deed: Deed, id: string): Promise<DeskApplication> {
  const row = await requireApplication(deed, id)
  await appendLeaf({ ...deed, purpose: 'review_application' }, { kind: 'application.opened', subjects: [row.person_id], payload: { application: id, number: row.number, unit: deed.actor.departmentId } })
  return shown(deed, row, true)
}

async function shown(deed: Deed, row: ApplicationRow, whole: boolean): Promise<DeskApplication> {
  const { items: matters } = await findMatters(deed, { ids: [row.id] }, { limit: 1 })
  const { form, filled, values, clauses, grounds } = await judged(deed, row)
  const doable = (await mayDo(deed, row.id)).filter(({ action }) => action in deskActions && deed.actor.grants.some(({ permissions }) => permissions.has(deskActions[action as keyof typeof deskActions])))
  const joint = await application(deed.tx).selectFrom('application.joint').selectAll().where('application_id', '=', row.id).orderBy('asked_at').execute()
  const names = await findUnits(deed, joint.map(({ unit_id: unit }) => unit))
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  return {
    application: (await deskRows(deed, [row], matters)).get(row.id)!, whole,
    parts: form.parts.map(({ part, title, english, fields }) => ({ part, title, english, fields: fields.filter(({ field, widget }) => widget !== 'file' && values[field] !== undefined).map((field) => ({ field: field.field, label: field.label, english: field.english, value: whole ? said(field, values[field.field]) : masked(field, values[field.field]), masked: !whole && isMasked(field) })) })).filter(({ fields }) => fields.length > 0),
    sources: sourcesOf(form, filled), materials: materialStates(form, filled, values), papers: await papersOf(deed, row, form), clauses: clauses?.map(({ clause, name, outcome, sentence }) => ({ clause, name, outcome, sentence })) ?? null, grounds: [...grounds],
    missing: row.missing as DeskApplication['missing'], lacking: row.lacking as DeskApplication['lacking'], letters: await lettersOf(deed, row.id), steps: stepsOf(await matterTrace(deed, row.id, 'staff')),
    may: doable.filter(({ action }) => action !== 'bring_lacking' || row.lacking !== null).map(({ action, name, reasons }) => ({ action, name, reasons: reasons && [...reasons] })), conditions: (item.conditions ?? []).map(({ text }) => text),
    opinions: joint.map((one) => ({ unit: { code: one.unit_id, name: names.get(one.unit_id)?.name ?? one.unit_id }, question: one.question, answered: one.answered_at !== null, agrees: one.agrees, words: one.words })),
  }
}

const hides: Partial<Record<Field['widget'], (text: string) => string>> = { identity_number: maskNumber, phone: maskPhone, bank_card: (text) => `${text.slice(0, 4)}****${text.slice(-4)}` }
const named = new Set(['name'])
const isMasked = ({ widget, field }: Field): boolean => widget in hides || widget === 'person' || named.has(field) || field.endsWith('address')

/** Options by their labels; files by how many there are. */
function said({ widget, options }: Field, value: unknown): unknown {
  const label = (one: unknown): unknown => options?.find((option) => option.value === one)?.label ?? one
  return widget === 'choice' ? label(value) : Array.isArray(value) && options ? value.map(label) : value
}

function masked(field: Field, value: unknown): unknown {
  if (typeof value === 'string') return hides[field.widget]?.(value) ?? (named.has(field.field) ? maskName(value) : field.field.endsWith('address') ? maskAddress(value) : said(field, value))
  if (field.widget === 'person' && value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === 'name' ? maskName(String(one)) : key === 'identity_number' ? maskNumber(String(one)) : one]))
  return said(field, value)
}

