import { computed, type ComputedRef } from 'vue'
import type { PublicationReview, PublicationReviews } from '#contracts/governance'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export const views = ['waiting', 'published'] as const
type Reviews = { filters: ReturnType<typeof useUrlFilters<'view' | 'id'>>, list: Pages<PublicationReview, PublicationReviews>, current: ComputedRef<PublicationReview | undefined> }

/** What waits to be looked at before it may be public, or is public now; the open one (公开审核列表). */
export const useReviews = (): Reviews => {
  const filters = useUrlFilters({ view: 'waiting', id: '' })
  const list = usePages<PublicationReview, PublicationReviews>(['governance', 'reviews'], '/governance/publication-reviews', () => ({ view: filters.values.value.view }), 30)
  return { filters, list, current: computed(() => list.rows.value.find(row => row.incident.id === filters.values.value.id) ?? list.rows.value[0]) }
}
