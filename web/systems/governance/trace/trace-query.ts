import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import type { IncidentDetail } from '#contracts/governance'
import { api } from '../../../base/api/api.ts'
import { keptTraces } from '../mine/kept-traces.ts'
import type { Doable, ToldTrace } from '../../../base/matter/told-trace.ts'

/** A matter as its reporter sees it: by the link that only they hold, or under their name, where they may also act; what they began by telephone they only read (进展). */
export type Seen = { title: string, trace: ToldTrace, photos: Record<string, string[]>, may: Doable[] }
export type Source = { token: string } | { id: string } | { own: string }

export const seenKey = (source: Source): readonly unknown[] => ['governance', 'seen', source]

/** A picture stands with the step that it proves: what was found with the report, the others with the step that they were sent for. */
export const stepOfPhoto = ({ steps }: ToldTrace, { phase, at }: { phase: string, at: string }): string =>
  (phase === 'before' ? steps[0] : steps.find(step => Date.parse(step.at) >= Date.parse(at)) ?? steps.at(-1))?.id ?? ''

export const readSeen = async (source: Source): Promise<Seen> => {
  if ('token' in source) {
    const trace = await api.get<ToldTrace>(`/trace/${encodeURIComponent(source.token)}`)
    return { title: keptTraces().find(one => one.token === source.token)?.title ?? trace.kindName, trace, photos: {}, may: [] }
  }
  if ('own' in source) {
    const trace = await api.get<ToldTrace>(`/matters/own/${source.own}/trace`)
    return { title: trace.kindName, trace, photos: {}, may: [] }
  }
  const detail = await api.get<IncidentDetail>(`/governance/incidents/${source.id}`)
  const trace = detail.trace as ToldTrace
  const photos: Record<string, string[]> = {}
  for (const photo of detail.photos) (photos[stepOfPhoto(trace, photo)] ??= []).push(`/governance/incidents/${source.id}/photos/${photo.fileId}?size=thumbnail`)
  return { title: detail.incident.item?.name ?? detail.words[0]?.words.slice(0, 40) ?? '', trace, photos, may: detail.may }
}

/** One matter, fetched again each minute while it is looked at. */
export const useSeen = (source: Ref<Source>): UseQueryReturnType<Seen, Error> =>
  useQuery({ queryKey: ['governance', 'seen', source], queryFn: () => readSeen(source.value), refetchInterval: 60_000 })
