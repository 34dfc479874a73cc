import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Scenario, Scenarios } from '#contracts/scenario'
import { api } from '../../base/api/api.ts'
import type { Pages } from '../../base/api/use-pages.ts'
import { useUrlFilters } from '../../base/shell/use-url-filters.ts'

type Found = {
  filters: ReturnType<typeof useUrlFilters<'q' | 'lead' | 'state' | 'id'>>, typed: Ref<string>, list: Omit<Pages<Scenarios['items'][number]>, 'first'>, told: ComputedRef<Scenarios | undefined>, id: ComputedRef<string>, one: ComputedRef<Scenario | undefined>, oneError: ComputedRef<Error | null>
}

/** Scenarios by what was typed and chosen, kept in the address; the open one beside them (共享应用场景). */
export const useScenarios = (): Found => {
  const filters = useUrlFilters({ q: '', lead: '', state: '', id: '' })
  const typed = ref(filters.values.value.q)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, next => { clearTimeout(timer); timer = setTimeout(() => { if (next.trim() !== filters.values.value.q) filters.set({ q: next.trim(), id: null }) }, 250) })
  const asked = computed(() => { const { id: _, ...rest } = filters.values.value; return rest })
  const all = useQuery({ queryKey: ['scenario', 'scenarios', asked], placeholderData: (before: Scenarios | undefined) => before, queryFn: () => api.get<Scenarios>('/scenario/scenarios', { query: asked.value }) })
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : all.data.value?.items[0]?.id ?? '')
  const one = useQuery({ queryKey: ['scenario', 'scenario', id], enabled: () => id.value !== '', placeholderData: (before: Scenario | undefined) => before, queryFn: () => api.get<Scenario>(`/scenario/scenarios/${id.value}`) })
  const list = { rows: computed(() => all.data.value?.items ?? []), loading: computed(() => all.isPending.value), error: computed(() => all.error.value), hasMore: computed(() => false), more: () => {}, retry: () => { void all.refetch() } }
  return { filters, typed, list, told: computed(() => all.data.value), id, one: computed(() => id.value === '' ? undefined : one.data.value), oneError: computed(() => one.error.value) }
}
