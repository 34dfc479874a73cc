import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import { usePages } from '../../../base/api/use-pages.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'
import type { Detail, Row } from './inbox-types.ts'

type Filters = ReturnType<typeof useUrlFilters<'view' | 'division' | 'state' | 'number' | 'id'>>
export type Inbox = {
  filters: Filters, asked: ComputedRef<Record<'view' | 'division' | 'state' | 'number', string>>, rows: ComputedRef<Row[]>, listError: ComputedRef<Error | null>, loading: ComputedRef<boolean>, hasMore: ComputedRef<boolean>, more: () => void,
  detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null>, retry: () => void
}

/** The list by the filters of the address, a page at a time, and the one that is open (收件箱). */
export const useInbox = (): Inbox => {
  const filters = useUrlFilters({ view: 'desk', division: '', state: '', number: '', id: '' })
  const asked = computed(() => ({ view: filters.values.value.number === '' ? filters.values.value.view : 'all', division: filters.values.value.division, state: filters.values.value.state, number: filters.values.value.number }))
  const list = usePages<Row>(['governance', 'incidents'], '/governance/incidents', asked)
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['governance', 'incident', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/governance/incidents/${id.value}`) })
  return {
    filters, asked, rows: list.rows, listError: list.error, loading: list.loading, hasMore: list.hasMore, more: list.more,
    detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value), retry: () => { list.retry(); void one.refetch() },
  }
}
