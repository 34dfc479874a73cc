import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Usage } from '#contracts/exchange'
import { api, urlOf } from '../../../base/api/api.ts'
import { may } from '../../../base/session/session.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type View = Usage['view']
export const cuts = ['grant', 'resource', 'unit', 'source', 'day', 'hour'] as const
type Filters = ReturnType<typeof useUrlFilters<'by' | 'view' | 'from' | 'to'>>
type Told = { filters: Filters, views: ComputedRef<View[]>, view: ComputedRef<View>, told: ComputedRef<Usage | undefined>, error: ComputedRef<Error | null>, loading: ComputedRef<boolean>, retry: () => void, sheet: ComputedRef<string> }

/** The question in the address and its answer (用量). */
export const useUsage = (): Told => {
  const filters = useUrlFilters({ by: 'grant', view: '', from: '', to: '' })
  const views = computed<View[]>(() => [...may('exchange.request.file') ? ['mine' as const] : [], ...may('exchange.request.answer') ? ['source' as const] : [], ...may('exchange.request.read_all') ? ['all' as const] : []])
  const view = computed(() => views.value.find(one => one === filters.values.value.view) ?? views.value[0] ?? 'mine')
  const asked = computed(() => ({ ...filters.values.value, view: view.value }))
  const found = useQuery({ queryKey: ['exchange', 'usage', asked], placeholderData: before => before, queryFn: () => api.get<Usage>('/exchange/usage', { query: asked.value }) })
  return {
    filters, views, view, told: computed(() => found.data.value), error: computed(() => found.error.value), loading: computed(() => found.isPending.value), retry: () => { void found.refetch() },
    sheet: computed(() => urlOf('/exchange/usage.xlsx', asked.value)),
  }
}
