import { computed, ref } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Lang } from '../clock/parts.ts'

export type Texts = { [key: string]: string | Texts }
export const languages: readonly Lang[] = ['zh-CN', 'en']

const key = 'haihe.language'
/** Where an app has its words; each app has its own (各端文案). */
export type Loaders = Record<Lang, () => Promise<{ default: Texts }>>
let loaders: Loaders
const stored = (name: string): string | null => { try { return localStorage.getItem(name) } catch { return null } }
const store = (name: string, value: string): void => { try { localStorage.setItem(name, value) } catch { /* not kept, still shown */ } }

const chosen = ref<Lang>('zh-CN')
export const language = computed(() => chosen.value)
export const i18n = createI18n({ legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', missingWarn: import.meta.env?.DEV ?? false, fallbackWarn: false, messages: {} as Record<string, Texts> })

const applyCity = (lang: Lang, city: Texts): void => i18n.global.mergeLocaleMessage(lang, city)

/** The server tells its texts as 'a.b.c': words; here they are a tree again. */
export const treeOf = (flat: Record<string, string>): Texts => {
  const root: Texts = {}
  for (const [name, words] of Object.entries(flat)) {
    const parts = name.split('.')
    const last = parts.pop() ?? name
    let at = root
    for (const part of parts) {
      const held = at[part]
      at = typeof held === 'object' ? held : at[part] = {}
    }
    at[last] = words
  }
  return root
}

/** A city's own words lie over ours, which came with the app; the last ones heard serve while there is no network (城市文案). */
const loadCity = async (lang: Lang): Promise<void> => {
  const kept = stored(`${key}.${lang}`)
  if (kept !== null) applyCity(lang, JSON.parse(kept) as Texts)
  try {
    const answer = await fetch(`/texts/${lang}?of=city`, { headers: { accept: 'application/json' } })
    if (!answer.ok || answer.headers.get('content-type')?.includes('json') !== true) return
    const words = treeOf(await answer.json() as Record<string, string>)
    store(`${key}.${lang}`, JSON.stringify(words))
    applyCity(lang, words)
  } catch { /* offline: what we have is enough */ }
}

export const setLanguage = async (lang: Lang): Promise<void> => {
  if (!i18n.global.availableLocales.includes(lang)) i18n.global.setLocaleMessage(lang, (await loaders[lang]()).default)
  chosen.value = lang
  i18n.global.locale.value = lang
  document.documentElement.lang = lang
  store(key, lang)
  void loadCity(lang)
}

/** Chinese unless the reader chose otherwise; loads one language only (文案). */
export const startTexts = async (own: Loaders): Promise<void> => {
  loaders = own
  const kept = stored(key)
  i18n.global.setLocaleMessage('zh-CN', (await loaders['zh-CN']()).default)
  await setLanguage(languages.find(lang => lang === kept) ?? 'zh-CN')
}

/** A text by its key, outside of components. */
export const text = (id: string, values: Record<string, unknown> = {}): string => i18n.global.t(id, values)
export const hasText = (id: string): boolean => i18n.global.te(id) || i18n.global.te(id, 'zh-CN')
