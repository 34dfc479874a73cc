import type { Actor } from '#base/deed'
import { isUnder } from '#primitives/place'
import type { Role, Who } from './kind/kind-shape.ts'
import type { MatterRow } from './tables.ts'

const ofUnit = (actor: Actor, unitId: string): boolean => actor.departmentId === unitId || actor.grants.some(({ departmentId }) => departmentId === unitId)

/** Where the actor answers for a place: a grant bound to one department answers for that department only. */
const placed = (actor: Actor) => actor.grants.filter(({ departmentId }) => departmentId === null)

const relations: Record<Who, (actor: Actor, row: MatterRow, supporting: readonly string[]) => boolean> = {
  opener: (actor, row) => actor.id === row.opener_id,
  holder: (actor, row) => placed(actor).some(({ divisionPath }) => isUnder(row.holder_path, divisionPath)),
  superior: (actor, row) => placed(actor).some(({ divisionPath }) => isUnder(row.holder_path, divisionPath) && (divisionPath !== row.holder_path || divisionPath === '')),
  division: (actor, row) => placed(actor).some(({ divisionPath }) => isUnder(row.division_path, divisionPath) || isUnder(divisionPath, row.division_path)),
  lead: (actor, row) => row.unit_id !== null && ofUnit(actor, row.unit_id),
  supporting: (actor, _row, supporting) => supporting.some((unit) => ofUnit(actor, unit)),
  anyone: () => true,
  clock: (actor) => actor.kind === 'job',
}

/** Whether an actor stands in a role towards a matter. A job acts only by code, so code answers for it. 关系 */
export function stands(actor: Actor, role: Role, row: MatterRow, supporting: readonly string[]): boolean {
  if (actor.kind === 'job') return true
  if (!relations[role.who](actor, row, supporting)) return false
  return role.permission === undefined || actor.grants.some(({ permissions }) => permissions.has(role.permission!))
}
