import { expect, it } from 'vitest'
import type { Row } from '../inbox/inbox-types.ts'
import { tasksOf } from './field-tasks.ts'

const row = (id: string, stateDueAt: string | null, more: Partial<Row> = {}): Row => ({
  id, number: id, state: 'reported', version: 1, item: null, divisionPath: '', division: '', urgent: false, source: 'resident', unitId: null, unitName: null, openedAt: '2026-11-25T00:00:00Z', dueAt: null, stateDueAt,
  suspended: false, point: null, quarantined: null, reporters: 1, ...more,
})

it('tasks stand once each, the one due first first, those without a limit last, and doubtful records not at all', () => {
  expect(tasksOf([row('late', '2026-11-26T00:00:00Z'), row('none', null), row('doubt', '2026-11-24T00:00:00Z', { quarantined: 'captured_in_the_future' }), row('soon', '2026-11-25T01:00:00Z'), row('late', '2026-11-26T00:00:00Z')]).map(one => one.id)).toEqual(['soon', 'late', 'none'])
})
