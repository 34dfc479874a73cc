import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { DataRequest, DataRequests, RequestRow } from '#contracts/exchange'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { may } from '../../../base/session/session.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type Detail = Omit<DataRequest, 'trace'> & { trace: ToldTrace }
export type View = 'to_answer' | 'mine' | 'all'
type Requests = {
  views: ComputedRef<View[]>, filters: ReturnType<typeof useUrlFilters<'view' | 'open' | 'id'>>, view: ComputedRef<View>, list: Pages<RequestRow, DataRequests>, detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null>
}

/** Requests that one's unit answers, made, or all of them for the authority; the open one beside them (共享申请). */
export const useRequests = (): Requests => {
  const views = computed<View[]>(() => [...may('exchange.request.answer') ? ['to_answer' as const] : [], ...may('exchange.request.file') ? ['mine' as const] : [], ...may('exchange.request.read_all') ? ['all' as const] : []])
  const filters = useUrlFilters({ view: '', open: 'true', id: '' })
  const view = computed(() => views.value.find(one => one === filters.values.value.view) ?? views.value[0] ?? 'mine')
  const list = usePages<RequestRow, DataRequests>(['exchange', 'requests'], '/exchange/requests', () => ({ view: view.value, open: filters.values.value.open }))
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['exchange', 'request', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/exchange/requests/${id.value}`) })
  return { views, filters, view, list, detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value) }
}
