import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { useInfiniteQuery } from '@tanstack/vue-query'
import { api, type Query } from './api.ts'

export type Page<T> = { items: T[], next: string | null }
export type Pages<T, P extends Page<T> = Page<T>> = {
  rows: ComputedRef<T[]>, first: ComputedRef<P | undefined>, loading: ComputedRef<boolean>, error: ComputedRef<Error | null>, hasMore: ComputedRef<boolean>, more: () => void, retry: () => void
}

/** A list of the server's, a page at a time by its own cursor; old rows stay while new ones are fetched (分页列表). */
export const usePages = <T, P extends Page<T> = Page<T>>(key: readonly unknown[], path: MaybeRefOrGetter<string>, query: MaybeRefOrGetter<Query> = {}, limit = 50): Pages<T, P> => {
  const asked = computed(() => ({ path: toValue(path), ...toValue(query) }))
  const list = useInfiniteQuery({
    queryKey: [...key, asked], initialPageParam: '', placeholderData: before => before,
    queryFn: ({ pageParam }): Promise<P> => api.get<P>(toValue(path), { query: { ...toValue(query), limit, after: pageParam } }),
    getNextPageParam: (page: P) => page.next ?? undefined,
  })
  return {
    rows: computed(() => list.data.value?.pages.flatMap(page => page.items) ?? []), first: computed(() => list.data.value?.pages[0] as P | undefined), loading: computed(() => list.isPending.value), error: computed(() => list.error.value),
    hasMore: computed(() => list.hasNextPage.value), more: () => { void list.fetchNextPage() }, retry: () => { void list.refetch() },
  }
}
