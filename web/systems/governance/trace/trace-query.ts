import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api } from '../../../base/api/api.ts'
import type { Doable, ToldTrace } from '../../../base/matter/told-trace.ts'

/** What the holder of a link may see: the trace, the public photos by step, and what they themselves may do (公开进展). */
export type PublicTrace = { title: string, trace: ToldTrace, photos: { fileId: string, stepId: string | null }[], may: Doable[] }

export const traceKey = (token: string): readonly string[] => ['governance', 'trace', token]
export const readTrace = (token: string): Promise<PublicTrace> => api.get<PublicTrace>(`/governance/traces/${encodeURIComponent(token)}`)

/** One public trace, fetched again each minute while it is looked at (进展). */
export const useTrace = (token: Ref<string>): UseQueryReturnType<PublicTrace, Error> =>
  useQuery({ queryKey: ['governance', 'trace', token], queryFn: () => readTrace(token.value), refetchInterval: 60_000 })

export const photosByStep = (told: PublicTrace): Record<string, string[]> => {
  const found: Record<string, string[]> = {}
  for (const { fileId, stepId } of told.photos) (found[stepId ?? told.trace.steps[0]?.id ?? ''] ??= []).push(`/files/${fileId}`)
  return found
}
