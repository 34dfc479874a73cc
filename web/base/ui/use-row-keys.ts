import { useKeys } from './use-keys.ts'

/** J and K, or the arrows, walk a list; the row comes into sight (上下走列表). */
export const useRowKeys = (list: { ids: () => readonly string[], current: () => string, open: (id: string) => void, anchor: string }, when: () => boolean = () => true): void => {
  const move = (by: number): void => {
    const ids = list.ids()
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(list.current()) + by))]
    if (next === undefined) return
    list.open(next)
    document.getElementById(`${list.anchor}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({ J: () => { move(1) }, K: () => { move(-1) }, ArrowDown: () => { move(1) }, ArrowUp: () => { move(-1) } }, when)
}
