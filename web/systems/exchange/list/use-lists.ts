import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Demand, DemandRow, Demands, Duties, DutiesOfUnit, ListCounts, Negatives } from '#contracts/exchange'
import { api } from '../../../base/api/api.ts'
import { useOpenOne, type OpenOne } from '../../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type DemandDetail = Omit<Demand, 'trace'> & { trace: ToldTrace }
export const lists = ['demands', 'duties', 'negatives'] as const
export type List = (typeof lists)[number]
type Filters = ReturnType<typeof useUrlFilters<'list' | 'view' | 'open' | 'id' | 'unit'>>

/** Which of the three lists is open, and how much stands in each (三张清单). */
export const useLists = (): { filters: Filters, list: ComputedRef<List>, counts: ComputedRef<ListCounts | undefined> } => {
  const filters = useUrlFilters({ list: 'demands', view: 'all', open: 'true', id: '', unit: '' })
  const counts = useQuery({ queryKey: ['exchange', 'list-counts'], queryFn: () => api.get<ListCounts>('/exchange/list-counts') })
  return { filters, list: computed(() => lists.find(one => one === filters.values.value.list) ?? 'demands'), counts: computed(() => counts.data.value) }
}

/** Demands, what is due first on top; the open one beside them (需求清单). */
export const useDemands = (filters: Filters): OpenOne<DemandDetail> & { list: Pages<DemandRow, Demands> } => {
  const list = usePages<DemandRow, Demands>(['exchange', 'demands'], '/exchange/demands', () => ({ view: filters.values.value.view, open: filters.values.value.open }))
  return { list, ...useOpenOne<DemandDetail>({ key: ['exchange', 'demand'], at: '/exchange/demands', chosen: () => filters.values.value.id, first: () => list.rows.value[0]?.id }) }
}

/** What each source department owes, and the entries of the one that is open (责任清单). */
export const useDuties = (filters: Filters): { duties: ComputedRef<Duties | undefined>, unit: ComputedRef<DutiesOfUnit | undefined>, error: ComputedRef<Error | null> } => {
  const all = useQuery({ queryKey: ['exchange', 'duties'], queryFn: () => api.get<Duties>('/exchange/duties') })
  const chosen = computed(() => filters.values.value.unit !== '' ? filters.values.value.unit : all.data.value?.items[0]?.unit.id ?? '')
  const one = useQuery({ queryKey: ['exchange', 'duty', chosen], enabled: () => chosen.value !== '', placeholderData: before => before, queryFn: () => api.get<DutiesOfUnit>(`/exchange/duties/${chosen.value}`) })
  return { duties: computed(() => all.data.value), unit: computed(() => one.data.value), error: computed(() => all.error.value ?? one.error.value) }
}

/** What the law forbids to share (负面清单). */
export const useNegatives = (): { negatives: ComputedRef<Negatives | undefined>, error: ComputedRef<Error | null> } => {
  const all = useQuery({ queryKey: ['exchange', 'negatives'], staleTime: 300_000, queryFn: () => api.get<Negatives>('/exchange/negatives') })
  return { negatives: computed(() => all.data.value), error: computed(() => all.error.value) }
}
