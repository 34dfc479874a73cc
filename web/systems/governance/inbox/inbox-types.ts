import type { DispatchAdvice, IncidentDetail, IncidentRow } from '#contracts/governance'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'

export type Row = IncidentRow
export type RowPage = { items: Row[], next: string | null }
export type Advice = DispatchAdvice
export type Detail = Omit<IncidentDetail, 'trace'> & { trace: ToldTrace }
export const views = ['mine', 'unit', 'desk', 'due_soon', 'overdue'] as const
