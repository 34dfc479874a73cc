import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { findUnits } from '#primitives/party'
import { divisionAt } from '#primitives/place'
import { calendarVersion, explainDeadline, type Explained } from '#primitives/rule'
import { dueOf, stands, usedOf } from '../clock/clocks.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import { limitFor } from '../kind/kind-limit.ts'
import type { Kind } from '../kind/kind-shape.ts'
import type { Time } from '../matter-shapes.ts'
import { markTime } from '../move.ts'
import { matter, type MatterRow, type StepRow } from '../tables.ts'
import { listed, type ListedMatter } from './find-matters.ts'

export type Holding = { by: 'unit' | 'desk' | 'pause'; id: string | null; name: string; minutes: number; workingMinutes: number; now: boolean }
export type TraceStep = {
  id: string; cycle: number; at: Date; action: string; name: string; from: string | null; to: string; toName: string; unit: { id: string; name: string } | null; given: { id: string; name: string } | null; holder: string
  reason: string | null; note: string | null; because: object | null; minutes: number; workingMinutes: number; limit: { name: string; amount: number; unit: Time['unit']; dueAt: string } | null; onTime: boolean | null
  detail: Record<string, unknown>
  /** Staff only; and for the party, who acted for them. */
  actor: { kind: string; id: string; postId: string | null } | null
}
export type TraceClock = { name: string; limit: Time; usedMinutes: number; standing: boolean; explained: Explained }
export type MatterTrace = {
  matter: ListedMatter; kindName: string; stateName: string
  whole: TraceClock | null; state: TraceClock | null
  cycles: { cycle: number; minutes: number; workingMinutes: number; held: Holding[] }[]
  steps: TraceStep[]
  ahead: { state: string; name: string; action: string | null; actionName: string | null; limit: Time | null }[]
}

/** Every step, which unit, when, how long and against which limit; towards the public, and towards the party whose matter it is, the unit, never the person. 办理过程 */
export async function matterTrace(deed: Deed, id: string, audience: 'public' | 'party' | 'staff'): Promise<MatterTrace> {
  const row = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (audience === 'public' && row.publicity === 'closed')) throw notFound('matter.not_found')
  const steps = await matter(deed.tx).selectFrom('matter.step').selectAll().where('matter_id', '=', id).where('id', '>=', id).orderBy('at').orderBy('id').execute()
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const time = await calendarVersion(deed, row.calendar_version)
  const now = deed.now.getTime()
  const names = await namesOf(deed, row, steps)
  const { kind } = compiled
  const seen = (own: { name: string; public_name?: string } | undefined, word: string) => (own === undefined ? word : audience === 'staff' ? own.name : (own.public_name ?? own.name))
  const clockOf = (name: string, clock = row.clocks.whole): TraceClock | null => clock === undefined ? null : {
    name: kind.limits[name]?.name ?? name, limit: clock.limit, usedMinutes: Math.floor(usedOf(time, clock, Math.min(now, row.resolved_at?.getTime() ?? now)) / 60_000), standing: stands(clock),
    explained: clock.until === undefined ? explainDeadline(time, clock) : { ...explainDeadline(time, clock), dueAt: new Date(dueOf(time, clock)) },
  }
  const state = Object.entries(row.clocks.states).find(([key, clock]) => key.startsWith(`${row.state}|`) && !stands(clock))?.[1]
  const running = markTime({ row: { ...row }, compiled, time, now, at: deed.now, actor: deed.actor, open: [], shares: [], detail: {}, newId: () => '' })
  const intervals = [...steps.map((step) => ({ ...step, now: false })), { ...running, cycle: row.cycle, now: row.closed_at === null }]
  return {
    matter: { ...(await listed(deed, row)), postId: audience === 'staff' ? row.post_id : null, facts: audience === 'staff' ? row.facts : {} }, kindName: kind.name, stateName: seen(kind.states[row.state], row.state),
    whole: clockOf(kind.whole ?? ''), state: state ? clockOf(state.name, state) : null,
    cycles: [...new Set(intervals.map(({ cycle }) => cycle))].map((cycle) => cycleOf(cycle, intervals.filter((one) => one.cycle === cycle), names)),
    steps: steps.filter(({ shown }) => audience === 'staff' || shown === 'public').map((step) => ({
      id: step.id, cycle: step.cycle, at: step.at, action: step.action, name: seen(kind.actions[step.action], (step.action === 'opened' ? kind.opened : undefined) ?? ownWords[step.action] ?? step.action), from: step.from_state, to: step.to_state, toName: seen(kind.states[step.to_state], step.to_state),
      unit: step.actor_unit_id === null ? null : { id: step.actor_unit_id, name: names(step.actor_unit_id) }, given: step.unit_id === null || !kind.actions[step.action]?.effects?.includes('assign') ? null : { id: step.unit_id, name: names(step.unit_id) }, holder: names(`/${step.holder_path}`),
      reason: step.reason, note: step.note, because: step.because, minutes: step.minutes, workingMinutes: step.working_minutes, limit: step.state_limit && { ...step.state_limit, name: kind.limits[step.state_limit.name]?.name ?? step.state_limit.name }, onTime: step.on_time,
      detail: audience === 'staff' ? step.detail : Object.fromEntries(Object.entries(step.detail).filter(([key]) => told.has(key))), actor: audience === 'staff' || (audience === 'party' && step.detail.for !== undefined && step.actor_post_id === null) ? { kind: step.actor_kind, id: step.actor_id, postId: step.actor_post_id } : null,
    })),
    ahead: row.closed_at === null ? roadAhead(kind, row, seen) : [],
  }
}

