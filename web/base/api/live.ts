import { onScopeDispose, ref, type Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { urlOf } from './api.ts'

export type LiveMessage = { topic: string, id: string, version?: number }
type Live = { connected: Ref<boolean>, heardAt: Ref<Date | null> }

/** Hears what changed and fetches it again through the ordinary routes, where access is checked (实时). */
export const useLive = (topics: readonly string[], keysOf: (message: LiveMessage) => readonly (readonly unknown[])[]): Live => {
  const queries = useQueryClient()
  const connected = ref(false)
  const heardAt = ref<Date | null>(null)
  let source: EventSource | undefined
  let wait = 1000
  let timer: ReturnType<typeof setTimeout> | undefined

  const hear = (event: MessageEvent<string>): void => {
    heardAt.value = new Date()
    const message = JSON.parse(event.data) as LiveMessage
    for (const queryKey of keysOf(message)) void queries.invalidateQueries({ queryKey })
  }
  const open = (): void => {
    source = new EventSource(urlOf('/live', { topic: topics }))
    source.onopen = () => {
      if (wait > 1000) void queries.invalidateQueries()
      connected.value = true
      heardAt.value = new Date()
      wait = 1000
    }
    source.onmessage = hear
    source.onerror = () => {
      connected.value = false
      source?.close()
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, 30_000)
    }
  }
  open()
  onScopeDispose(() => { source?.close(); clearTimeout(timer) })
  return { connected, heardAt }
}
