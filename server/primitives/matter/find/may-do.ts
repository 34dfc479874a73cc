import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import { calendarVersion } from '#primitives/rule'
import { requireGuard } from '../guards.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import type { Need } from '../kind/kind-shape.ts'
import { stands } from '../relation.ts'
import { matter, type AssignmentRow, type MatterRow } from '../tables.ts'

export type Doable = { action: string; name: string; needs: readonly Need[]; reasons: readonly string[] | null; usual: boolean }

/** What the actor may do with a matter now: a page draws its buttons from it. Permissions of routes are not asked here. 可办的动作 */
export async function mayDo(deed: Deed, matterId: string): Promise<Doable[]> {
  const row = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', matterId).executeTakeFirst()
  if (!row) return []
  const open = row.supporting === 0 ? [] : await matter(deed.tx).selectFrom('matter.assignment').selectAll()
    .where('matter_id', '=', row.id).where('id', '>=', row.id).where('role', '=', 'supporting').where('ended_at', 'is', null).execute()
  return doableWith(deed, row, open)
}

/** The same of a matter that is read already, with the supporting units that have it still. */
export async function doableWith(deed: Deed, row: MatterRow, open: readonly AssignmentRow[]): Promise<Doable[]> {
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const time = await calendarVersion(deed, row.calendar_version)
  const moving = { row, compiled, time, actor: deed.actor, now: deed.now.getTime(), at: deed.now, open, shares: [], detail: {}, newId: () => '' }
  const { kind } = compiled
  return Object.entries(kind.actions).filter(([, action]) => {
    if (!action.from.includes(row.state) || !action.by.some((role) => stands(deed.actor, kind.roles[role]!, row, open.map(({ unit_id }) => unit_id)))) return false
    const full = (action.effects ?? []).some((effect) => typeof effect === 'object' && kind.counters![effect.count]!.beyond === 'refuse' && (row.counters[effect.count] ?? 0) >= kind.counters![effect.count]!.limit)
    return !full && (action.guards ?? []).every((guard) => holds(() => requireGuard(moving, guard)))
  }).map(([action, { name, needs = [], reasons }]) => ({ action, name, needs, reasons: reasons ?? null, usual: kind.states[row.state]!.usual === action }))
}

const holds = (check: () => void): boolean => {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
