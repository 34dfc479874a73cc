import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import { usePages } from '../../../base/api/use-pages.ts'
import { may } from '../../../base/session/session.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'
import type { Detail, Row } from './order-types.ts'

type Filters = ReturnType<typeof useUrlFilters<'view' | 'kind' | 'number' | 'id'>>
export type Orders = { filters: Filters, rows: ComputedRef<Row[]>, error: ComputedRef<Error | null>, loading: ComputedRef<boolean>, hasMore: ComputedRef<boolean>, more: () => void, detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null>, retry: () => void }

/** The list by the filters of the address, a page at a time, and the order that is open (工单). */
export const useOrders = (): Orders => {
  const first = may('hotline.order.call_back') ? 'call_back' : may('hotline.order.read_all') ? 'desk' : 'unit'
  const filters = useUrlFilters({ view: first, kind: '', number: '', id: '' })
  const asked = computed(() => ({ view: filters.values.value.number === '' ? filters.values.value.view : 'all', kind: filters.values.value.kind, number: filters.values.value.number }))
  const list = usePages<Row>(['hotline', 'orders'], '/hotline/orders', asked)
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['hotline', 'order', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/hotline/orders/${id.value}`) })
  return {
    filters, rows: list.rows, error: list.error, loading: list.loading, hasMore: list.hasMore, more: list.more,
    detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value), retry: () => { list.retry(); void one.refetch() },
  }
}
