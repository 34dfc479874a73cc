import { computed, type ComputedRef } from 'vue'
import { useInfiniteQuery } from '@tanstack/vue-query'
import type { PublicationReview, PublicationReviews } from '#contracts/governance'
import { api } from '../../../base/api/api.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export const views = ['waiting', 'published'] as const
type Reviews = {
  filters: ReturnType<typeof useUrlFilters<'view' | 'id'>>, rows: ComputedRef<PublicationReview[]>, current: ComputedRef<PublicationReview | undefined>, loading: ComputedRef<boolean>, error: ComputedRef<Error | null>,
  hasMore: ComputedRef<boolean>, more: () => void, retry: () => Promise<void>
}

/** What waits to be looked at before it may be public, or is public now; the open one (公开审核列表). */
export const useReviews = (): Reviews => {
  const filters = useUrlFilters({ view: 'waiting', id: '' })
  const view = computed(() => filters.values.value.view)
  const list = useInfiniteQuery({
    queryKey: ['governance', 'reviews', view], initialPageParam: '',
    queryFn: ({ pageParam }): Promise<PublicationReviews> => api.get<PublicationReviews>('/governance/publication-reviews', { query: { view: view.value, limit: 30, after: pageParam } }),
    getNextPageParam: (page: PublicationReviews) => page.next ?? undefined,
  })
  const rows = computed(() => list.data.value?.pages.flatMap(page => page.items) ?? [])
  const current = computed(() => rows.value.find(row => row.incident.id === filters.values.value.id) ?? rows.value[0])
  return { filters, rows, current, loading: computed(() => list.isPending.value), error: computed(() => list.error.value), hasMore: computed(() => list.hasNextPage.value), more: () => { void list.fetchNextPage() }, retry: async () => { await list.refetch() } }
}
