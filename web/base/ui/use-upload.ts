import { ref, type Ref } from 'vue'
import { api, type Query } from '../api/api.ts'

type Upload<T> = { busy: Ref<boolean>, far: Ref<number>, error: Ref<unknown>, told: Ref<T | null>, send: (file: File) => Promise<void>, bring: (event: Event) => Promise<void> }

/** One file, sent as it was chosen, how far it is in percent, and what came of it; an input is free for the next (上传). */
export const useUpload = <T>(path: () => string, { query, done }: { query?: () => Query, done?: () => Promise<void> } = {}): Upload<T> => {
  const [busy, far, error, told] = [ref(false), ref(0), ref<unknown>(null), ref<T | null>(null) as Ref<T | null>]
  const send = async (file: File): Promise<void> => {
    busy.value = true; far.value = 0; error.value = null; told.value = null
    const form = new FormData()
    form.append('file', file, file.name)
    try {
      told.value = await api.upload<T>(path(), form, { query: query?.() ?? {}, counted: (sent, of) => { far.value = Math.floor(sent / of * 100) } })
      await done?.()
    } catch (caught) { error.value = caught } finally { busy.value = false }
  }
  const bring = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement
    const file = field.files?.[0]
    if (!file) return
    await send(file)
    field.value = ''
  }
  return { busy, far, error, told, send, bring }
}
