import type { Doable, ToldTrace } from '../../../base/matter/told-trace.ts'

export type Row = {
  id: string, number: string, state: string, version: number, item: { code: string, name: string } | null, divisionPath: string, division: string, urgent: boolean, source: string,
  unitId: string | null, unitName: string | null, openedAt: string, dueAt: string | null, stateDueAt: string | null, suspended: boolean, point: { longitude: number, latitude: number } | null, quarantined: string | null, reporters: number
}
export type RowPage = { items: Row[], next: string | null }
export type Advice = { unitId: string | null, unitName: string | null, supporting: { unitId: string, unitName: string }[], because: { rule: string, version: number, row: number | null, sentence: string } | null }
export type Detail = {
  incident: Row, words: { id: string, words: string, placeWords: string, joined: boolean, at: string }[], photos: { fileId: string, phase: string, at: string }[], may: Doable[], trace: ToldTrace, advice: Advice | null
}
export const views = ['mine', 'unit', 'desk', 'due_soon', 'overdue'] as const
