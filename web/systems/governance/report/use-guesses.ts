import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import type { Near, ReportDraft, Suggested } from './report-types.ts'

type Guesses = { suggested: ComputedRef<Suggested[]>, near: ComputedRef<Near[]>, calls: ComputedRef<string[]> }

/** Follows words and place with what it may be and whether a neighbour has said so already; never blocks (猜事项、找重复). */
export const useGuesses = (draft: Ref<ReportDraft>): Guesses => {
  const words = ref(draft.value.words.trim())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(() => draft.value.words, now => { clearTimeout(timer); timer = setTimeout(() => { words.value = now.trim() }, 400) })
  onScopeDispose(() => { clearTimeout(timer) })

  const guessed = useQuery({
    queryKey: ['governance', 'suggestions', words], enabled: () => words.value.length >= 2, staleTime: Number.POSITIVE_INFINITY, retry: false, placeholderData: before => before,
    queryFn: () => api.post<{ items: Suggested[] }>('/governance/suggestions', { words: words.value }),
  })
  const suggested = computed(() => words.value.length >= 2 ? guessed.data.value?.items ?? [] : [])
  const item = computed(() => draft.value.itemCode ?? suggested.value[0]?.code ?? null)
  const here = computed(() => draft.value.place?.here ?? null)
  const found = useQuery({
    queryKey: ['governance', 'near', item, here], enabled: () => item.value !== null && here.value !== null, retry: false,
    queryFn: () => api.get<{ items: Near[] }>('/governance/near-incidents', { query: { item: item.value, longitude: here.value?.longitude, latitude: here.value?.latitude, crs: 'WGS84' } }),
  })
  return {
    suggested, near: computed(() => item.value === null || here.value === null ? [] : found.data.value?.items ?? []),
    calls: computed(() => [...new Set(suggested.value.filter((one, index) => index === 0 || one.code === draft.value.itemCode).flatMap(one => one.call))]),
  }
}
