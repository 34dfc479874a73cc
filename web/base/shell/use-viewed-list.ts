import { computed, type ComputedRef } from 'vue'
import { useOpenOne, type OpenOne } from '../api/use-open-one.ts'
import { usePages, type Page, type Pages } from '../api/use-pages.ts'
import { useUrlFilters } from './use-url-filters.ts'

export type ViewedList<View extends string, Row, P extends Page<Row>, One> = OpenOne<One> & { views: ComputedRef<View[]>, view: ComputedRef<View>, filters: ReturnType<typeof useUrlFilters<'view' | 'open' | 'id'>>, list: Pages<Row, P> }

/** Matters in the view that one chose of those one may have, all or the open ones, what is due first on top; the open one beside them (按看法列出的事项). */
export const useViewedList = <View extends string, Row extends { id: string }, P extends Page<Row>, One>(key: readonly [system: string, many: string, one: string], at: string, seen: () => View[], otherwise: View): ViewedList<View, Row, P, One> => {
  const views = computed(seen)
  const filters = useUrlFilters({ view: '', open: 'true', id: '' })
  const view = computed(() => views.value.find(one => one === filters.values.value.view) ?? views.value[0] ?? otherwise)
  const list = usePages<Row, P>([key[0], key[1]], at, () => ({ view: view.value, open: filters.values.value.open }))
  return { views, view, filters, list, ...useOpenOne<One>({ key: [key[0], key[2]], at, chosen: () => filters.values.value.id, first: () => list.rows.value[0]?.id }) }
}
