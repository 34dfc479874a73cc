import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkKind } from './check-kind.ts'
import { compileKind } from './compile-kind.ts'
import type { Kind } from './kind-shape.ts'

const incident = () => parse(readFileSync(new URL('../../../../cities/tianjin/matter-kinds/incident.yaml', import.meta.url), 'utf8')) as Kind
const faults = (change: (kind: any /* oxlint-disable-line typescript/no-explicit-any */) => void) => {
  const kind = incident()
  change(kind)
  return checkKind(kind).join('\n')
}

test('the incident of the city has no fault', () => expect(checkKind(incident())).toEqual([]))

describe('a kind is refused', () => {
  test('with a state to which nothing leads', () => expect(faults((k) => { k.states.limbo = { name: '悬置', limit: 'finish' }; k.actions.leave = { name: '离开', from: ['limbo'], to: 'rejected', by: ['desk'], effects: ['close'] } })).toContain('state limbo: nothing leads to it'))
  test('with a state from which no way leads to an end', () => expect(faults((k) => { k.states.limbo = { name: '悬置', limit: 'finish' }; k.actions.lose = { name: '丢', from: ['reported'], to: 'limbo', by: ['desk'] } })).toContain('state limbo: no way leads from it to an end'))
  test('with a loop that nothing counts', () => expect(faults((k) => { k.actions.send_back.effects = ['unresolve'] })).toContain('begins a loop that nothing counts'))
  test('with a suspension that nothing counts', () => expect(faults((k) => { k.actions.suspend.effects = ['pause'] })).toContain('begins a loop that nothing counts'))
  test('with a reopening that nothing counts', () => expect(faults((k) => { k.actions.reopen.effects = ['new_cycle']; })).toContain('begins a loop that nothing counts'))
  test('with a step that nobody does', () => expect(faults((k) => { k.actions.verify.by = ['ghost'] })).toContain("there is no role 'ghost'"))
  test('with a state that only the opener can lead on', () => expect(faults((k) => { k.actions.verify.by = ['reporter']; k.actions.send_back.by = ['reporter'] })).toContain('state handled: only the opener can lead it on'))
  test('with a state without a limit', () => expect(faults((k) => { delete k.states.handled.limit })).toContain('state handled: it has no limit'))
  test('with half a day', () => expect(faults((k) => { k.limits.handle.amount = 1.5 })).toContain('limit handle: days are counted whole'))
  test('when it ends without closing', () => expect(faults((k) => { k.actions.reject.effects = [] })).toContain('action reject: it must close'))
  test('when the clock would have to bring a reason', () => expect(faults((k) => { k.actions.close.needs = ['reason'] })).toContain('the clock has nothing to bring'))
})

test('the unit has what it must receive and handle, the desk what it must verify', () => {
  expect(compileKind(incident(), 1, 'x').heldBy).toMatchObject({ reported: 'desk', dispatched: 'unit', handling: 'unit', handled: 'desk', suspended: 'pause', closed: 'nobody' })
})
