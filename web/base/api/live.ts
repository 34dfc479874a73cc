import { onScopeDispose, ref, type Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { urlOf } from './api.ts'

export type News = { topic: string, id: string, version?: number }
type Live = { connected: Ref<boolean>, heardAt: Ref<Date | null> }

/** Hears what changed and fetches it again through the ordinary routes, where access is checked (实时). */
export const useLive = (keysOf: (news: News) => readonly (readonly unknown[])[]): Live => {
  const queries = useQueryClient()
  const connected = ref(false)
  const heardAt = ref<Date | null>(null)
  let source: EventSource | undefined
  let wait = 1000
  let missed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const hear = (event: MessageEvent<string>): void => {
    heardAt.value = new Date()
    const keys = (JSON.parse(event.data) as News[]).flatMap(keysOf)
    for (const key of new Map(keys.map(one => [JSON.stringify(one), one])).values()) void queries.invalidateQueries({ queryKey: key })
  }
  const open = (): void => {
    source = new EventSource(urlOf('/events/stream'))
    source.addEventListener('open', () => {
      connected.value = true
      heardAt.value = new Date()
      wait = 1000
      if (missed) void queries.invalidateQueries()
      missed = false
    })
    source.addEventListener('message', hear)
    source.addEventListener('error', () => {
      connected.value = false
      missed = true
      source?.close()
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, 30_000)
    })
  }
  open()
  onScopeDispose(() => { source?.close(); clearTimeout(timer) })
  return { connected, heardAt }
}
