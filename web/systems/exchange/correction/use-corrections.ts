import type { Correction, CorrectionRow, Corrections } from '#contracts/exchange'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { may } from '../../../base/session/session.ts'
import { useViewedList, type ViewedList } from '../../../base/shell/use-viewed-list.ts'

export type ShownCorrection = Omit<Correction, 'trace'> & { trace: ToldTrace }
type View = 'to_answer' | 'mine' | 'all'

/** Corrections that one's unit answers, asked, or all of them for the authority (数据校核). */
export const useCorrections = (): ViewedList<View, CorrectionRow, Corrections, ShownCorrection> => useViewedList(['exchange', 'corrections', 'correction'], '/exchange/corrections', () => [
  ...may('exchange.correction.answer') ? ['to_answer' as const] : [], ...may('exchange.correction.file') ? ['mine' as const] : [], ...may('exchange.request.read_all') ? ['all' as const] : [],
], 'mine')
