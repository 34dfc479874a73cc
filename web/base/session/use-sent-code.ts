import { onUnmounted, ref, type Ref } from 'vue'
import { api } from '../api/api.ts'

type SentCode = { sent: Ref<boolean>, wait: Ref<number>, asking: Ref<boolean>, error: Ref<unknown>, ask: () => Promise<void> }

/** A code sent to a phone, and the seconds until another may be asked for (发验证码). */
export const useSentCode = (phone: () => string): SentCode => {
  const [sent, wait, asking, error] = [ref(false), ref(0), ref(false), ref<unknown>(null)]
  let timer: ReturnType<typeof setInterval> | undefined
  const ask = async (): Promise<void> => {
    asking.value = true; error.value = null
    try {
      wait.value = (await api.post<{ againAfterSeconds: number }>('/sessions/codes', { phone: phone().replaceAll(' ', '') })).againAfterSeconds
      sent.value = true
      clearInterval(timer)
      timer = setInterval(() => { wait.value -= 1; if (wait.value <= 0) clearInterval(timer) }, 1000)
    } catch (caught) { error.value = caught } finally { asking.value = false }
  }
  onUnmounted(() => { clearInterval(timer) })
  return { sent, wait, asking, error, ask }
}
