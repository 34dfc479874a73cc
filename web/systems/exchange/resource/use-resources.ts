import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Resource, ResourceCounts, ResourcePage, ResourceRow } from '#contracts/exchange'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type Narrowed = 'unit' | 'library' | 'share' | 'open'
type Resources = {
  filters: ReturnType<typeof useUrlFilters<'q' | Narrowed | 'code'>>, typed: Ref<string>, list: Pages<ResourceRow, ResourcePage>, counts: ComputedRef<ResourceCounts | undefined>
  code: ComputedRef<string>, one: ComputedRef<Resource | undefined>, oneError: ComputedRef<Error | null>
}

/** The catalogue by what was typed and chosen, kept in the address; the open entry beside it (数据目录). */
export const useResources = (): Resources => {
  const filters = useUrlFilters({ q: '', unit: '', library: '', share: '', open: '', code: '' })
  const typed = ref(filters.values.value.q)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, next => { clearTimeout(timer); timer = setTimeout(() => { filters.set({ q: next.trim(), code: null }) }, 250) })
  const asked = computed(() => { const { code: _, ...rest } = filters.values.value; return rest })
  const list = usePages<ResourceRow, ResourcePage>(['exchange', 'resources'], '/exchange/resources', asked)
  const counts = useQuery({ queryKey: ['exchange', 'counts'], staleTime: 300_000, queryFn: () => api.get<ResourceCounts>('/exchange/resource-counts') })
  const code = computed(() => filters.values.value.code !== '' ? filters.values.value.code : list.rows.value[0]?.code ?? '')
  const one = useQuery({ queryKey: ['exchange', 'resource', code], enabled: () => code.value !== '', placeholderData: before => before, queryFn: () => api.get<Resource>(`/exchange/resources/${code.value}`) })
  return { filters, typed, list, counts: computed(() => counts.data.value), code, one: computed(() => code.value === '' ? undefined : one.data.value), oneError: computed(() => one.error.value) }
}
