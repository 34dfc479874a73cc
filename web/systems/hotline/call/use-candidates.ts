import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { AskCandidates, Candidates } from '#contracts/hotline'
import { api } from '../../../base/api/api.ts'

type Asked = Pick<AskCandidates, 'words' | 'kind' | 'divisionCode' | 'itemCode'>
type Found = { found: ComputedRef<Candidates | null>, error: ComputedRef<Error | null>, behind: ComputedRef<boolean> }

/** Asks a quarter of a second after the last sign; what was there stays until the new is (边听边记). */
export const useCandidates = (wish: Ref<Asked>): Found => {
  const asked = ref<Asked>(wish.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(wish, next => { clearTimeout(timer); timer = setTimeout(() => { asked.value = next }, 250) })
  const enough = computed(() => asked.value.words.trim().length >= 2)
  const query = useQuery<Candidates>({
    queryKey: ['hotline', 'candidates', asked], enabled: enough, placeholderData: before => before, gcTime: 0, staleTime: 5_000,
    queryFn: ({ signal }) => api.post<Candidates>('/hotline/candidates', asked.value, { signal }),
  })
  return { found: computed(() => enough.value ? query.data.value ?? null : null), error: computed(() => query.error.value), behind: computed(() => query.isFetching.value) }
}
