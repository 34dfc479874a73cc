import { computed, type ComputedRef } from 'vue'
import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'
import type { Detail, Row, RowPage } from './inbox-types.ts'

type Filters = ReturnType<typeof useUrlFilters<'view' | 'division' | 'state' | 'number' | 'id'>>
export type Inbox = {
  filters: Filters, rows: ComputedRef<Row[]>, listError: ComputedRef<Error | null>, loading: ComputedRef<boolean>, hasMore: ComputedRef<boolean>, more: () => void,
  detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null>, retry: () => void
}

/** The list by the filters of the address, a page at a time, and the one that is open (收件箱). */
export const useInbox = (): Inbox => {
  const filters = useUrlFilters({ view: 'desk', division: '', state: '', number: '', id: '' })
  const asked = computed(() => ({ view: filters.values.value.number === '' ? filters.values.value.view : 'all', division: filters.values.value.division, state: filters.values.value.state, number: filters.values.value.number }))
  const list = useInfiniteQuery({
    queryKey: ['governance', 'incidents', asked], initialPageParam: '', placeholderData: before => before,
    queryFn: ({ pageParam }): Promise<RowPage> => api.get<RowPage>('/governance/incidents', { query: { ...asked.value, limit: 50, after: pageParam } }),
    getNextPageParam: (page: RowPage) => page.next ?? undefined,
  })
  const rows = computed(() => list.data.value?.pages.flatMap(page => page.items) ?? [])
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['governance', 'incident', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/governance/incidents/${id.value}`) })
  return {
    filters, rows, listError: computed(() => list.error.value), loading: computed(() => list.isPending.value), hasMore: computed(() => list.hasNextPage.value), more: () => { void list.fetchNextPage() },
    detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value), retry: () => { void list.refetch(); void one.refetch() },
  }
}
