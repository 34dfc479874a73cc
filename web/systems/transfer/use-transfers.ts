import { watch } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import type { TransferJob, TransferJobDetail, TransferJobs, TransferRun } from '#contracts/transfer'
import { useOpenOne, type OpenOne } from '../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../base/api/use-pages.ts'
import { useUrlFilters } from '../../base/shell/use-url-filters.ts'

type Transfers = OpenOne<TransferJobDetail> & { filters: ReturnType<typeof useUrlFilters<'state' | 'id'>>, list: Pages<TransferJob, TransferJobs> }
const moving = (run: TransferRun | null | undefined): boolean => run?.state === 'running' || run?.state === 'waiting'

/** Jobs of one's unit, or all of them for the authority; while a run is on its way its figures are fetched anew (汇聚任务). */
export const useTransfers = (): Transfers => {
  const filters = useUrlFilters({ state: 'active', id: '' })
  const list = usePages<TransferJob, TransferJobs>(['transfer', 'jobs'], '/transfer/jobs', () => ({ state: filters.values.value.state }))
  const one = useOpenOne<TransferJobDetail>({ key: ['transfer', 'job'], at: '/transfer/jobs', chosen: () => filters.values.value.id, first: () => list.rows.value[0]?.id, every: found => moving(found?.job.run) ? 1500 : 30_000 })
  const queries = useQueryClient()
  watch(() => one.detail.value?.job.run?.state, (_, before) => { if (before !== undefined) void queries.invalidateQueries({ queryKey: ['transfer', 'jobs'] }) })
  return { filters, list, ...one }
}
