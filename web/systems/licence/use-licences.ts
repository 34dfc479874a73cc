import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useQuery } from '@tanstack/vue-query'
import type { LicenceState, OneLicence, OwnLicences, WalletLicence } from '#contracts/licence'
import { api } from '../../base/api/api.ts'
import { language } from '../../base/texts/texts.ts'

/** One's own licences, those in force first (我的证照). */
export const useOwnLicences = (when: () => boolean = () => true) => useQuery({ queryKey: ['licence', 'own'], enabled: computed(when), queryFn: () => api.get<OwnLicences>('/licence/licences') })

/** One's own, or through the application that one handed in for somebody: then it is theirs, and seen as long as one may act for them (代看). */
export const licencePath = (id: string, by: string | null): string => by === null ? `/licence/licences/${id}` : `/application/applications/${by}/licences/${id}`
/** By which application one came here, and how a link keeps that. */
export const cameBy = (query: Record<string, unknown>): { by: string | null, more: string } => { const by = typeof query['application'] === 'string' ? query['application'] : null; return { by, more: by === null ? '' : `?application=${by}` } }

/** One licence; looked at again until its document is sealed (一张证照). */
export const useOneLicence = (id: () => string, by: () => string | null = () => null) => useQuery({
  queryKey: computed(() => ['licence', 'one', id(), by()]), queryFn: () => api.get<OneLicence>(licencePath(id(), by())),
  refetchInterval: query => query.state.data?.document === null && query.state.data.state === 'in_force' ? 3000 : false,
})

export const toneOf = (state: LicenceState): 'ok' | 'calm' | 'warn' | 'alert' | 'stopped' => ({ in_force: 'ok', coming: 'calm', expired: 'warn', revoked: 'alert', replaced: 'stopped' } as const)[state]

/** Taken back: until when it would have held says nothing any more. */
export const ended = (state: LicenceState): boolean => state === 'revoked' || state === 'replaced'

type Words = { nameOf: (licence: { kind: { name: string, english: string } }) => string, numberOf: (number: string) => string, untilOf: (until: string | null) => string, factOf: (name: string) => string, valueOf: (value: WalletLicence['facts'][number]['value']) => string }
/** How a licence is said: its name, its number in groups, until when, and its facts (证照用语). */
export const useLicenceWords = (): Words => {
  const { t } = useI18n()
  return {
    nameOf: ({ kind }) => language.value === 'en' ? kind.english : kind.name,
    numberOf: number => number.replace(/^([A-Z]{2})(.+)(\d{4})(\d{6})$/, '$1 $2 $3 $4'),
    untilOf: until => until === null ? t('licence.open') : t('licence.until', { day: until }),
    factOf: name => t(`licence.fact.${name}`),
    valueOf: value => typeof value === 'boolean' ? t(value ? 'licence.yes' : 'licence.no') : String(value),
  }
}
