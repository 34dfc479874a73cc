import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { DatasetPage, DatasetRow, OpenCounts } from '#contracts/open-data'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export const facets = ['theme', 'unit', 'tag'] as const
export type Facet = typeof facets[number]
export const sorts = ['renewed', 'downloads', 'title'] as const
type Datasets = {
  filters: ReturnType<typeof useUrlFilters<'q' | 'sort' | Facet>>, list: Pages<DatasetRow, DatasetPage>, counts: ComputedRef<OpenCounts | undefined>, narrowed: ComputedRef<boolean>, clear: () => void
}

/** What is open, by what was typed and chosen, kept in the address; beside it how much there is of what (数据集检索). */
export const useDatasets = (): Datasets => {
  const filters = useUrlFilters({ q: '', theme: '', unit: '', tag: '', sort: '' })
  const list = usePages<DatasetRow, DatasetPage>(['open-data', 'datasets'], '/open-data/datasets', () => filters.values.value, 20)
  const counts = useQuery({ queryKey: ['open-data', 'counts'], staleTime: 60_000, queryFn: () => api.get<OpenCounts>('/open-data/counts') })
  return {
    filters, list, counts: computed(() => counts.data.value), narrowed: computed(() => filters.values.value.q !== '' || facets.some(facet => filters.values.value[facet] !== '')),
    clear: () => { filters.set({ q: null, theme: null, unit: null, tag: null }) },
  }
}
