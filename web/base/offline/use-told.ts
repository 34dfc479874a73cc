import { computed, shallowRef, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../api/api.ts'
import { who } from '../session/session.ts'
import { keepTold, readTold } from './draft-store.ts'
import { useOutbox } from './use-outbox.ts'

/** Fetches and keeps under the person's key; keeps nothing while the key is locked. */
export const fetchAndKeep = async <T>(name: string, path: string): Promise<T> => {
  const told = await api.get<T>(path)
  const { locked } = useOutbox()
  if (who.value !== null && !locked.value) await keepTold(who.value.id, name, told)
  return told
}

type Told<T> = { told: ComputedRef<T | undefined>, keptAt: ComputedRef<Date | null>, error: ComputedRef<Error | null>, loading: ComputedRef<boolean>, retry: () => void }

/** What the server tells, and without a network what it last told, with the time of that (断网可读). */
export const useTold = <T>(key: MaybeRefOrGetter<readonly unknown[]>, name: MaybeRefOrGetter<string>, path: MaybeRefOrGetter<string>): Told<T> => {
  const outbox = useOutbox()
  const held = shallowRef<{ told: T, at: Date } | null>(null)
  const query = useQuery({ queryKey: computed(() => toValue(key)), enabled: () => outbox.started.value, retry: false, queryFn: async () => fetchAndKeep<T>(toValue(name), toValue(path)) })
  watch([query.error, () => toValue(name)], async ([error]) => { held.value = error !== null && who.value !== null && !outbox.locked.value ? await readTold<T>(who.value.id, toValue(name)) : null }, { immediate: true })
  return {
    told: computed(() => query.data.value ?? held.value?.told), keptAt: computed(() => query.error.value === null ? null : held.value?.at ?? null),
    error: computed(() => held.value === null && query.data.value === undefined ? query.error.value : null), loading: computed(() => query.isPending.value), retry: () => { void query.refetch() },
  }
}
