import { computed, type ComputedRef } from 'vue'
import { useInfiniteQuery, useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import type { LeakCounts, LeakKind, LeakRow } from '#contracts/governance'
import { api } from '../../../base/api/api.ts'

type Page = { items: LeakRow[], next: string | null }
/** How many slipped through, by mesh; asked again every two minutes (查漏计数). */
export const useLeakCounts = (division: () => string): UseQueryReturnType<LeakCounts, Error> =>
  useQuery({ queryKey: ['governance', 'leaks', division], refetchInterval: 120_000, queryFn: () => api.get<LeakCounts>('/governance/leaks', { query: { division: division() } }) })

export type LeakList = { rows: ComputedRef<LeakRow[]>, error: ComputedRef<Error | null>, loading: ComputedRef<boolean>, hasMore: ComputedRef<boolean>, more: () => void, retry: () => void }
export const useLeakList = (kind: () => LeakKind, division: () => string): LeakList => {
  const list = useInfiniteQuery({
    queryKey: ['governance', 'leak', kind, division], initialPageParam: '', getNextPageParam: (page: Page) => page.next ?? undefined,
    queryFn: ({ pageParam }): Promise<Page> => api.get<Page>(`/governance/leaks/${kind()}`, { query: { division: division(), limit: 50, after: pageParam } }),
  })
  return {
    rows: computed(() => list.data.value?.pages.flatMap(page => page.items) ?? []), error: computed(() => list.error.value), loading: computed(() => list.isPending.value),
    hasMore: computed(() => list.hasNextPage.value), more: () => { void list.fetchNextPage() }, retry: () => { void list.refetch() },
  }
}
