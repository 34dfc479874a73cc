import { useQuery } from '@tanstack/vue-query'
import type { OwnAccount } from '#contracts/account'
import { api } from '../../base/api/api.ts'

/** How well the city knows one, and who may act for whom (我的账号). */
export const useOwnAccount = () => useQuery({ queryKey: ['account', 'own'], queryFn: () => api.get<OwnAccount>('/account/own') })
