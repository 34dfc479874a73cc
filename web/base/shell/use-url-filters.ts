import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

type UrlFilters<K extends string> = { values: ComputedRef<Record<K, string>>, set: (changes: Partial<Record<K, string | null>>) => void }

/** Filters that live in the address: a link shows another the same list, and back undoes a choice (地址栏里的筛选). */
export const useUrlFilters = <K extends string>(defaults: Record<K, string>): UrlFilters<K> => {
  const [route, router] = [useRoute(), useRouter()]
  const names = Object.keys(defaults) as K[]
  const values = computed(() => Object.fromEntries(names.map(name => [name, String(route.query[name] ?? defaults[name])])) as Record<K, string>)
  const set = (changes: Partial<Record<K, string | null>>): void => {
    const next: Record<string, string> = {}
    for (const name of names) {
      const value = name in changes ? changes[name] ?? defaults[name] : values.value[name]
      if (value !== defaults[name]) next[name] = value
    }
    void router.replace({ query: next })
  }
  return { values, set }
}
