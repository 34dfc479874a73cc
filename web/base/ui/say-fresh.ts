import type { QueryClient, QueryKey } from '@tanstack/vue-query'
import { say } from './toast.ts'

/** Fetches anew what a step changed, and only then says that it is done: whoever goes on at once acts on what is true now, not on what was (办好再说). */
export const sayFresh = async (queries: QueryClient, words: string, ...keys: QueryKey[]): Promise<void> => {
  await Promise.all(keys.map(queryKey => queries.invalidateQueries({ queryKey })))
  say(words)
}
