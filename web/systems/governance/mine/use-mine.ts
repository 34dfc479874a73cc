import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { IncidentRow } from '#contracts/governance'
import { api } from '../../../base/api/api.ts'
import { may, who } from '../../../base/session/session.ts'
import { keptTraces, mineOf, type MineMatter } from './kept-traces.ts'

/** My matters: under my name wherever I log in, and those whose links this device keeps (我的事). */
export const useMine = (): ComputedRef<MineMatter[]> => {
  const kept = keptTraces()
  const named = useQuery({
    queryKey: ['governance', 'mine', who], enabled: () => who.value !== null && may('governance.incident.read'), queryFn: () => api.get<{ items: IncidentRow[] }>('/governance/incidents', { query: { view: 'mine', limit: 50 } }),
  })
  return computed(() => {
    const own = (named.data.value?.items ?? []).map((row): MineMatter => ({ to: `/matter/${row.id}`, source: { id: row.id }, number: row.number, title: row.item?.name ?? kept.find(one => one.number === row.number)?.title ?? row.division }))
    return [...own, ...kept.filter(one => !own.some(held => held.number === one.number)).map(mineOf)]
  })
}
