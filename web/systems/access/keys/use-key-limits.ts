import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useQuery } from '@tanstack/vue-query'
import type { Key, KeyLimits } from '#contracts/access'
import { api } from '../../../base/api/api.ts'

export type { Key, KeyLimits }
export const states = ['open', 'soon', 'over'] as const
export const kinds = ['unit', 'device'] as const

/** A key at an instant: in use, ending within thirty days, past its time or revoked (密钥状态). */
export const stateOf = (key: Pick<Key, 'revokedAt' | 'expiresAt'>, now: Date): 'open' | 'soon' | 'expired' | 'revoked' => {
  if (key.revokedAt !== null) return 'revoked'
  const left = Date.parse(key.expiresAt) - now.getTime()
  return left <= 0 ? 'expired' : left <= 30 * 86_400_000 ? 'soon' : 'open'
}

/** What a key may hold, by the part of the city it belongs to, in the reader's language (密钥限度). */
export const useKeyLimits = () => {
  const { t, te } = useI18n()
  const asked = useQuery({ queryKey: ['access', 'key-limits'], staleTime: 600_000, queryFn: () => api.get<KeyLimits>('/access/key-limits') })
  const limits = computed(() => asked.data.value ?? null)
  const homeOf = (permission: string): string => permission.split('.')[0] ?? permission
  const nameOf = (permission: string): string => { const key = `${homeOf(permission)}.permission.${permission}`; return te(key) ? t(key) : permission }
  const homeName = (home: string): string => te(`${home}.home`) ? t(`${home}.home`) : home
  const byHome = (permissions: readonly string[]): { home: string, permissions: string[] }[] =>
    [...new Set(permissions.map(homeOf))].map(home => ({ home, permissions: permissions.filter(one => homeOf(one) === home) }))
  const rateOf = (rateClass: Key['rateClass']): string =>
    t('access.keys.aMinute', { class: t(`access.keys.rate.${rateClass}`), count: limits.value?.classes.find(one => one.rateClass === rateClass)?.aMinute ?? '' })
  return { limits, error: asked.error, nameOf, homeName, byHome, rateOf }
}
