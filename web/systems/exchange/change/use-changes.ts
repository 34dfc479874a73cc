import type { CatalogueChange, CatalogueChanges, ChangeRow } from '#contracts/exchange'
import type { ToldTrace } from '../../../base/matter/told-trace.ts'
import { may } from '../../../base/session/session.ts'
import { useViewedList, type ViewedList } from '../../../base/shell/use-viewed-list.ts'

export type Detail = Omit<CatalogueChange, 'trace'> & { trace: ToldTrace }
export type View = 'to_assess' | 'to_review' | 'mine' | 'all'

/** Changes of the catalogue that one's unit drafts or signs, or that the authority reviews (目录变更). */
export const useChanges = (): ViewedList<View, ChangeRow, CatalogueChanges, Detail> => useViewedList(['exchange', 'changes', 'change'], '/exchange/changes', () => [
  ...may('exchange.change.assess') ? ['to_assess' as const] : [], ...may('exchange.change.review') ? ['to_review' as const, 'all' as const] : ['mine' as const],
], 'mine')
