import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useQuery } from '@tanstack/vue-query'
import type { ItemPage, ItemTerms } from '#contracts/service-item'
import { api } from '../../../base/api/api.ts'
import { useClock } from '../../../base/clock/use-clock.ts'
import { language } from '../../../base/texts/texts.ts'

type Span = 'at_once' | { amount: number, unit: 'days' | 'working_days' } | null
export type Where = { code: string, name: string }

const key = 'haihe.services.where'
const kept = (): Where | null => { try { return JSON.parse(localStorage.getItem(key) ?? 'null') as Where | null } catch { return null } }
/** Where the reader lives, as far as told; kept on this device only (办事地点). */
export const where = ref<Where | null>(kept())
export const liveAt = (place: Where | null): void => {
  where.value = place
  try { if (place === null) localStorage.removeItem(key); else localStorage.setItem(key, JSON.stringify(place)) } catch { /* told again next time */ }
}

export const useTerms = (): Ref<ItemTerms | undefined> => useQuery({ queryKey: ['service-item', 'terms'], staleTime: 600_000, queryFn: () => api.get<ItemTerms>('/service-item/terms') }).data

/** Items for a question or a choice; fetched anew when the place changes (搜事项). */
export const useItems = (asked: ComputedRef<Record<string, string>>) => useQuery({
  queryKey: computed(() => ['service-item', 'items', asked.value, where.value?.code]), enabled: computed(() => Object.keys(asked.value).length > 0), placeholderData: (before: ItemPage | undefined) => before,
  queryFn: () => api.get<ItemPage>('/service-item/items', { query: { ...asked.value, division: where.value?.code, limit: asked.value['q'] === undefined ? 200 : 20 } }),
})

/** A term in the reader's language. */
export const termName = (term: { name: string, english: string }): string => language.value === 'en' ? term.english : term.name

/** “当场办”, “5 个工作日”, or that no law says (时限用语). */
export const useSpans = (): ((span: Span) => string) => {
  const { t } = useI18n()
  const clock = useClock()
  return span => span === null ? t('service_item.noLaw') : span === 'at_once' ? t('service_item.atOnce') : clock.limit(span.amount, span.unit)
}
