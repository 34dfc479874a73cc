import { expect, it } from 'vitest'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { stepOfPhoto } from './trace-query.ts'

const trace = { steps: [{ id: 'opened', at: '2026-11-25T02:00:00Z' }, { id: 'dispatch', at: '2026-11-25T03:00:00Z' }, { id: 'handle', at: '2026-11-25T05:00:00Z' }] } as unknown as ToldTrace

it('a picture of before stands with the report, whenever a neighbour added it; one of after with the step that it was sent for', () => {
  expect(stepOfPhoto(trace, { phase: 'before', at: '2026-11-25T04:00:00Z' })).toBe('opened')
  expect(stepOfPhoto(trace, { phase: 'after', at: '2026-11-25T04:59:58Z' })).toBe('handle')
  expect(stepOfPhoto(trace, { phase: 'progress', at: '2026-11-25T06:00:00Z' })).toBe('handle')
})
