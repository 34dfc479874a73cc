import type { Doable } from '../../../base/matter/told-trace.ts'

export type FieldName = 'reason' | 'note' | 'until' | 'days' | 'number' | 'unit' | 'division' | 'evidence' | 'item'
export type Filled = { reason: string, note: string, until: string, days: string, number: string, unitId: string, division: string, itemCode: string }

const byNeed: Record<string, FieldName | undefined> = { reason: 'reason', note: 'note', until: 'until', extension: 'days', master: 'number', unit: 'unit', supporting: 'unit', evidence: 'evidence', holder: 'division' }
const withPhotos = new Set(['handle', 'progress', 'support_finish', 'verify', 'send_back', 'mend', 'comment', 'recheck', 'recheck_fail'])

/** What a step's form shows: what the kind needs, a note always, photos where the step is a deed on the spot. */
export const fieldsOf = ({ action, needs }: Doable): Set<FieldName> => {
  const fields = new Set<FieldName>(['note'])
  for (const need of needs) { const field = byNeed[need]; if (field !== undefined) fields.add(field) }
  if (action === 'climb') fields.delete('division')
  if (action === 'reclassify') fields.add('item')
  if (withPhotos.has(action)) fields.add('evidence')
  return fields
}

/** Whether something that the step needs is not there yet; a dispatch may leave the unit to the rule. */
export const missingOf = (doable: Doable, filled: Filled, photos: number): boolean => {
  const fields = fieldsOf(doable)
  const lacks = (field: FieldName, value: string): boolean => fields.has(field) && value.trim() === ''
  return lacks('reason', filled.reason) || lacks('until', filled.until) || lacks('days', filled.days) || lacks('number', filled.number) || lacks('division', filled.division) || lacks('item', filled.itemCode)
    || (lacks('unit', filled.unitId) && doable.action !== 'dispatch') || (doable.needs.includes('note') && filled.note.trim() === '') || (doable.needs.includes('evidence') && photos === 0)
}

/** The body of the step as its route takes it. */
export const stepBody = (doable: Doable, version: number, filled: Filled, evidence: readonly string[]): Record<string, unknown> => {
  const fields = fieldsOf(doable)
  const unit = filled.unitId === '' ? {} : doable.action === 'add_supporting' ? { supporting: [filled.unitId] } : { unitId: filled.unitId }
  return {
    version, ...fields.has('reason') ? { reason: filled.reason.trim() } : {}, ...filled.note.trim() === '' ? {} : { note: filled.note.trim() }, ...fields.has('until') ? { until: new Date(filled.until).toISOString() } : {},
    ...fields.has('days') ? { workingDays: Number(filled.days) } : {}, ...fields.has('number') ? { masterId: filled.number.trim() } : {}, ...fields.has('division') ? { divisionCode: filled.division } : {},
    ...fields.has('item') ? { itemCode: filled.itemCode } : {}, ...fields.has('unit') ? unit : {}, ...evidence.length === 0 ? {} : { evidence },
  }
}
