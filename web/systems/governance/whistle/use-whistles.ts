import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { WhistleDetail, WhistleFigures, WhistleRow } from '#contracts/governance'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type Detail = Omit<WhistleDetail, 'trace'> & { trace: ToldTrace }
export const views = ['desk', 'unit', 'overdue', 'all'] as const

type Whistles = {
  filters: ReturnType<typeof useUrlFilters<'view' | 'id'>>, list: Pages<WhistleRow>,
  detail: ComputedRef<Detail | undefined>, detailError: ComputedRef<Error | null>, figures: ComputedRef<WhistleFigures['rows']>
}

/** Whistles by the view of the address, the one that is open, and what each department was called for (吹哨列表). */
export const useWhistles = (): Whistles => {
  const filters = useUrlFilters({ view: 'desk', id: '' })
  const list = usePages<WhistleRow>(['governance', 'whistles'], '/governance/whistles', () => ({ view: filters.values.value.view }))
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['governance', 'whistle', id], enabled: () => id.value !== '', queryFn: () => api.get<Detail>(`/governance/whistles/${id.value}`) })
  const summed = useQuery({ queryKey: ['governance', 'whistles', 'figures'], queryFn: () => api.get<WhistleFigures>('/governance/whistle-figures') })
  return { filters, list, detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value), figures: computed(() => summed.data.value?.rows ?? []) }
}
