import { ref, type Ref } from 'vue'
import { api, type Query } from '../api/api.ts'

type Upload<T> = { busy: Ref<boolean>, error: Ref<unknown>, told: Ref<T | null>, bring: (event: Event) => Promise<void> }

/** One file of an input, sent as it was chosen, and what came of it; the input is free for the next (上传). */
export const useUpload = <T>(path: () => string, { query, done }: { query?: () => Query, done?: () => Promise<void> } = {}): Upload<T> => {
  const [busy, error, told] = [ref(false), ref<unknown>(null), ref<T | null>(null) as Ref<T | null>]
  const bring = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement
    const file = field.files?.[0]
    if (!file) return
    busy.value = true; error.value = null; told.value = null
    const form = new FormData()
    form.append('file', file, file.name)
    try {
      told.value = await api.upload<T>(path(), form, { query: query?.() ?? {} })
      await done?.()
    } catch (caught) { error.value = caught } finally { busy.value = false; field.value = '' }
  }
  return { busy, error, told, bring }
}
