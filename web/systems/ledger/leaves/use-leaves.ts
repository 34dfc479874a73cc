import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Static } from 'typebox'
import type { OwnUse, OwnUses } from '#contracts/exchange'
import type { LeafAbout } from '#contracts/ledger'
import type { PurposeList, Unit } from '#contracts/party'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import { may } from '../../../base/session/session.ts'
import { language } from '../../../base/texts/texts.ts'

type Leaves = Pages<LeafAbout> & { unitName: (id: string) => string, purposeName: (code: string) => string, useOf: (entryId: string) => OwnUse | undefined }
const MOST = 200

/** As many of the newest uses of my data as are listed, each with the grant and the request behind it. */
const readUses = async (count: number): Promise<Map<string, OwnUse>> => {
  const found: OwnUse[] = []
  for (let after = ''; found.length < count;) {
    const page = await api.get<OwnUses>('/exchange/uses/mine', { query: { limit: Math.min(MOST, count - found.length), after } })
    found.push(...page.items)
    if (page.next === null) break
    after = page.next
  }
  return new Map(found.map(use => [use.entryId, use]))
}

/** The leaves about me, with the names of units and purposes as everybody may read them, and of uses through the exchange what stands behind them (涉我记录). */
export const useLeaves = (): Leaves => {
  const list = usePages<LeafAbout>(['ledger', 'leaves'], '/ledger/mine', {}, 20)
  const ids = computed(() => [...new Set(list.rows.value.flatMap(leaf => leaf.departmentId ?? []))].sort())
  const used = computed(() => list.rows.value.filter(leaf => leaf.kind === 'exchange.used').length)
  const uses = useQuery({ queryKey: computed(() => ['exchange', 'uses', used.value]), enabled: () => used.value > 0 && may('exchange.use.read'), placeholderData: (before: Map<string, OwnUse> | undefined) => before, queryFn: () => readUses(used.value) })
  const units = useQuery({
    queryKey: computed(() => ['party', 'units', ids.value]), placeholderData: (before: Map<string, string> | undefined) => before, staleTime: 600_000,
    // one that was dissolved keeps its code
    queryFn: async () => new Map(await Promise.all(ids.value.map(async (id): Promise<[string, string]> => [id, await api.get<Unit>(`/units/${id}`).then(unit => unit.name, () => id)]))),
  })
  const { data: purposes } = useQuery({ queryKey: ['party', 'purposes', 'ended'], staleTime: 600_000, queryFn: () => api.get<Static<typeof PurposeList>>('/purposes', { query: { ended: true } }) })
  return {
    ...list, unitName: id => units.data.value?.get(id) ?? '', useOf: entryId => uses.data.value?.get(entryId),
    purposeName: code => { const found = purposes.value?.items.find(one => one.code === code); return (language.value === 'en' ? found?.nameEn : null) ?? found?.name ?? code },
  }
}
