import { computed, type ComputedRef } from 'vue'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Inbox, Notice } from '#contracts/notice'
import { api } from '../../base/api/api.ts'
import { may, who } from '../../base/session/session.ts'

/** How many are unread; asked each minute while the page is open (未读数). */
export const useUnread = (): ComputedRef<number> => {
  const asked = useQuery({ queryKey: ['notice', 'unread'], enabled: () => who.value !== null && may('session'), refetchInterval: 60_000, retry: false, queryFn: () => api.get<Inbox>('/notices', { query: { limit: 1, unread: true } }) })
  return computed(() => asked.data.value?.unread ?? 0)
}

type Notices = { items: ComputedRef<Notice[]>, unread: ComputedRef<number>, loading: ComputedRef<boolean>, error: ComputedRef<Error | null>, hasMore: ComputedRef<boolean>, more: () => void, retry: () => void, read: (notice: Notice) => Promise<void>, readAll: () => Promise<void> }

/** One's own inbox, the newest first; opening one marks it as read (消息). */
export const useNotices = (): Notices => {
  const queries = useQueryClient()
  const list = useInfiniteQuery({
    queryKey: ['notice', 'list'], initialPageParam: '',
    queryFn: ({ pageParam }): Promise<Inbox> => api.get<Inbox>('/notices', { query: { limit: 30, after: pageParam } }),
    getNextPageParam: (page: Inbox) => page.next ?? undefined,
  })
  const items = computed(() => list.data.value?.pages.flatMap(page => page.items) ?? [])
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['notice'] })
  return {
    items, unread: computed(() => list.data.value?.pages[0]?.unread ?? 0), loading: computed(() => list.isPending.value), error: computed(() => list.error.value), hasMore: computed(() => list.hasNextPage.value),
    more: () => { void list.fetchNextPage() }, retry: () => { void list.refetch() },
    read: async notice => { if (notice.read) return; await api.post(`/notices/${notice.id}/read`); await refresh() },
    readAll: async () => { const newest = items.value[0]; await api.post('/notices/read', newest === undefined ? {} : { upTo: newest.id }); await refresh() },
  }
}
