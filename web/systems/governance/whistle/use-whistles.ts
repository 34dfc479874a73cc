import { computed, type ComputedRef } from 'vue'
import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import type { WhistleDetail, WhistleFigures, WhistleRow } from '#contracts/governance'
import { api } from '../../../base/api/api.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type Detail = Omit<WhistleDetail, 'trace'> & { trace: ToldTrace }
type RowPage = { items: WhistleRow[], next: string | null }
export const views = ['desk', 'unit', 'overdue', 'all'] as const

type Whistles = {
  filters: ReturnType<typeof useUrlFilters<'view' | 'id'>>, rows: ComputedRef<WhistleRow[]>, loading: ComputedRef<boolean>, error: ComputedRef<Error | null>, hasMore: ComputedRef<boolean>, more: () => void,
  detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null>, figures: ComputedRef<WhistleFigures['rows']>, retry: () => void
}

/** Whistles by the view of the address, the one that is open, and what each department was called for (吹哨列表). */
export const useWhistles = (): Whistles => {
  const filters = useUrlFilters({ view: 'desk', id: '' })
  const view = computed(() => filters.values.value.view)
  const list = useInfiniteQuery({
    queryKey: ['governance', 'whistles', view], initialPageParam: '', placeholderData: before => before,
    queryFn: ({ pageParam }): Promise<RowPage> => api.get<RowPage>('/governance/whistles', { query: { view: view.value, limit: 50, after: pageParam } }),
    getNextPageParam: (page: RowPage) => page.next ?? undefined,
  })
  const rows = computed(() => list.data.value?.pages.flatMap(page => page.items) ?? [])
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['governance', 'whistle', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/governance/whistles/${id.value}`) })
  const summed = useQuery({ queryKey: ['governance', 'whistles', 'figures'], queryFn: () => api.get<WhistleFigures>('/governance/whistle-figures') })
  return {
    filters, rows, loading: computed(() => list.isPending.value), error: computed(() => list.error.value), hasMore: computed(() => list.hasNextPage.value), more: () => { void list.fetchNextPage() },
    detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value), figures: computed(() => summed.data.value?.rows ?? []), retry: () => { void list.refetch(); void one.refetch() },
  }
}
