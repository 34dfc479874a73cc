import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import type { Static } from 'typebox'
import type { ItemRow } from '#contracts/governance'

export type Item = Static<typeof ItemRow>

const key = 'haihe.items'
const kept = (): Item[] => { try { return JSON.parse(localStorage.getItem(key) ?? '[]') as Item[] } catch { return [] } }
const keep = (items: Item[]): Item[] => { try { localStorage.setItem(key, JSON.stringify(items)) } catch { /* fetched again next time */ } return items }

/** The catalogue, which is public, as last fetched: there is one to choose from without a network too (事项目录). */
export const useItems = (): ComputedRef<Item[]> => {
  const asked = useQuery({ queryKey: ['governance', 'items'], staleTime: 600_000, retry: false, queryFn: async () => ({ items: keep((await api.get<{ items: Item[] }>('/governance/items')).items) }) })
  const held = kept()
  return computed(() => asked.data.value?.items ?? held)
}

/** Entries by name, kind, class, code or the words people use, those first whose name says it; none for no words (查事项). */
export const searchItems = (items: readonly Item[], words: string): Item[] => {
  const said = words.trim().toLowerCase()
  return said === '' ? [] : items.filter(one => [one.code.toLowerCase(), one.name, one.kind, one.class, ...one.words].some(word => word.includes(said))).toSorted((a, b) => Number(b.name.includes(said)) - Number(a.name.includes(said)))
}
