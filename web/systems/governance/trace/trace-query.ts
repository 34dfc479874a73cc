import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api } from '../../../base/api/api.ts'
import type { ToldTrace } from './trace-view.ts'

export const traceKey = (token: string): readonly string[] => ['governance', 'trace', token]
export const readTrace = (token: string): Promise<ToldTrace> => api.get<ToldTrace>(`/governance/traces/${encodeURIComponent(token)}`)

/** One public trace, fetched again each minute while it is looked at (进展). */
export const useTrace = (token: Ref<string>): UseQueryReturnType<ToldTrace, Error> =>
  useQuery({ queryKey: ['governance', 'trace', token], queryFn: () => readTrace(token.value), refetchInterval: 60_000 })
