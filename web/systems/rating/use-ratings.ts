import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useQuery } from '@tanstack/vue-query'
import type { OwnRating, OwnRatings } from '#contracts/rating'
import { api } from '../../base/api/api.ts'

/** One's own: what one may rate, and what came of what one rated (我的评价). */
export const useOwnRatings = (when: () => boolean = () => true) => useQuery({ queryKey: ['rating', 'own'], enabled: computed(when), queryFn: () => api.get<OwnRatings>('/rating/ratings', { query: { limit: 50 } }) })

/** The five levels in the words of the rule, from worst to best (五级). */
export const useLevels = (): (() => string[]) => {
  const { t } = useI18n()
  return () => [1, 2, 3, 4, 5].map(level => t(`rating.level.${level}`))
}

/** “河西区民政局，高龄津贴发放” (评价的是什么). */
export const useContactWords = (): ((one: Pick<OwnRating, 'source' | 'item'>) => string) => {
  const { t } = useI18n()
  return one => one.item === '' ? t(`rating.source.${one.source}`) : one.item
}

/** The last day of a time that ends with a day (最后一天). */
export const lastDay = (at: string): string => new Date(Date.parse(at) - 1).toISOString()

export const isBad = (level: number): boolean => level <= 2
