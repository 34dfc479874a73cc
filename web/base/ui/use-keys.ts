import { onMounted, onScopeDispose } from 'vue'

export type Keys = Record<string, (event: KeyboardEvent) => void>
const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys of a desk page: quiet while one types and while a dialog is open; Mod+key works always (快捷键). */
export const useKeys = (keys: Keys, when: () => boolean = () => true): void => {
  const hear = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented || event.altKey || !when()) return
    const modified = event.ctrlKey || event.metaKey
    const name = `${modified ? 'Mod+' : ''}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`
    const act = keys[name]
    if (act === undefined || (!modified && !/^F\d+$/.test(event.key) && typing(event.target))) return
    if (event.key === 'Enter' && event.target instanceof HTMLElement && /^(BUTTON|A)$/.test(event.target.tagName)) return
    event.preventDefault()
    act(event)
  }
  onMounted(() => { document.addEventListener('keydown', hear) })
  onScopeDispose(() => { document.removeEventListener('keydown', hear) })
}
