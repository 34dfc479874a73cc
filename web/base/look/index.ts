import './tokens.css'
import './base.css'
import { ref, watchEffect } from 'vue'

export type Mode = 'standard' | 'elder'

const key = 'haihe.mode'
const remembered = (): Mode => {
  try { return localStorage.getItem(key) === 'elder' ? 'elder' : 'standard' } catch { return 'standard' }
}

/** Whether the reader wants big type, three choices and a person; remembered on the device (长辈版). */
export const mode = ref<Mode>('standard')

export const setMode = (chosen: Mode): void => {
  mode.value = chosen
  try { localStorage.setItem(key, chosen) } catch { /* a browser that keeps nothing still shows it now */ }
}

/** Applies look and mode to the page, once, at start (外观). */
export const startLook = (app: string): void => {
  mode.value = app === 'resident' ? remembered() : 'standard'
  document.documentElement.dataset['app'] = app
  watchEffect(() => {
    if (mode.value === 'elder') document.documentElement.dataset['mode'] = 'elder'
    else delete document.documentElement.dataset['mode']
  })
}
