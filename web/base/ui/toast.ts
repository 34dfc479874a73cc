import { ref } from 'vue'
import { mode } from '../look/index.ts'

export type Toast = { id: number, text: string, tone: 'calm' | 'alert', undo?: { text: string, act: () => void } }
export const toasts = ref<Toast[]>([])
let last = 0

export const dropToast = (id: number): void => { toasts.value = toasts.value.filter(toast => toast.id !== id) }

const seconds = (asked: number): number => asked * (mode.value === 'elder' ? 4 : 1)

/** Says that something was done; an undo waits 10 s, else gone after 5, in big type four times as long; an alert stays until closed (提示). */
export const say = (text: string, more: Partial<Pick<Toast, 'tone' | 'undo'>> = {}): void => {
  const id = last += 1
  toasts.value = [...toasts.value.slice(-2), { id, text, tone: 'calm', ...more }]
  if (more.tone !== 'alert') setTimeout(() => { dropToast(id) }, 1000 * seconds(more.undo === undefined ? 5 : 10))
}
