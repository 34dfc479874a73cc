import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { CatalogueChange, CatalogueChanges, ChangeRow } from '#contracts/exchange'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { may } from '../../../base/session/session.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type Detail = Omit<CatalogueChange, 'trace'> & { trace: ToldTrace }
export type View = 'to_assess' | 'to_review' | 'mine' | 'all'
type Changes = { views: ComputedRef<View[]>, filters: ReturnType<typeof useUrlFilters<'view' | 'open' | 'id'>>, view: ComputedRef<View>, list: Pages<ChangeRow, CatalogueChanges>, detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null> }

/** Changes of the catalogue that one's unit drafts or signs, or that the authority reviews; the open one beside them (目录变更). */
export const useChanges = (): Changes => {
  const views = computed<View[]>(() => [...may('exchange.change.assess') ? ['to_assess' as const] : [], ...may('exchange.change.review') ? ['to_review' as const, 'all' as const] : ['mine' as const]])
  const filters = useUrlFilters({ view: '', open: 'true', id: '' })
  const view = computed(() => views.value.find(one => one === filters.values.value.view) ?? views.value[0] ?? 'mine')
  const list = usePages<ChangeRow, CatalogueChanges>(['exchange', 'changes'], '/exchange/changes', () => ({ view: view.value, open: filters.values.value.open }))
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['exchange', 'change', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/exchange/changes/${id.value}`) })
  return { views, filters, view, list, detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value) }
}
