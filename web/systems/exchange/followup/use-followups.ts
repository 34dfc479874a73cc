import { computed, type ComputedRef } from 'vue'
import type { Followup, FollowupRow, Followups } from '#contracts/exchange'
import { useOpenOne, type OpenOne } from '../../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type ShownFollowup = Omit<Followup, 'trace'> & { trace: ToldTrace }
export const followupKinds = ['provision', 'disposal', 'dispute', 'withholding'] as const
type Kind = (typeof followupKinds)[number]
type Found = OpenOne<ShownFollowup> & { view: ComputedRef<Kind>, filters: ReturnType<typeof useUrlFilters<'view' | 'open' | 'id'>>, list: Pages<FollowupRow, Followups> }

/** What follows decisions on data, of one kind, and the open one beside it (授权后续). A link to one opens the kind that it is. */
export const useFollowups = (): Found => {
  const filters = useUrlFilters({ view: '', open: 'true', id: '' })
  const place = { key: ['exchange', 'followup'] as const, at: '/exchange/followups' }
  const linked = useOpenOne<ShownFollowup>({ ...place, chosen: () => filters.values.value.id, first: () => undefined })
  const view = computed<Kind>(() => followupKinds.find(one => one === filters.values.value.view) ?? linked.detail.value?.followup.kind ?? 'provision')
  const list = usePages<FollowupRow, Followups>(['exchange', 'followups'], place.at, () => ({ kind: view.value, open: filters.values.value.open }))
  return { view, filters, list, ...useOpenOne<ShownFollowup>({ ...place, chosen: () => filters.values.value.id, first: () => list.rows.value[0]?.id }) }
}
