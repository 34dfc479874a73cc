import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { useQuery } from '@tanstack/vue-query'
import type { Dataset } from '#contracts/open-data'
import { api } from '../../../base/api/api.ts'
import { asRefusal } from '../../../base/api/refusal.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'
import { mayDraw } from './default-chart.ts'

export type Setting = 'view' | 'by' | 'measure' | 'how' | 'words' | 'sort' | 'only'
export type Settings = ReturnType<typeof useUrlFilters<Setting>>
/** What the server says where a dataset was. */
export type Withdrawn = { dataset: string, reason: string, at: string }
export type View = 'chart' | 'table' | 'map' | 'columns' | 'versions'
/** Beyond this many rows a picture is drawn only for whoever asks for it. */
const DRAWN_AT_ONCE = 100_000
type Opened = {
  name: ComputedRef<string>, told: ComputedRef<Dataset | undefined>, error: ComputedRef<Error | null>, withdrawn: ComputedRef<Withdrawn | null>, retry: () => void, settings: Settings, views: ComputedRef<View[]>, view: ComputedRef<View>
}

/** One dataset and what is looked at of it: which views its columns allow, kept in the address (数据集). */
export const useDataset = (): Opened => {
  const route = useRoute()
  const name = computed(() => String(route.params['name'] ?? ''))
  const settings = useUrlFilters<Setting>({ view: '', by: '', measure: '', how: '', words: '', sort: '', only: '' })
  const found = useQuery({ queryKey: ['open-data', 'dataset', name], enabled: () => name.value !== '', queryFn: () => api.get<Dataset>(`/open-data/datasets/${name.value}`), retry: false })
  const told = computed(() => found.data.value)
  const views = computed<View[]>(() => {
    const roles = told.value?.columns.map(column => column.role) ?? []
    return [...mayDraw(told.value?.columns ?? []) ? ['chart' as const] : [], 'table', ...roles.includes('longitude') && roles.includes('latitude') ? ['map' as const] : [], 'columns', 'versions']
  })
  return {
    name, told, settings, views, error: computed(() => found.error.value), retry: () => { void found.refetch() },
    withdrawn: computed(() => {
      const refusal = found.error.value === null ? null : asRefusal(found.error.value)
      return refusal?.status === 410 ? refusal.detail as Withdrawn : null
    }),
    view: computed(() => views.value.find(one => one === settings.values.value.view) ?? ((told.value?.dataset.rows ?? 0) > DRAWN_AT_ONCE ? 'table' : views.value[0] ?? 'table')),
  }
}
