import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { CalledTicket, Hall, Halls, Queue } from '#contracts/booking'
import type { Visit, WindowNow } from '#contracts/counter'
import { api } from '../../base/api/api.ts'
import { sayFresh } from '../../base/ui/say-fresh.ts'
import { useUrlFilters } from '../../base/shell/use-url-filters.ts'

type At = { hall: string, counter: string, window: number }
type Counter = {
  halls: ComputedRef<Hall[]>, known: ComputedRef<boolean>, hall: ComputedRef<Hall | undefined>, kind: ComputedRef<Hall['counters'][number] | undefined>, at: ComputedRef<At>, sit: (at: Partial<Record<'hall' | 'counter' | 'window', string>>) => void,
  queue: Ref<Queue | undefined>, now: Ref<WindowNow | undefined>, visit: ComputedRef<Visit | null>, failed: ComputedRef<unknown>, again: () => void,
  busy: Ref<boolean>, fault: Ref<unknown>, /** What is seen on the page itself is not said again. */
  doing: (work: () => Promise<string | void>) => Promise<void>, call: () => Promise<CalledTicket>,
}
const key = 'haihe.counter'
const seat = (): Partial<Record<'hall' | 'counter' | 'window', string>> => { try { return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<'hall' | 'counter' | 'window', string>> } catch { return {} } }

/** The window at which one sits, its queue, and who stands there; where one sat last is remembered on this machine (本窗口). */
export const useCounter = (): Counter => {
  const queries = useQueryClient()
  const filters = useUrlFilters<'hall' | 'counter' | 'window'>({ hall: '', counter: '', window: '' })
  const last = seat()
  const said = (name: 'hall' | 'counter' | 'window'): string => filters.values.value[name] || last[name] || ''
  const { data: all, error } = useQuery({ queryKey: ['booking', 'desk-halls'], queryFn: () => api.get<Halls>('/booking/desk/halls') })
  const halls = computed(() => all.value?.items ?? [])
  const hall = computed(() => halls.value.find(one => one.code === said('hall')) ?? halls.value[0])
  const kind = computed(() => hall.value?.counters.find(one => one.code === said('counter')) ?? hall.value?.counters[0])
  const at = computed(() => ({ hall: hall.value?.code ?? '', counter: kind.value?.code ?? '', window: Math.min(Math.max(Number(said('window')) || 1, 1), kind.value?.windows ?? 1) }))
  const sit = (chosen: Partial<Record<'hall' | 'counter' | 'window', string>>): void => { filters.set({ hall: at.value.hall, counter: at.value.counter, window: String(at.value.window), ...chosen }) }
  watch(at, ({ hall: code, counter, window }) => { if (code !== '') try { localStorage.setItem(key, JSON.stringify({ hall: code, counter, window: String(window) })) } catch { /* not remembered, still taken */ } }, { immediate: true })
  const enabled = computed(() => at.value.hall !== '')
  const queue = useQuery({ queryKey: computed(() => ['counter', 'queue', at.value]), enabled, refetchInterval: 10_000, queryFn: () => api.get<Queue>(`/booking/desk/halls/${at.value.hall}/queue`, { query: { counter: at.value.counter, window: at.value.window } }) })
  const now = useQuery({ queryKey: computed(() => ['counter', 'window', at.value]), enabled, queryFn: () => api.get<WindowNow>('/counter/window', { query: at.value }) })
  const [busy, fault] = [ref(false), ref<unknown>(null)]
  const doing = async (work: () => Promise<string | void>): Promise<void> => {
    if (busy.value) return
    busy.value = true; fault.value = null
    try { const words = await work(); if (words) await sayFresh(queries, words, ['counter']); else await queries.invalidateQueries({ queryKey: ['counter'] }) } catch (caught) { fault.value = caught } finally { busy.value = false }
  }
  const call = (): Promise<CalledTicket> => api.post<CalledTicket>(`/booking/desk/halls/${at.value.hall}/call`, { counter: at.value.counter, window: at.value.window })
  return {
    halls, known: computed(() => all.value !== undefined), hall, kind, at, sit, queue: queue.data, now: now.data, visit: computed(() => now.data.value?.visit ?? null), failed: computed(() => error.value ?? queue.error.value ?? now.error.value), again: () => { void queue.refetch(); void now.refetch() },
    busy, fault, doing, call,
  }
}
