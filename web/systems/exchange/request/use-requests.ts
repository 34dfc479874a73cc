import type { DataRequest, DataRequests, RequestRow } from '#contracts/exchange'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { may } from '../../../base/session/session.ts'
import { useViewedList, type ViewedList } from '../../../base/shell/use-viewed-list.ts'

export type Detail = Omit<DataRequest, 'trace'> & { trace: ToldTrace }
export type View = 'to_answer' | 'mine' | 'all'

/** Requests that one's unit answers, made, or all of them for the authority (共享申请). */
export const useRequests = (): ViewedList<View, RequestRow, DataRequests, Detail> => useViewedList(['exchange', 'requests', 'request'], '/exchange/requests', () => [
  ...may('exchange.request.answer') ? ['to_answer' as const] : [], ...may('exchange.request.file') ? ['mine' as const] : [], ...may('exchange.request.read_all') ? ['all' as const] : [],
], 'mine')
