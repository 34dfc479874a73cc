import { sql, type RawBuilder } from 'kysely'
import type { AssignmentRow, FactRow, MatterRow, StepRow } from './tables.ts'

type Types<Row> = { readonly [Column in keyof Row]-?: string }

const matterTypes: Types<MatterRow> = {
  id: 'uuid', number: 'text', kind: 'text', kind_version: 'int', kind_hash: 'text', calendar_version: 'text', state: 'text', version: 'int', cycle: 'int2', division_path: 'text', holder_level: 'text', holder_path: 'text',
  item: 'text', urgent: 'bool', publicity: 'text', source: 'text', opener_kind: 'text', opener_id: 'text', facts: 'jsonb', limits: 'jsonb', unit_id: 'text', post_id: 'uuid', assignment_id: 'uuid', assigned_at: 'timestamptz',
  received_at: 'timestamptz', designated: 'bool', supporting: 'int2', opened_at: 'timestamptz', cycle_at: 'timestamptz', due_at: 'timestamptz', provisional: 'bool', state_at: 'timestamptz', state_due_at: 'timestamptz',
  before_state: 'text', resolved_at: 'timestamptz', closed_at: 'timestamptz', score: 'int2', master_id: 'uuid', counters: 'jsonb', performers: 'jsonb', clocks: 'jsonb', marked_at: 'timestamptz',
}
const stepTypes: Types<StepRow> = {
  matter_id: 'uuid', id: 'uuid', cycle: 'int2', at: 'timestamptz', action: 'text', from_state: 'text', to_state: 'text', actor_kind: 'text', actor_id: 'text', actor_post_id: 'uuid', actor_unit_id: 'text', unit_id: 'text',
  holder_level: 'text', holder_path: 'text', held_by: 'text', held_id: 'text', minutes: 'int', working_minutes: 'int', state_limit: 'jsonb', on_time: 'bool', reason: 'text', note: 'text', because: 'jsonb', detail: 'jsonb', shown: 'text',
}
const factTypes: Types<FactRow> = {
  id: 'uuid', on_day: 'date', kind: 'text', item: 'text', division_path: 'text', unit_id: 'text', action: 'text', accepts: 'bool', resolves: 'bool', on_time: 'bool', state_on_time: 'bool', minutes: 'int', working_minutes: 'int',
  whole_minutes: 'int', whole_working_minutes: 'int', score: 'int2',
}
const assignmentTypes: Types<AssignmentRow> = {
  matter_id: 'uuid', id: 'uuid', cycle: 'int2', role: 'text', unit_id: 'text', post_id: 'uuid', designated: 'bool', assigned_at: 'timestamptz', due_at: 'timestamptz', next_at: 'timestamptz', fired: 'int2',
  received_at: 'timestamptz', done_at: 'timestamptz', ended_at: 'timestamptz', end_action: 'text',
}

const plain = (value: unknown, type: string): unknown => (type === 'jsonb' && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null))

/** `insert into … select …`, each value with its type; `from` makes it hang on what another part of the statement did. */
function insertRow<Row extends object>(table: string, types: Types<Row>, row: Row, from: RawBuilder<unknown>, instead: Partial<Record<keyof Row, RawBuilder<unknown>>> = {}): RawBuilder<unknown> {
  const columns = Object.keys(types) as (keyof Row & string)[]
  const values = columns.map((column) => instead[column] ?? sql`${plain(row[column], types[column])}::${sql.raw(types[column])}`)
  return sql`insert into ${sql.raw(table)} (${sql.raw(columns.join(', '))}) select ${sql.join(values)} ${from}`
}

const nothing = sql``
export const insertMatter = (row: MatterRow, from: RawBuilder<unknown>, number: RawBuilder<unknown>) => insertRow('matter.matter', matterTypes, row, from, { number })
export const insertStep = (row: StepRow, from = nothing) => insertRow('matter.step', stepTypes, row, from)
export const insertFact = (row: FactRow, from = nothing) => insertRow('matter.fact', factTypes, row, from)
export const insertShare = (row: AssignmentRow) => insertRow('matter.assignment', assignmentTypes, row, nothing)

/** When the clock next looks at the matter; no row = never. */
export const setAlarm = (id: string, alarm: Date | null, from = nothing): RawBuilder<unknown> => (alarm === null
  ? sql`delete from matter.alarm where matter_id = ${id}`
  : sql`insert into matter.alarm (matter_id, next_at) select ${id}::uuid, ${alarm}::timestamptz ${from} on conflict (matter_id) do update set next_at = excluded.next_at`)
