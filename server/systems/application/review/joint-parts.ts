import { holds, type Values } from '#base/form'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { advance, openShares, requireMatter, type Time } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { findUnits, requireUnit, tiePerson } from '#primitives/party'
import { itemOfVersion, type ItemSaid, type JointPart } from '#systems/service-item'
import type { ApplicationRow } from '../find-application.ts'
import { application, type ApplicationTables } from '../tables.ts'
import { unitFor } from '../unit-for.ts'

export type JointRow = ApplicationTables['application.joint']
export type UnitPart = Readonly<{ unitId: string; name: string }>
export type Missing = Readonly<{ materials: readonly string[]; words: string }>

const partsIn = ({ joint }: Pick<ItemSaid, 'joint'>): readonly JointPart[] => (typeof joint === 'object' ? joint.parts : [])
/** How long each department has, where the item says it. */
export const withinOf = ({ joint }: Pick<ItemSaid, 'joint'>): Record<string, Time> => (typeof joint === 'object' ? { opinion: joint.within } : {})

/** The units that review a part of this application at the same time, by the item and what was filled in; the leading unit's own part is the whole. 并联审批单位 */
export async function jointUnits(deed: Deed, row: Pick<ApplicationRow, 'unit_id' | 'division_path'>, item: ItemSaid, values: Values): Promise<UnitPart[]> {
  const units = new Map<string, string[]>()
  for (const { department, name, when } of partsIn(item)) {
    if (!holds(when, values)) continue
    const { id } = await unitFor(deed, { item, department }, row.division_path)
    if (id !== row.unit_id) units.set(id, [...(units.get(id) ?? []), name])
  }
  return [...units].map(([unitId, names]) => ({ unitId, name: names.join('、') }))
}

/** Gives each unit its part, and tells it. 分送并联审批 */
export async function askParts(deed: Deed, row: ApplicationRow, item: ItemSaid, units: readonly UnitPart[]): Promise<void> {
  if (units.length === 0) return
  const fresh = { asked_at: deed.now, answered_at: null, agrees: null, words: null, missing: null, grounds: null }
  await application(deed.tx).insertInto('application.joint').values(units.map(({ unitId, name }) => ({ application_id: row.id, unit_id: unitId, question: name, part: name, ...fresh }))).execute()
  for (const { unitId, name } of units) {
    if (row.subject_kind === 'person') await tiePerson(deed, row.person_id, { departmentId: unitId, reason: 'application.joint' })
    await tellPart(deed, row, item, unitId, name)
  }
}

const tellPart = (deed: Deed, { id, number }: ApplicationRow, { name: item }: Pick<ItemSaid, 'name'>, unit: string, part: string): Promise<unknown> =>
  tell(deed, { to: { unit }, template: 'application.notice.part', facts: { number, item, part }, link: `/desk/applications?view=opinion&id=${id}` })

/** The parts of a joint review, the leading unit's own answer among them; none where the item has none. 并联审批各段 */
export const partsOf = (deed: Deed, id: string): Promise<JointRow[]> => application(deed.tx).selectFrom('application.joint').selectAll().where('application_id', '=', id).where('part', 'is not', null).orderBy('unit_id').execute()

export const unitNames = async (deed: Deed, rows: readonly Pick<JointRow, 'unit_id'>[]): Promise<(unit: string) => string> => {
  const units = await findUnits(deed, rows.map(({ unit_id: unit }) => unit))
  return (unit) => units.get(unit)?.name ?? unit
}

/** What a unit sees and may ask for: the fields and materials of its part. */
export async function seenBy(deed: Deed, row: ApplicationRow, unitId: string): Promise<{ fields: ReadonlySet<string>; materials: ReadonlySet<string> }> {
  const { role } = await requireUnit(deed, unitId)
  const own = partsIn(await itemOfVersion(deed, row.item_code, row.item_version)).filter(({ department }) => department === role)
  return { fields: new Set(own.flatMap(({ fields }) => fields)), materials: new Set(own.flatMap(({ materials }) => materials)) }
}

/** The fields that the acting unit sees, where it is a department of a joint review and no more; null = all of them. */
export async function fieldsSeen(deed: Deed, row: ApplicationRow): Promise<ReadonlySet<string> | null> {
  const unit = deed.actor.departmentId
  if (unit === null || unit === row.unit_id || !(await partsOf(deed, row.id)).some(({ unit_id: one }) => one === unit)) return null
  return (await seenBy(deed, row, unit)).fields
}

/** What the departments reported as missing. Before the one notice, or an acceptance, each has looked, or its time to look is over: then it has nothing to ask for. 各部门报缺 */
export async function reportedMissing(deed: Deed, row: ApplicationRow): Promise<readonly Readonly<{ unit: string } & Missing>[]> {
  const parts = await partsOf(deed, row.id)
  if (parts.length === 0 || (await requireMatter(deed, row.id)).state !== 'received') return []
  const named = await unitNames(deed, parts)
  const looking = (await openShares(deed, [row.id])).filter(({ dueAt }) => dueAt === null || dueAt > deed.now) // whoever reported or answered has no open share
  if (looking.length > 0) throw conflict('application.joint_looking', { units: looking.map(({ unitId }) => named(unitId)) })
  return parts.flatMap(({ unit_id: unit, missing }) => (missing === null ? [] : [{ unit: named(unit), ...(missing as Missing) }]))
}

/** Who looks again after the applicant has mended: whoever had something missing, and whoever's part was changed. 补正后再看 */
export async function partsToLookAt(deed: Deed, row: ApplicationRow, before: Values, after: Values): Promise<UnitPart[]> {
  const found: UnitPart[] = []
  for (const { unit_id: unitId, part, missing, answered_at: answered } of await partsOf(deed, row.id)) {
    const changed = answered !== null && [...(await seenBy(deed, row, unitId)).fields].some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    if (missing !== null || changed) found.push({ unitId, name: part! })
  }
  return found
}

/** What they reported was told nobody in time and may be asked for no more: they decide on their part with what there is. 逾期未告知后再审 */
export async function askUnheard(deed: Deed, row: ApplicationRow): Promise<void> {
  const unheard = (await partsOf(deed, row.id)).filter(({ missing, answered_at: answered }) => missing !== null && answered === null).map(({ unit_id: unitId, part }) => ({ unitId, name: part! }))
  if (unheard.length === 0 || (await requireMatter(deed, row.id)).state !== 'reviewing') return
  await advance(deed, row.id, 'ask_opinion', { supporting: unheard })
  await askAgain(deed, row, unheard)
}

/** Opens the parts that are to be looked at again, each with a time of its own. */
export async function askAgain(deed: Deed, row: ApplicationRow, units: readonly UnitPart[]): Promise<void> {
  if (units.length === 0) return
  await application(deed.tx).updateTable('application.joint').set({ asked_at: deed.now, answered_at: null, agrees: null, words: null }).where('application_id', '=', row.id).where('unit_id', 'in', units.map(({ unitId }) => unitId)).execute()
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  for (const { unitId, name } of units) await tellPart(deed, row, item, unitId, name)
}
