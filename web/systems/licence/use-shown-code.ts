import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'
import type { ShownLicence } from '#contracts/licence'
import { api } from '../../base/api/api.ts'
import { serverNow } from '../../base/clock/use-clock.ts'

/** After so many codes that nobody asked for, the page waits for a finger: a phone left lying shows nothing for ever. */
const BY_ITSELF = 5

type ShownCode = { code: Ref<ShownLicence | null>, left: ComputedRef<number>, share: ComputedRef<number>, busy: Ref<boolean>, error: Ref<unknown>, renew: () => Promise<void> }
/** A code for the next minute, made anew by itself while the page is looked at (出示码). */
export const useShownCode = (path: () => string, facts: () => readonly string[]): ShownCode => {
  const [code, busy, error, now] = [ref<ShownLicence | null>(null), ref(false), ref<unknown>(null), ref(serverNow().getTime())]
  let made = 0
  let asked = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const left = computed(() => code.value === null ? 0 : Math.max(0, Math.ceil((Date.parse(code.value.until) - now.value) / 1000)))
  const share = computed(() => code.value === null ? 0 : Math.min(1, Math.max(0, (Date.parse(code.value.until) - now.value) / (Date.parse(code.value.until) - Date.parse(code.value.from)))))
  const take = async (): Promise<void> => {
    const mine = ++asked
    busy.value = true; error.value = null
    try {
      const taken = await api.post<ShownLicence>(`${path()}/show`, { facts: [...facts()] })
      if (mine === asked) code.value = taken // an answer to an earlier choice says more or less than what is chosen now
    } catch (caught) { if (mine === asked) { error.value = caught; code.value = null } } finally { if (mine === asked) { busy.value = false; now.value = serverNow().getTime() } }
  }
  const renew = async (): Promise<void> => { made = 0; await take() }
  const beat = (): void => {
    now.value = serverNow().getTime()
    if (left.value > 0 || busy.value || error.value !== null || code.value === null || document.hidden || made >= BY_ITSELF) return
    made += 1
    void take()
  }
  onMounted(() => { timer = setInterval(beat, 500) })
  onBeforeUnmount(() => { clearInterval(timer) })
  return { code, left, share, busy, error, renew }
}
