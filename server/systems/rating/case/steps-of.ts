import type { MatterTrace } from '#primitives/matter'
import type { Case } from '../contract.ts'

/** Steps as all sides read them: which unit, never which person. */
export const stepsOf = ({ steps }: MatterTrace): Case['steps'] =>
  steps.filter(({ action }) => action !== 'escalated').map(({ id, at, name, unit, reason, note }) => ({ id, at: at.toISOString(), name, unit: unit?.name ?? null, reason, note }))

/** What the rated unit reads begins with what it was told: before that the trace would say when somebody rated. */
export const stepsSincePassed = (trace: MatterTrace): Case['steps'] => {
  const first = trace.steps.findIndex(({ action }) => action === 'pass_on')
  return first === -1 ? [] : stepsOf({ ...trace, steps: trace.steps.slice(first) })
}
