import type { Static } from 'typebox'
import type { OrderDetail, OrderRow } from '#contracts/hotline'
import type { Doable, ToldTrace } from '../../../base/matter/told-trace.ts'

export type Row = OrderRow
export type Detail = Omit<Static<typeof OrderDetail>, 'trace'> & { trace: ToldTrace }
export type Step = Doable
export const hotlineViews = ['desk', 'call_back', 'due_soon', 'overdue', 'all'] as const
export const unitViews = ['unit', 'due_soon', 'overdue'] as const

export type StepField = 'reason' | 'note' | 'until' | 'days' | 'unit' | 'score' | 'master'
const byNeed: Record<string, StepField | undefined> = { reason: 'reason', note: 'note', until: 'until', extension: 'days', unit: 'unit', supporting: 'unit', score: 'score', master: 'master' }
export type Filled = { reason: string, note: string, until: string, days: string, unitId: string, score: number | null, master: string }

/** Steps that have a page of their own or need more than a form: they are done while the caller speaks. */
export const elsewhere = new Set(['answer_on_call', 'transfer', 'refuse', 'raise', 'reclassify', 'merge'])

/** What a step's form shows: what the kind needs, and a note. */
export const stepFields = ({ action, needs }: Pick<Step, 'action' | 'needs'>): Set<StepField> => {
  const fields = new Set<StepField>(needs.flatMap(need => byNeed[need] ?? []))
  if (action !== 'close' && action !== 'designate' && action !== 'extend') fields.add('note')
  return fields
}
/** Something the step needs is not there yet; a dispatch may leave the unit to the rule. */
export const lacking = (step: Pick<Step, 'action' | 'needs'>, filled: Filled, ruled: boolean): boolean => step.needs.some(need => {
  const field = byNeed[need]
  if (field === undefined) return false
  if (field === 'score') return filled.score === null
  if (field === 'unit') return filled.unitId === '' && !(step.action === 'dispatch' && ruled)
  return filled[field === 'days' ? 'days' : field].trim() === ''
})
/** The body of the step as its route takes it. */
export const orderStepBody = (step: Pick<Step, 'action' | 'needs'>, version: number, filled: Filled): Record<string, unknown> => {
  const fields = stepFields(step)
  return {
    version, ...fields.has('reason') ? { reason: filled.reason.trim() } : {}, ...fields.has('note') && filled.note.trim() !== '' ? { note: filled.note.trim() } : {},
    ...fields.has('until') ? { until: new Date(filled.until).toISOString() } : {}, ...fields.has('days') ? { workingDays: Number(filled.days) } : {}, ...fields.has('score') ? { score: filled.score } : {},
    ...fields.has('unit') && filled.unitId !== '' ? step.action === 'add_supporting' ? { supporting: [filled.unitId] } : { unitId: filled.unitId } : {},
  }
}
