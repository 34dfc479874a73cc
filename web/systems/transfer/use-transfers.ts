import { computed, watch, type ComputedRef } from 'vue'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { TransferJob, TransferJobDetail, TransferJobs, TransferRun } from '#contracts/transfer'
import { api } from '../../base/api/api.ts'
import { usePages, type Pages } from '../../base/api/use-pages.ts'
import { useUrlFilters } from '../../base/shell/use-url-filters.ts'

type Transfers = { filters: ReturnType<typeof useUrlFilters<'state' | 'id'>>, list: Pages<TransferJob, TransferJobs>, detail: ComputedRef<TransferJobDetail | undefined>, error: ComputedRef<Error | null> }
const moving = (run: TransferRun | null | undefined): boolean => run?.state === 'running' || run?.state === 'waiting'

/** Jobs of one's unit, or all of them for the authority; while a run is on its way its figures are fetched anew (汇聚任务). */
export const useTransfers = (): Transfers => {
  const filters = useUrlFilters({ state: 'active', id: '' })
  const list = usePages<TransferJob, TransferJobs>(['transfer', 'jobs'], '/transfer/jobs', () => ({ state: filters.values.value.state }))
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['transfer', 'job', id], enabled: () => id.value !== '', refetchInterval: query => moving(query.state.data?.job.run) ? 1500 : 30_000, queryFn: () => api.get<TransferJobDetail>(`/transfer/jobs/${id.value}`) })
  const queries = useQueryClient()
  watch(() => one.data.value?.job.run?.state, (_, before) => { if (before !== undefined) void queries.invalidateQueries({ queryKey: ['transfer', 'jobs'] }) })
  return { filters, list, detail: computed(() => id.value === '' ? undefined : one.data.value), error: computed(() => one.error.value) }
}
