import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Statistics } from '#contracts/governance'
import { api, urlOf } from '../../../base/api/api.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'
import { daysOf, shift } from '../../../base/clock/days.ts'

export type Row = Statistics['rows'][number]
export type Name = 'by' | 'every' | 'from' | 'to' | 'division' | 'unit' | 'item'
type Filters = ReturnType<typeof useUrlFilters<Name>>
export type Asked = Record<Name, string>
export type Told = {
  filters: Filters, now: ComputedRef<Statistics | undefined>, before: ComputedRef<Statistics | undefined>, error: ComputedRef<Error | null>, loading: ComputedRef<boolean>, retry: () => void, sheet: ComputedRef<string>
}

/** The question in the address, its answer, and the answer for as many days before (统计). */
export const useStatistics = (): Told => {
  const filters = useUrlFilters<Name>({ by: 'division', every: 'day', from: '', to: '', division: '', unit: '', item: '' })
  const ask = (query: Partial<Asked>): Promise<Statistics> => api.get<Statistics>('/governance/statistics', { query })
  const found = useQuery({ queryKey: ['governance', 'statistics', filters.values], placeholderData: before => before, queryFn: () => ask(filters.values.value) })
  const earlier = computed(() => {
    const told = found.data.value
    if (told === undefined) return null
    const days = daysOf(told.from, told.to)
    return { ...filters.values.value, by: 'division', from: shift(told.from, -days), to: shift(told.from, -1) }
  })
  const before = useQuery({ queryKey: ['governance', 'statistics', earlier], enabled: () => earlier.value !== null, placeholderData: last => last, queryFn: () => ask(earlier.value ?? {}) })
  return {
    filters, now: computed(() => found.data.value), before: computed(() => before.data.value), error: computed(() => found.error.value), loading: computed(() => found.isPending.value),
    retry: () => { void found.refetch() }, sheet: computed(() => urlOf('/governance/statistics.xlsx', filters.values.value)),
  }
}
