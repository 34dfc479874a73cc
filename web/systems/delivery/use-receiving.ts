import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useQuery } from '@tanstack/vue-query'
import type { Receiving } from '#contracts/delivery'
import { api } from '../../base/api/api.ts'
import { useClock } from '../../base/clock/use-clock.ts'
import type { TraceStep } from '../../base/ui/trace.ts'

type Asked = { at: ComputedRef<string>, told: ReturnType<typeof useQuery<Receiving>>['data'] }

/** How one receives what an application gives; at a counter, with whoever stands there (怎么领). */
export const useReceiving = (application: () => string, visit: () => string | undefined): Asked => {
  const at = computed(() => { const of = visit(); return of === undefined ? `/delivery/applications/${application()}` : `/delivery/visits/${of}/applications/${application()}` })
  const { data } = useQuery({ queryKey: computed(() => ['delivery', 'receiving', at.value]), queryFn: () => api.get<Receiving>(at.value) })
  return { at, told: data }
}

/** The way of a parcel on one river: what was done, what the carrier said, what comes (到哪儿了). */
export const useParcelTrace = (parcel: () => Receiving['parcel']): ComputedRef<TraceStep[]> => {
  const { t } = useI18n()
  const clock = useClock()
  return computed(() => {
    const one = parcel()
    if (one === null) return []
    const done: TraceStep[] = one.steps.map(step => ({ id: step.id, state: 'done', what: step.name, at: step.at, text: [step.unit, step.reason, step.note].filter(Boolean).join(t('web.comma')) }))
    if (one.final) return done
    return [...done, { id: 'now', state: 'now', what: one.stateName, text: one.dueAt === null ? '' : t(`delivery.until.${one.state === 'at_locker' ? 'fetch' : 'by'}`, { at: clock.day(new Date(Date.parse(one.dueAt) - 1)) }) }]
  })
}
