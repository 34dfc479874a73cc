import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { calendarVersion } from '#primitives/rule'
import { asMatter } from './as-matter.ts'
import { kindVersion } from './kind/kinds-in-force.ts'
import type { Input, Matter } from './matter-shapes.ts'
import { move } from './move.ts'
import { stepId } from './step-id.ts'
import { matter } from './tables.ts'
import { writeMove } from './write-move.ts'

/** A system's own scope, judged on the locked row before anything else: no read of its own. `unknown` is its word for a matter that is not there, and for one that may not be seen. */
export type Gate = Readonly<{ unknown: string; check(matter: Matter): void | Promise<void> }>

/** Leads a matter on by one of its kind's actions: locks, checks, writes the step. Two statements. 流转 */
export async function advance(deed: Deed, matterId: string, action: string, input: Input = {}, gate?: Gate): Promise<Matter> {
  const row = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', matterId).forUpdate().executeTakeFirst()
  if (!row) throw notFound(gate?.unknown ?? 'matter.not_found')
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  await gate?.check(asMatter(row, compiled))
  const time = await calendarVersion(deed, row.calendar_version)
  const open = row.supporting === 0 ? [] : await matter(deed.tx).selectFrom('matter.assignment').selectAll()
    .where('matter_id', '=', row.id).where('id', '>=', row.id).where('role', '=', 'supporting').where('ended_at', 'is', null).execute()
  const before = { state: row.state, unit: row.unit_id, holder: row.holder_path }
  const moved = move({ row, compiled, time, actor: deed.actor, now: deed.now.getTime(), at: deed.now, open, shares: [], detail: deed.subject === null ? {} : { for: deed.subject }, newId: () => stepId(row.id, row.version) }, action, input)
  await writeMove(deed, moved, 'matter.advanced', {
    kind: row.kind, final: compiled.kind.states[row.state]?.final === true, followed: row.facts.followed === true, atUnit: row.unit_id !== null || before.unit !== null, action, from: before.state, to: row.state, version: row.version, cycle: row.cycle, unit: row.unit_id, unitBefore: before.unit, holder: row.holder_path, holderBefore: before.holder,
    division: row.division_path, item: row.item, supporting: moved.step.detail.supporting ?? null, master: row.master_id, beyond: moved.beyond, step: moved.step.id,
  })
  return asMatter(row, compiled)
}
