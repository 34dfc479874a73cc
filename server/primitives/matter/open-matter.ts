import { createHash, randomBytes } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { recording } from '#primitives/event'
import { currentCalendar, dayAt, dayName } from '#primitives/rule'
import { asMatter } from './as-matter.ts'
import { insertFact, insertMatter, insertStep, setAlarm } from './insert-row.ts'
import { currentKind, kindVersion } from './kind/kinds-in-force.ts'
import type { Matter, Opening } from './matter-shapes.ts'
import { alarmOf, setClocks } from './move.ts'
import type { Moving } from './moving.ts'
import { publicNumbers } from './public-number.ts'
import { isTimely, stepId } from './step-id.ts'
import { matter, type FactRow, type MatterRow, type StepRow } from './tables.ts'

export type Opened = Matter & { repeated: boolean; token: string | null }

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Opens a piece of public business; the same id twice is the same matter. One statement. 立案 */
export async function openMatter(deed: Deed, opening: Opening): Promise<Opened> {
  const compiled = await currentKind(deed, opening.kind)
  const time = await currentCalendar(deed)
  const { kind } = compiled
  const state = opening.start ?? kind.start
  if (state !== kind.start && !kind.other_starts?.includes(state)) throw invalid('matter.no_such_start', { state })
  if (!isTimely(opening.id)) throw invalid('matter.id_not_timely')
  const { now: at, actor } = deed
  const row: MatterRow = {
    id: opening.id, number: '', kind: kind.kind, kind_version: compiled.version, kind_hash: compiled.hash, calendar_version: time.version, state, version: 1, cycle: 1,
    division_path: opening.divisionPath, holder_level: opening.holder.level, holder_path: opening.holder.path, item: opening.item ?? null, urgent: opening.urgent ?? false,
    publicity: opening.publicity ?? kind.publicity ?? 'link', source: opening.source ?? null, opener_kind: actor.kind, opener_id: actor.id, facts: opening.facts ?? {}, limits: opening.limits ?? {},
    unit_id: null, post_id: null, assignment_id: null, assigned_at: null, received_at: null, designated: false, supporting: 0, opened_at: at, cycle_at: at, due_at: null, provisional: false,
    state_at: at, state_due_at: null, before_state: null, resolved_at: null, closed_at: null, score: null, master_id: null, counters: {}, performers: {}, clocks: { states: {} }, marked_at: at,
  }
  const moving: Moving = { row, compiled, time, actor, now: at.getTime(), at, open: [], shares: [], detail: {}, newId: () => stepId(row.id, row.version) }
  setClocks(moving, null, {})
  const id = moving.newId()
  const step: StepRow = {
    matter_id: row.id, id, cycle: 1, at, action: 'opened', from_state: null, to_state: state, actor_kind: actor.kind, actor_id: actor.id, actor_post_id: actor.postId, actor_unit_id: actor.departmentId,
    unit_id: null, holder_level: row.holder_level, holder_path: row.holder_path, held_by: 'nobody', held_id: null, minutes: 0, working_minutes: 0, state_limit: null, on_time: null,
    reason: null, note: null, because: null, detail: { ...(opening.source ? { source: opening.source } : {}), ...(deed.subject === null ? {} : { for: deed.subject }) }, shown: 'public',
  }
  const day = dayName(dayAt(time, at.getTime()))
  const fact: FactRow = {
    id, on_day: day, kind: row.kind, item: row.item, division_path: row.division_path, unit_id: null, action: 'opened', accepts: state !== kind.start, resolves: false, on_time: null, state_on_time: null,
    minutes: 0, working_minutes: 0, whole_minutes: null, whole_working_minutes: null, score: null,
  }
  const token = opening.link === false ? null : randomBytes(16).toString('base64url')
  const opened = { kind: row.kind, state, item: row.item, division: row.division_path, holder: row.holder_path, urgent: row.urgent, version: 1 }
  for (let tries = 0; tries < 5; tries++) {
    const event = recording(deed, 'matter.opened', row.id, opened, sql`from opened`)
    const { rows } = await insert(deed, row, step, fact, alarmOf(moving), token, publicNumbers(day, 8), event.parts)
    if (rows[0]?.number) {
      row.number = rows[0].number
      event.written()
      return { ...asMatter(row, compiled), repeated: false, token }
    }
    const known = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', opening.id).executeTakeFirst()
    if (!known) continue // eight numbers were taken, or taken meanwhile: draw again
    if (known.opener_id !== actor.id || known.kind !== opening.kind) throw conflict('matter.id_taken')
    return { ...asMatter(known, await kindVersion(deed, known.kind, known.kind_version, known.kind_hash)), repeated: true, token: null }
  }
  throw new Error(`no free number on ${day}`)
}

/** Everything hangs on the number that was free, and that on the id being new: all rows or none. */
const insert = (deed: Deed, row: MatterRow, step: StepRow, fact: FactRow, alarm: Date | null, token: string | null, numbers: string[], happened: RawBuilder<unknown>) => sql<{ number: string }>`
  with taken as (
    insert into matter.number (number, matter_id)
    select candidate, ${row.id}::uuid from unnest(${numbers}::text[]) as candidate
    where not exists (select from matter.number where number = candidate) and not exists (select from matter.matter where id = ${row.id}::uuid)
    limit 1 on conflict do nothing returning number
  ), opened as (${insertMatter(row, sql`from taken`, sql`taken.number`)} on conflict do nothing returning number),
  traced as (${insertStep(step, sql`from opened`)}),
  ${alarm === null ? sql`` : sql`alarmed as (${setAlarm(row.id, alarm, sql`from opened where true`)}),`}
  ${token === null ? sql`` : sql`linked as (insert into matter.trace_link (hash, matter_id, made_at) select ${tokenHash(token)}::bytea, ${row.id}::uuid, ${row.opened_at}::timestamptz from opened),`}
  counted as (${insertFact(fact, sql`from opened`)}), ${happened}
  select number from opened`.execute(matter(deed.tx))
