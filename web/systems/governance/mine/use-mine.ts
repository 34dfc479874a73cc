import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { OwnThings } from '#contracts/matter'
import { api } from '../../../base/api/api.ts'
import { may } from '../../../base/session/session.ts'
import { keptTraces, mineOf, type MineMatter } from './kept-traces.ts'

const readOwn = (query: { of?: string, open?: boolean, limit: number }): Promise<OwnThings> => api.get<OwnThings>('/matters/own', { query })

/** Matters whose links this device keeps and which do not stand under my name anyway (本机进展链接). */
export const useKept = (): ComputedRef<MineMatter[]> => {
  const kept = keptTraces()
  const named = useQuery({ queryKey: ['matter', 'own', 'incidents'], enabled: () => kept.length > 0 && may('matter.own.read'), queryFn: () => readOwn({ of: 'incident', limit: 200 }) })
  return computed(() => may('matter.own.read') && !named.isFetched.value ? [] : kept.filter(one => !named.data.value?.items.some(({ number }) => number === one.number)).map(mineOf))
}

/** The last of what is under way for me, for the front page (首页：我的事). */
export const useOpenOwn = (): ComputedRef<OwnThings | undefined> => useQuery({ queryKey: ['matter', 'own', 'open'], enabled: () => may('matter.own.read'), queryFn: () => readOwn({ open: true, limit: 3 }), refetchInterval: 60_000 }).data as ComputedRef<OwnThings | undefined>
