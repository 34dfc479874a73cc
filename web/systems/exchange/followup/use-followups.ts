import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Followup, FollowupRow, Followups } from '#contracts/exchange'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type ShownFollowup = Omit<Followup, 'trace'> & { trace: ToldTrace }
export const followupKinds = ['provision', 'disposal', 'dispute', 'withholding'] as const
type Kind = (typeof followupKinds)[number]
type Found = { view: ComputedRef<Kind>, filters: ReturnType<typeof useUrlFilters<'view' | 'open' | 'id'>>, list: Pages<FollowupRow, Followups>, detail: ComputedRef<ShownFollowup | undefined>, detailError: ComputedRef<Error | null> }

/** What follows decisions on data, of one kind, and the open one beside it (授权后续). A link to one opens the kind that it is. */
export const useFollowups = (): Found => {
  const filters = useUrlFilters({ view: '', open: 'true', id: '' })
  const asked = computed(() => filters.values.value.id)
  const linked = useQuery({ queryKey: ['exchange', 'followup', asked], enabled: () => asked.value !== '', queryFn: () => api.get<ShownFollowup>(`/exchange/followups/${asked.value}`) })
  const view = computed<Kind>(() => followupKinds.find(one => one === filters.values.value.view) ?? linked.data.value?.followup.kind ?? 'provision')
  const list = usePages<FollowupRow, Followups>(['exchange', 'followups'], '/exchange/followups', () => ({ kind: view.value, open: filters.values.value.open }))
  const first = computed(() => asked.value === '' ? list.rows.value[0]?.id ?? '' : '')
  const one = useQuery({ queryKey: ['exchange', 'followup', first], enabled: () => first.value !== '', queryFn: () => api.get<ShownFollowup>(`/exchange/followups/${first.value}`) })
  return { view, filters, list, detail: computed(() => asked.value === '' ? first.value === '' ? undefined : one.data.value : linked.data.value), detailError: computed(() => asked.value === '' ? one.error.value : linked.error.value) }
}
