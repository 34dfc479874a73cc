import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { findMatters, type ListedMatter, type MatterFilter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { KIND } from '../case-actions.ts'
import type { CaseFilter, CaseRow as Shown, Cases, UnitCaseFilter, UnitCaseRow, UnitCases } from '../contract.ts'
import type { CaseRow } from '../give-rating.ts'
import { rating } from '../tables.ts'
import { referenceOf } from './case-reference.ts'

type View = NonNullable<Static<typeof CaseFilter>['view']>
/** `leak`: nobody called within the time, or what was called about was not passed on. 查漏 */
const asked: Readonly<Record<View, MatterFilter>> = {
  to_call: { states: ['waiting', 'calling'] }, at_unit: { states: ['mending', 'ordered'] }, asked: { states: ['asked'] }, supervising: { states: ['supervising'] },
  done: { open: false }, leak: { states: ['waiting', 'calling'], stateOverdue: true },
}

/** Bad ratings of the city, what is due first on top; those of one's own unit are somebody else's to follow up. 差评件 */
export async function findCases(deed: Deed, { view = 'to_call', limit = 50, after }: Static<typeof CaseFilter>): Promise<Cases> {
  const among = rating(deed.tx).selectFrom('rating.case').select('id').where('unit_id', '!=', deed.actor.departmentId ?? '')
  const page = await findMatters(deed, { kinds: [KIND], among, ...asked[view] }, { limit, after, sort: view === 'done' ? 'newest' : 'due' })
  return { items: await caseRows(deed, page.items), next: page.next }
}

export const whereOf = (matter: ListedMatter) => ({
  id: matter.id, number: matter.number, state: matter.state, stateName: matter.stateName, version: matter.version, dueAt: matter.final ? null : (matter.stateDueAt?.toISOString() ?? null), overdue: matter.overdue, provisional: matter.provisional, since: matter.changedAt.toISOString(),
})

const rowsOf = async (deed: Deed, ids: readonly string[]): Promise<Map<string, CaseRow>> =>
  new Map(ids.length === 0 ? [] : (await rating(deed.tx).selectFrom('rating.case').selectAll().where('id', 'in', [...ids]).execute()).map((row) => [row.id, row]))

export async function caseRows(deed: Deed, matters: readonly ListedMatter[]): Promise<Shown[]> {
  const rows = await rowsOf(deed, matters.map(({ id }) => id))
  const units = await findUnits(deed, [...rows.values()].map(({ unit_id }) => unit_id))
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    return {
      ...whereOf(matter), unit: { code: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, source: row.source as Shown['source'], item: row.item_name, level: row.level, openedAt: row.opened_at.toISOString(),
    }
  })
}

/** What was passed on to the actor's unit: no more of it than the unit may know. 本单位的差评 */
export async function findUnitCases(deed: Deed, { view = 'open', limit = 50, after }: Static<typeof UnitCaseFilter>): Promise<UnitCases> {
  const among = rating(deed.tx).selectFrom('rating.case').select('id').where('unit_id', '=', deed.actor.departmentId ?? '').where('passed_on_at', 'is not', null)
  const page = await findMatters(deed, { kinds: [KIND], among, open: view === 'open' }, { limit, after, sort: view === 'done' ? 'newest' : 'due' })
  const rows = await rowsOf(deed, page.items.map(({ id }) => id))
  return { items: page.items.map((matter) => unitRow(matter, rows.get(matter.id)!)), next: page.next }
}

export const unitRow = (matter: ListedMatter, row: CaseRow): UnitCaseRow => ({ ...whereOf(matter), number: referenceOf(row.id), item: row.item_shown ? row.item_name : null, level: row.level, passedOnAt: row.passed_on_at!.toISOString() })
