import { watch } from 'vue'
import { api } from '../api/api.ts'
import { mode, setMode } from '../look/index.ts'
import { who } from './session.ts'

/** Big type goes with the account: whoever logs in on another device finds it there, and what is chosen later holds everywhere (长辈版随账号). */
export const keepMode = (): void => {
  const chosen = (): boolean => mode.value === 'elder'
  const keep = async (): Promise<void> => {
    const now = who.value
    if (now === null || now.stage !== 'full' || now.elder === chosen()) return
    const answer = await api.put<{ elder: boolean }>('/session/elder', { elder: chosen() }).catch(() => null) // without a network the device alone remembers
    if (answer !== null && who.value !== null) who.value = { ...who.value, ...answer }
  }
  watch(() => who.value?.accountId, () => {
    const said = who.value?.elder ?? null
    if (said === null) { if (chosen()) void keep() } else if (said !== chosen()) setMode(said ? 'elder' : 'standard')
  }, { immediate: true })
  watch(mode, () => { void keep() })
}
