import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Dataset, RowsPage } from '#contracts/open-data'
import { useInfiniteQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import type { Settings } from './use-dataset.ts'

type Cells = RowsPage['rows'][number]
type Rows = {
  typed: Ref<string>, sort: ComputedRef<{ field: string, down: boolean }>, only: ComputedRef<string[]>, order: (field: string) => void, keep: (field: string, value: string) => void, drop: (filter: string) => void
  rows: ComputedRef<Cells[]>, count: ComputedRef<number>, loading: ComputedRef<boolean>, error: ComputedRef<Error | null>, hasMore: ComputedRef<boolean>, more: () => void, retry: () => void
}

/** The rows of a published table, a page at a time: by words, by values of columns, in the order of a column; all of it in the address (数据预览). */
export const useRows = (told: () => Dataset, settings: Settings): Rows => {
  const { values, set } = settings
  const typed = ref(values.value.words)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, next => { clearTimeout(timer); timer = setTimeout(() => { set({ words: next.trim() }) }, 250) })
  const sort = computed(() => ({ field: values.value.sort.replace(/ desc$/, ''), down: values.value.sort.endsWith(' desc') }))
  const only = computed(() => values.value.only === '' ? [] : values.value.only.split('\n'))
  const asked = computed(() => ({ q: values.value.words, sort: values.value.sort, filter: only.value }))
  const found = useInfiniteQuery({
    queryKey: computed(() => ['open-data', 'rows', told().dataset.name, told().dataset.version, asked.value]), initialPageParam: '', placeholderData: before => before, retry: false,
    queryFn: ({ pageParam }): Promise<RowsPage> => api.get<RowsPage>(`/open-data/datasets/${told().dataset.name}/rows`, { query: { ...asked.value, limit: 50, after: pageParam } }), getNextPageParam: (page: RowsPage) => page.next ?? undefined,
  })
  return {
    typed, sort, only, keep: (field, value) => { set({ only: [...new Set([...only.value, `${field}=${value}`])].join('\n') }) }, drop: filter => { set({ only: only.value.filter(one => one !== filter).join('\n') }) },
    order: field => { set({ sort: sort.value.field !== field ? field : sort.value.down ? '' : `${field} desc` }) },
    rows: computed(() => found.data.value?.pages.flatMap(page => page.rows) ?? []), count: computed(() => found.data.value?.pages[0]?.count ?? 0), loading: computed(() => found.isPending.value), error: computed(() => found.error.value),
    hasMore: computed(() => found.hasNextPage.value), more: () => { void found.fetchNextPage() }, retry: () => { void found.refetch() },
  }
}
