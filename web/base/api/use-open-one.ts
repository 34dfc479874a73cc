import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from './api.ts'

export type OpenOne<One> = { id: ComputedRef<string>, detail: ComputedRef<One | undefined>, detailError: ComputedRef<Error | null> }
type Asked<One> = { key: readonly [string, string], at: string, chosen: () => string, first: () => string | undefined, every?: (found: One | undefined) => number | false }

/** The one that is open beside a list: the chosen one, else the first of the list (打开的一条). */
export const useOpenOne = <One>({ key, at, chosen, first, every = () => false }: Asked<One>): OpenOne<One> => {
  const id = computed(() => chosen() !== '' ? chosen() : first() ?? '')
  const one = useQuery({ queryKey: [...key, id], enabled: () => id.value !== '', refetchInterval: query => every(query.state.data), queryFn: () => api.get<One>(`${at}/${id.value}`) })
  return { id, detail: computed(() => id.value === '' ? undefined : one.data.value as One | undefined), detailError: computed(() => one.error.value) }
}
