import { ref } from 'vue'

/** Whether there is a network, and since when there is none (网络状态). */
export const online = ref(typeof navigator === 'undefined' ? true : navigator.onLine)
export const offlineSince = ref<Date | null>(online.value ? null : new Date())

const change = (there: boolean): void => {
  online.value = there
  offlineSince.value = there ? null : offlineSince.value ?? new Date()
}

/** A failed call knows better than the browser's own flag. */
export const noticedOffline = (): void => { if (online.value) change(false) }
export const noticedOnline = (): void => { if (!online.value) change(true) }

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => { change(true) })
  window.addEventListener('offline', () => { change(false) })
}
