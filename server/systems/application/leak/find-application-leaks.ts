import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { countMatterGroups, findMatters, matterTrace, type ListedMatter, type MatterFilter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { itemNames } from '#systems/service-item'
import type { ApplicationLeakCounts, ApplicationLeakKind, ApplicationLeakOf, ApplicationLeaks, LeakedApplication } from '../contract.ts'
import { besides, leakKinds, leakScope, overdue, overdueStates } from './leak-meshes.ts'

/** Of one mesh so many are listed, what has waited longest first. */
const MOST = 200
/** So many units and items are named, those with most first. */
const TOP = 50
type Group = { unit: string | null; item: string | null; count: number }

/** How much slipped through each mesh, and of one of them by unit and by item: all for the authority of a place, its own for a unit. 查漏计数 */
export async function countApplicationLeaks(deed: Deed, { kind = 'unanswered' }: { kind?: ApplicationLeakKind | undefined }): Promise<ApplicationLeakCounts> {
  const scope = leakScope(deed)
  const counted = new Map<ApplicationLeakKind, Group[]>(leakKinds.map((one) => [one, []]))
  for (const { state, ...group } of await countMatterGroups(deed, { ...scope, ...overdue(Object.keys(overdueStates)) }, ['state', 'unit', 'item'])) counted.get(overdueStates[state!]!)!.push(group)
  for (const one of leakKinds) {
    const filter = await besides(deed, one)
    if (filter) counted.get(one)!.push(...(await countMatterGroups(deed, { ...scope, ...filter }, ['unit', 'item'])))
  }
  const kinds = leakKinds.map((one) => ({ kind: one, count: sum(counted.get(one)!) }))
  const chosen = counted.get(kind)!
  const [units, items] = [top(chosen, 'unit'), top(chosen, 'item')]
  const named = await findUnits(deed, units.map(({ code }) => code))
  const names = await itemNames(deed, items.map(({ code }) => code))
  return {
    at: deed.now.toISOString(), kind, total: kinds.reduce((all, { count }) => all + count, 0), kinds,
    units: units.map(({ code, count }) => ({ code, name: named.get(code)?.name ?? code, count })), items: items.map(({ code, count }) => ({ code, name: names.get(code) ?? code, count })),
  }
}

const sum = (groups: readonly { count: number }[]): number => groups.reduce((all, { count }) => all + count, 0)
const top = (groups: readonly Group[], by: 'unit' | 'item'): { code: string; count: number }[] =>
  [...Map.groupBy(groups.filter((one) => one[by] !== null), (one) => one[by]!)].map(([code, some]) => ({ code, count: sum(some) })).toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)).slice(0, TOP)

/** What slipped through one mesh, of a unit or an item where one is named. 查漏清单 */
export async function findApplicationLeaks(deed: Deed, kind: ApplicationLeakKind, { unit, item }: Static<typeof ApplicationLeakOf>): Promise<ApplicationLeaks> {
  const narrowed: MatterFilter = { ...leakScope(deed), unit, ...(item === undefined ? {} : { items: [item] }) }
  const states = Object.keys(overdueStates).filter((state) => overdueStates[state] === kind)
  const found: ListedMatter[] = []
  for (const filter of [states.length > 0 ? overdue(states) : null, await besides(deed, kind)]) if (filter) found.push(...(await findMatters(deed, { ...narrowed, ...filter }, { limit: MOST, sort: 'oldest' })).items)
  const shown = found.toSorted((a, b) => sinceOf(a, deed.now).getTime() - sinceOf(b, deed.now).getTime()).slice(0, MOST)
  const units = await findUnits(deed, shown.flatMap(({ unitId }) => unitId ?? []))
  const names = await itemNames(deed, shown.flatMap((one) => one.item ?? []))
  return {
    items: shown.map((one) => ({
      id: one.id, number: one.number, item: { code: one.item!, name: names.get(one.item!) ?? one.item! }, unit: one.unitId === null ? null : { code: one.unitId, name: units.get(one.unitId)?.name ?? one.unitId }, stateName: one.stateName, since: sinceOf(one, deed.now).toISOString(), provisional: one.provisional,
    })),
  }
}

/** Since when it is late; where nothing was due, since the last step. */
const sinceOf = ({ stateDueAt, changedAt }: ListedMatter, now: Date): Date => (stateDueAt !== null && stateDueAt < now ? stateDueAt : changedAt)

/** How one of them went, step by step: which unit, when, within which limit. Words of posts and whom it is about stay with the unit. 查漏：办理经过 */
export async function showLeakedApplication(deed: Deed, id: string): Promise<LeakedApplication> {
  const { items: [matter] } = await findMatters(deed, { ...leakScope(deed), ids: [id] }, { limit: 1 })
  if (!matter) throw notFound('application.unknown')
  const { steps } = await matterTrace(deed, id, 'staff')
  return {
    id, number: matter.number, stateName: matter.stateName, own: matter.unitId !== null && matter.unitId === deed.actor.departmentId,
    steps: steps.map((step) => ({ id: step.id, at: step.at.toISOString(), name: step.action === 'escalated' ? (step.note ?? step.name) : step.name, unit: step.unit?.name ?? null, onTime: step.onTime, limit: step.limit === null ? null : { name: step.limit.name, amount: step.limit.amount, unit: step.limit.unit } })),
  }
}
