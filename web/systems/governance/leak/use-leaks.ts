import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import type { LeakCounts, LeakKind, LeakRow } from '#contracts/governance'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'

/** How many slipped through, by mesh; asked again every two minutes (查漏计数). */
export const useLeakCounts = (division: () => string): UseQueryReturnType<LeakCounts, Error> =>
  useQuery({ queryKey: ['governance', 'leaks', division], refetchInterval: 120_000, queryFn: () => api.get<LeakCounts>('/governance/leaks', { query: { division: division() } }) })

/** The incidents of one mesh (查漏清单). */
export const useLeakList = (kind: () => LeakKind, division: () => string): Pages<LeakRow> => usePages<LeakRow>(['governance', 'leak'], () => `/governance/leaks/${kind()}`, () => ({ division: division() }))
