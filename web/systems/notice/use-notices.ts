import { computed, type ComputedRef } from 'vue'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Inbox, Notice } from '#contracts/notice'
import { api } from '../../base/api/api.ts'
import { usePages, type Pages } from '../../base/api/use-pages.ts'
import { may, who } from '../../base/session/session.ts'

/** How many are unread; asked each minute while the page is open (未读数). */
export const useUnread = (): ComputedRef<number> => {
  const asked = useQuery({ queryKey: ['notice', 'unread'], enabled: () => who.value !== null && may('session'), refetchInterval: 60_000, retry: false, queryFn: () => api.get<Inbox>('/notices', { query: { limit: 1, unread: true } }) })
  return computed(() => asked.data.value?.unread ?? 0)
}

type Notices = Pages<Notice, Inbox> & { unread: ComputedRef<number>, read: (notice: Notice) => Promise<void>, readAll: () => Promise<void> }

/** One's own inbox, the newest first; opening one marks it as read (消息). */
export const useNotices = (): Notices => {
  const queries = useQueryClient()
  const list = usePages<Notice, Inbox>(['notice', 'list'], '/notices', {}, 30)
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['notice'] })
  return {
    ...list, unread: computed(() => list.first.value?.unread ?? 0),
    read: async notice => { if (notice.read) return; await api.post(`/notices/${notice.id}/read`); await refresh() },
    readAll: async () => { const newest = list.rows.value[0]; await api.post('/notices/read', newest === undefined ? {} : { upTo: newest.id }); await refresh() },
  }
}
