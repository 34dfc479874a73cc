import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { DeskDataset, DeskDatasets } from '#contracts/open-data'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type Row = DeskDatasets['items'][number]
type Opened = { list: Pages<Row, DeskDatasets>, name: ComputedRef<string>, open: (name: string | null) => void, one: ComputedRef<DeskDataset | undefined>, oneError: ComputedRef<Error | null> }

/** What one's unit opens or is going to, and the one that is looked at (本单位的数据集). */
export const useDeskDatasets = (): Opened => {
  const filters = useUrlFilters({ name: '' })
  const list = usePages<Row, DeskDatasets>(['open-data', 'desk'], '/open-data/desk/datasets')
  const name = computed(() => filters.values.value.name !== '' ? filters.values.value.name : list.rows.value[0]?.name ?? '')
  const one = useQuery({ queryKey: ['open-data', 'desk-dataset', name], enabled: () => name.value !== '', queryFn: () => api.get<DeskDataset>(`/open-data/desk/datasets/${name.value}`) })
  return { list, name, open: next => { filters.set({ name: next }) }, one: computed(() => name.value === '' ? undefined : one.data.value), oneError: computed(() => one.error.value) }
}
