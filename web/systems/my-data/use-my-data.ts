import { useQuery } from '@tanstack/vue-query'
import type { OwnAccount } from '#contracts/account'
import type { Held } from '#contracts/my-data'
import { api } from '../../base/api/api.ts'
import { language } from '../../base/texts/texts.ts'

/** What the city holds on one (城里存着的我的数据). */
export const useHeld = () => useQuery({ queryKey: ['my-data', 'held', language], queryFn: () => api.get<Held>('/my-data/held') })
/** Who may act for one, and by what one may log in: what one agreed to (我同意过的). */
export const useConsents = () => useQuery({ queryKey: ['account', 'own'], queryFn: () => api.get<OwnAccount>('/account/own') })
