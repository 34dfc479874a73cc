import { computed, type ComputedRef } from 'vue'
import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import { may } from '../../../base/session/session.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'
import type { Detail, Row, RowPage } from './order-types.ts'

type Filters = ReturnType<typeof useUrlFilters<'view' | 'kind' | 'number' | 'id'>>
export type Orders = { filters: Filters, rows: ComputedRef<Row[]>, error: ComputedRef<Error | null>, loading: ComputedRef<boolean>, hasMore: ComputedRef<boolean>, more: () => void, detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null>, retry: () => void }

/** The list by the filters of the address, a page at a time, and the order that is open (工单). */
export const useOrders = (): Orders => {
  const first = may('hotline.order.call_back') ? 'call_back' : may('hotline.order.read_all') ? 'desk' : 'unit'
  const filters = useUrlFilters({ view: first, kind: '', number: '', id: '' })
  const asked = computed(() => ({ view: filters.values.value.number === '' ? filters.values.value.view : 'all', kind: filters.values.value.kind, number: filters.values.value.number }))
  const list = useInfiniteQuery({
    queryKey: ['hotline', 'orders', asked], initialPageParam: '', placeholderData: before => before,
    queryFn: ({ pageParam }): Promise<RowPage> => api.get<RowPage>('/hotline/orders', { query: { ...asked.value, limit: 50, after: pageParam } }),
    getNextPageParam: (page: RowPage) => page.next ?? undefined,
  })
  const rows = computed(() => list.data.value?.pages.flatMap(page => page.items) ?? [])
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['hotline', 'order', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/hotline/orders/${id.value}`) })
  return {
    filters, rows, error: computed(() => list.error.value), loading: computed(() => list.isPending.value), hasMore: computed(() => list.hasNextPage.value), more: () => { void list.fetchNextPage() },
    detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value), retry: () => { void list.refetch(); void one.refetch() },
  }
}
