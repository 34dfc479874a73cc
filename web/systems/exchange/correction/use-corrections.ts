import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Correction, CorrectionRow, Corrections } from '#contracts/exchange'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { may } from '../../../base/session/session.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type ShownCorrection = Omit<Correction, 'trace'> & { trace: ToldTrace }
type View = 'to_answer' | 'mine' | 'all'
type Found = { views: ComputedRef<View[]>, view: ComputedRef<View>, filters: ReturnType<typeof useUrlFilters<'view' | 'open' | 'id'>>, list: Pages<CorrectionRow, Corrections>, detail: ComputedRef<ShownCorrection | undefined>, detailError: ComputedRef<Error | null> }

/** Corrections that one's unit answers, asked, or all of them for the authority; the open one beside them (数据校核). */
export const useCorrections = (): Found => {
  const views = computed<View[]>(() => [...may('exchange.correction.answer') ? ['to_answer' as const] : [], ...may('exchange.correction.file') ? ['mine' as const] : [], ...may('exchange.request.read_all') ? ['all' as const] : []])
  const filters = useUrlFilters({ view: '', open: 'true', id: '' })
  const view = computed(() => views.value.find(one => one === filters.values.value.view) ?? views.value[0] ?? 'mine')
  const list = usePages<CorrectionRow, Corrections>(['exchange', 'corrections'], '/exchange/corrections', () => ({ view: view.value, open: filters.values.value.open }))
  const id = computed(() => filters.values.value.id !== '' ? filters.values.value.id : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['exchange', 'correction', id], enabled: () => id.value !== '', queryFn: () => api.get<ShownCorrection>(`/exchange/corrections/${id.value}`) })
  return { views, view, filters, list, detail: computed(() => id.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value) }
}
