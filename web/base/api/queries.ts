import { MutationCache, QueryCache, QueryClient } from '@tanstack/vue-query'
import { Refusal } from './refusal.ts'
import { noticedOffline, noticedOnline } from './online.ts'

const hear = (error: unknown): void => { if (error instanceof Refusal && error.code === 'offline') noticedOffline() }
const again = (count: number, error: unknown): boolean => count < 2 && error instanceof Refusal && (error.status >= 500 || error.status === 0)

/** Old figures stay while new ones are fetched; only lost answers are asked again, refusals never (查询缓存). */
export const makeQueries = (): QueryClient => new QueryClient({
  queryCache: new QueryCache({ onError: hear, onSuccess: noticedOnline }),
  mutationCache: new MutationCache({ onError: hear, onSuccess: noticedOnline }),
  defaultOptions: { queries: { staleTime: 10_000, retry: again, networkMode: 'always', refetchOnWindowFocus: true }, mutations: { retry: false, networkMode: 'always' } },
})
