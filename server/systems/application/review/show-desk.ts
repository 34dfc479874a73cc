import type { Deed } from '#base/deed'
import { appendLeaf } from '#primitives/ledger'
import { findMatters, matterTrace, mayDo, openShares } from '#primitives/matter'
import { itemOfVersion, type ItemSaid } from '#systems/service-item'
import { deskActions } from '../application-actions.ts'
import type { DeskApplication } from '../contract.ts'
import { deskElsewhere } from '../department/show-traffic.ts'
import { requireAtDesk, type ApplicationRow } from '../find-application.ts'
import type { Clause } from '../judge-eligibility.ts'
import { lettersOf } from '../letter/find-letters.ts'
import { materialStates } from '../lacking-materials.ts'
import { papersOf } from '../paper/find-papers.ts'
import { proxiesOf } from '../proxy/find-proxies.ts'
import { sourcesOf, stepsOf } from '../show-application.ts'
import { application } from '../tables.ts'
import { disagreements } from './decide-application.ts'
import { deskRows } from './find-desk.ts'
import { judged } from './judged.ts'
import { isMasked, masked, said } from './desk-values.ts'
import { askedOfDecider } from './found-values.ts'
import { seenBy, unitNames, type JointRow } from './joint-parts.ts'

/** An application beside its conditions: values with their source, materials, clause by clause; numbers and names stay masked. 审批详情 */
export const showDesk = async (deed: Deed, id: string): Promise<DeskApplication> => shown(deed, await requireAtDesk(deed, id), false)

/** The same in full, for whoever has to compare: whom it is about sees that it was opened. 查看全部内容 */
export async function openDesk(deed: Deed, id: string): Promise<DeskApplication> {
  const row = await requireAtDesk(deed, id)
  await appendLeaf({ ...deed, purpose: 'review_application' }, { kind: 'application.opened', subjects: [row.person_id], payload: { application: id, number: row.number, unit: deed.actor.departmentId } })
  return shown(deed, row, true)
}

async function shown(deed: Deed, row: ApplicationRow, whole: boolean): Promise<DeskApplication> {
  const { items: matters } = await findMatters(deed, { ids: [row.id] }, { limit: 1 })
  const { form, filled, values, wallet, clauses, grounds } = await judged(deed, row)
  const doable = (await mayDo(deed, row.id)).filter(({ action }) => action in deskActions && deed.actor.grants.some(({ permissions }) => permissions.has(deskActions[action as keyof typeof deskActions])))
  const joint = await application(deed.tx).selectFrom('application.joint').selectAll().where('application_id', '=', row.id).orderBy('asked_at').orderBy('unit_id').execute()
  const named = await unitNames(deed, joint)
  const due = new Map((await openShares(deed, [row.id])).map(({ unitId, dueAt }) => [unitId, dueAt]))
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  const own = joint.find(({ unit_id: unit, part }) => part !== null && unit === deed.actor.departmentId && unit !== row.unit_id)
  const part = own ? await seenBy(deed, row, own.unit_id) : null // a department of a joint review sees its part and nothing else
  const sees = (field: string): boolean => part === null || part.fields.has(field)
  const elsewhere = await deskElsewhere(deed, row)
  const steps = stepsOf(await matterTrace(deed, row.id, 'staff'), (await proxiesOf(deed, [row.id])).get(row.id))
  return {
    application: { ...(await deskRows(deed, [row], matters)).get(row.id)!, ...(own ? { dueAt: due.get(own.unit_id)?.toISOString() ?? null } : {}) }, whole, part: own?.part ?? null,
    parts: form.parts.map(({ part: code, title, english, fields }) => ({ part: code, title, english, fields: fields.filter(({ field, widget }) => widget !== 'file' && values[field] !== undefined && sees(field)).map((field) => ({ field: field.field, label: field.label, english: field.english, value: whole ? said(field, values[field.field]) : masked(field, values[field.field]), masked: !whole && isMasked(field) })) })).filter(({ fields }) => fields.length > 0),
    sources: sourcesOf(form, filled).filter(({ field }) => sees(field)), materials: materialStates(form, filled, values, wallet).filter(({ material }) => part === null || part.materials.has(material)), papers: await papersOf(deed, row, form, sees),
    ...(part === null ? ofTheWhole(await lettersOf(deed, row.id), clauses, [...grounds, ...(await disagreements(deed, row)).map(({ code, text }) => ({ code, text }))], item, row) : { clauses: null, grounds: [], conditions: [], letters: [], lacking: null, missing: row.missing === null ? null : (own!.missing as DeskApplication['missing']) }),
    asks: part === null && own === undefined && row.unit_id === deed.actor.departmentId ? (await askedOfDecider(deed, item, values)).map(({ code, label, type, most = 60, options = [] }) => ({ code, label, type, most, options: [...options] })) : [],
    elsewhere,
    steps: part === null ? steps : steps.map((step) => ({ ...step, reason: null, note: step.unit === named(own!.unit_id) ? step.note : null })),
    may: doable.filter(({ action }) => offered(action, row, joint, own) && (elsewhere === null || action === 'deliver')).map(({ action, name, reasons }) => ({ action, name, reasons: reasons && [...reasons] })),
    wallet: wallet.filter(({ kind }) => part === null || form.materials.some(({ material, replaced_by }) => replaced_by?.licence === kind && part.materials.has(material))).map(({ id, kind, name, number, unit, until, fields }) => ({ id, kind, name, number, unit, until, fields: whole ? [...fields] : [] })),
    opinions: joint.map((one) => ({
      unit: { code: one.unit_id, name: named(one.unit_id) }, question: one.question, part: one.part, answered: one.answered_at !== null, looked: matters[0]!.state !== 'received' || !due.has(one.unit_id), dueAt: due.get(one.unit_id)?.toISOString() ?? null, agrees: one.agrees,
      ...(part === null || one === own ? { missing: one.missing as DeskApplication['missing'], words: one.words } : { missing: null, words: null }),
    })),
  }
}

const ofTheWhole = (letters: DeskApplication['letters'], clauses: readonly Clause[] | null, grounds: DeskApplication['grounds'], { conditions = [] }: ItemSaid, { missing, lacking }: ApplicationRow) => ({
  letters, grounds, clauses: clauses?.map(({ clause, name, outcome, sentence }) => ({ clause, name, outcome, sentence })) ?? null, conditions: conditions.map(({ text }) => text), missing: missing as DeskApplication['missing'], lacking: lacking as DeskApplication['lacking'],
})

/** Steps that the kind allows and that lead nowhere here are not offered. */
function offered(action: string, { lacking, unit_id: lead }: ApplicationRow, joint: readonly JointRow[], own: JointRow | undefined): boolean {
  const parts = joint.filter(({ part }) => part !== null)
  if (action === 'bring_lacking') return lacking !== null
  if (action === 'report_missing') return own !== undefined && own.missing === null
  if (action === 'answer_own') return parts.some(({ answered_at: answered }) => answered === null) && !parts.some(({ unit_id: unit }) => unit === lead)
  return action !== 'approve' || !parts.some(({ agrees }) => agrees === false)
}