/** What the public is told of what an action brought. */
const told = new Set(['evidence', 'supporting', 'unit', 'shareOnTime', 'score', 'extension', 'until'])
const ownWords: Record<string, string> = { opened: '上报', escalated: '提醒', ordered: '督办', answered: '督办答复' }

function cycleOf(cycle: number, parts: readonly (Pick<StepRow, 'held_by' | 'held_id' | 'minutes' | 'working_minutes'> & { now: boolean })[], names: (id: string) => string) {
  const held: Holding[] = []
  for (const { held_by, held_id, minutes, working_minutes, now } of parts) {
    if (held_by === 'nobody') continue
    let one = held.find(({ by, id }) => by === held_by && id === held_id)
    if (!one) held.push((one = { by: held_by, id: held_id, name: held_by === 'pause' ? '' : names(held_by === 'desk' ? `/${held_id}` : held_id!), minutes: 0, workingMinutes: 0, now: false }))
    one.minutes += minutes
    one.workingMinutes += working_minutes
    one.now ||= now
  }
  const sum = (of: 'minutes' | 'workingMinutes') => held.reduce((total, one) => total + one[of], 0)
  return { cycle, minutes: sum('minutes'), workingMinutes: sum('workingMinutes'), held }
}

/** The states that usually follow, with their limits. */
function roadAhead(kind: Kind, row: MatterRow, seen: (own: { name: string; public_name?: string } | undefined, word: string) => string): MatterTrace['ahead'] {
  const ahead: MatterTrace['ahead'] = []
  const been = new Set<string>()
  for (let state: string | undefined = row.state; state !== undefined && !been.has(state); ) {
    been.add(state)
    const { usual, limit }: { usual?: string; limit?: string } = kind.states[state]!
    const action: { to?: string; name: string; public_name?: string } | undefined = usual === undefined ? undefined : kind.actions[usual]
    ahead.push({ state, name: seen(kind.states[state], state), action: usual ?? null, actionName: action ? seen(action, usual!) : null, limit: limit === undefined ? null : limitFor(kind, row, limit) })
    state = action?.to === 'before' ? (row.before_state ?? undefined) : action?.to
  }
  return ahead
}

/** Names of units by id, of divisions' desks by '/' and path. */
async function namesOf(deed: Deed, row: MatterRow, steps: readonly StepRow[]): Promise<(id: string) => string> {
  const units = new Set([row.unit_id, ...steps.flatMap((step) => [step.unit_id, step.actor_unit_id, step.held_by === 'unit' ? step.held_id : null, ...((step.detail.supporting as string[] | undefined) ?? [])])].filter((id) => id !== null))
  const found = await findUnits(deed, [...units])
  const paths = new Set([row.holder_path, ...steps.flatMap((step) => [step.holder_path, ...(step.held_by === 'desk' ? [step.held_id!] : [])])])
  const divisions = new Map<string, string>(await Promise.all([...paths].map(async (path) => [`/${path}`, (await divisionAt(deed, path))?.name ?? path] as const)))
  return (id) => divisions.get(id) ?? found.get(id)?.shortName ?? id
}
