import { readFileSync } from 'node:fs'
import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { Refusal } from '#base/errors'
import { actors, at, district, place } from '../../../test/kit/matter-cast.ts'
import { calendarOf } from '../rule/calendar.ts'
import { compileCalendar, workedBy } from '../rule/working-time.ts'
import { stands, usedOf } from './clock/clocks.ts'
import { compileKind } from './kind/compile-kind.ts'
import type { Kind } from './kind/kind-shape.ts'
import type { Input } from './matter-shapes.ts'
import { markTime, move, setClocks } from './move.ts'
import type { Moving } from './moving.ts'
import { stands as inRole } from './relation.ts'
import { stepId } from './step-id.ts'
import type { AssignmentRow, MatterRow, StepRow } from './tables.ts'

const kind = parse(readFileSync(new URL('../../../cities/tianjin/matter-kinds/incident.yaml', import.meta.url), 'utf8')) as Kind
const compiled = compileKind(kind, 1, 'test')
const time = compileCalendar(calendarOf('Asia/Shanghai', [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '18:00' }]))
const begun = at('2026-02-11 09:00')

const fresh = (): MatterRow => {
  const row: MatterRow = {
    id: randomUUIDv7(), number: '', kind: 'incident', kind_version: 1, kind_hash: 'test', calendar_version: time.version, state: 'accepted', version: 1, cycle: 1, division_path: place, holder_level: 'district', holder_path: district,
    item: null, urgent: false, publicity: 'link', source: null, opener_kind: 'person', opener_id: actors.resident.id, facts: {}, limits: {}, unit_id: null, post_id: null, assignment_id: null, assigned_at: null, received_at: null, designated: false,
    supporting: 0, opened_at: begun, cycle_at: begun, due_at: null, provisional: false, state_at: begun, state_due_at: null, before_state: null, resolved_at: null, closed_at: null, score: null, master_id: null,
    counters: {}, performers: {}, clocks: { states: {} }, marked_at: begun,
  }
  setClocks(moving(row, 'desk', begun.getTime(), []), null, {})
  return row
}
const moving = (row: MatterRow, who: keyof typeof actors, now: number, open: AssignmentRow[]): Moving =>
  ({ row, compiled, time, actor: actors[who], now, at: new Date(now), open, shares: [], detail: {}, newId: () => stepId(row.id, row.version) })

const names = Object.keys(actors) as (keyof typeof actors)[]
/** Mostly something that can be done, by someone who may. */
function plausible(row: MatterRow, open: readonly AssignmentRow[], pick: number, by: number): { action: string; who: keyof typeof actors } | null {
  const here = Object.keys(kind.actions).filter((name) => kind.actions[name]!.from.includes(row.state))
  const ends = new Set(['reject', 'withdraw', 'merge'])
  const usual = pick % 10 === 0 ? here : here.filter((name) => !ends.has(name))
  const action = usual[pick % usual.length]
  if (action === undefined) return null
  const may = names.filter((name) => kind.actions[action]!.by.some((role) => inRole(actors[name], kind.roles[role]!, row, open.map(({ unit_id }) => unit_id))))
  return { action, who: may.length > 0 ? may[by % may.length]! : 'desk' }
}
const attempt = fc.record({
  pick: fc.nat(1000), by: fc.nat(1000), minutes: fc.integer({ min: 0, max: 4000 }), seconds: fc.integer({ min: 0, max: 59 }),
  unit: fc.constantFrom('water', 'heat', 'roads'), supporting: fc.subarray(['street', 'heat']), days: fc.integer({ min: 1, max: 20 }),
})
const mayRestart = new Set(['extend', 'reclassify', 'resume', 'reopen', 'recheck_fail'])

test('whatever is done: shares add up to the whole, the clock never runs backwards, and nothing restarts it', () => {
  let done = 0
  fc.assert(fc.property(fc.array(attempt, { minLength: 5, maxLength: 60, size: 'max' }), (attempts) => {
    const steps: StepRow[] = []
    let row = fresh(), open: AssignmentRow[] = [], now = begun.getTime(), used = 0
    for (const { pick, by, minutes, seconds, unit, supporting, days } of attempts) {
      const chosen = plausible(row, open, pick, by)
      if (!chosen) break
      const { action, who } = chosen
      now += minutes * 60_000 + seconds * 1000
      const input: Input = {
        assignTo: { unitId: unit }, supporting: supporting.map((unitId) => ({ unitId })), holder: { level: 'district', path: district }, reason: '等待上级批复', note: '记', until: new Date(now + days * 86_400_000),
        extension: { amount: 1, unit: 'working_days' }, score: 4, masterId: '01920000-0000-7000-8000-000000000000', evidence: ['a'],
      }
      const copy = moving(structuredClone(row), who, now, structuredClone(open))
      const before = { due: row.due_at, cycle: row.cycle, state: row.state }
      let moved
      try {
        moved = move(copy, action, input)
      } catch (error) {
        if (error instanceof Refusal) continue
        throw error
      }
      done++
      row = structuredClone(moved.row)
      steps.push(moved.step)
      for (const change of moved.shares) {
        if ('insert' in change && change.insert.role === 'supporting') open.push(change.insert)
        if ('endAll' in change) open = []
        if ('finish' in change) open = open.filter(({ id }) => id !== change.finish)
      }
      expect(row.supporting).toBe(open.length)
      expect(moved.step.id >= row.id).toBe(true)
      if (row.cycle === before.cycle && !mayRestart.has(action)) expect(row.due_at).toEqual(before.due)
      const whole = row.clocks.whole!
      const usedNow = usedOf(time, whole, now)
      if (row.cycle === before.cycle) expect(usedNow).toBeGreaterThanOrEqual(used)
      used = usedNow
      expect(stands(whole)).toBe(row.state === 'suspended')
    }
    const running = markTime(moving(structuredClone(row), 'desk', now, []))
    for (let cycle = 1; cycle <= row.cycle; cycle++) {
      const own = steps.filter((step) => step.cycle === cycle)
      const sum = (of: 'minutes' | 'working_minutes') => own.reduce((total, step) => total + step[of], 0) + (cycle === row.cycle ? running[of] : 0)
      const from = cycle === 1 ? begun.getTime() : own[0]!.at.getTime()
      const closing = own.find((step) => kind.states[step.to_state]!.final)
      const to = closing ? closing.at.getTime() : now
      expect(sum('minutes')).toBe(Math.floor(to / 60_000) - Math.floor(from / 60_000))
      expect(sum('working_minutes')).toBe(Math.floor(workedBy(time, to) / 60_000) - Math.floor(workedBy(time, from) / 60_000))
      const units = own.filter(({ held_by }) => held_by === 'unit').every(({ held_id }) => held_id !== null)
      expect(units).toBe(true)
    }
  }), { numRuns: 400 })
  expect(done).toBeGreaterThan(2500)
})
