import type { ItemSaid } from '../server/systems/service-item/item/item-said.ts'

/** What one item is cut into where a city lists each case by itself 办理项. */
const cases = ['首次申请', '变更', '延续', '补发', '换发', '注销', '单位代办', '跨区通办'] as const

/** A catalogue of so many items, made from the city's own: each item and its cases, with words of their own, always the same. 造事项 */
export function madeItems(items: readonly ItemSaid[], most: number): ItemSaid[] {
  const made = [...items]
  for (const one of cases)
    for (const item of items) {
      if (made.length >= most) return made
      made.push({ ...item, code: `${item.code}-${cases.indexOf(one) + 1}`.slice(0, 63), name: `${item.name}（${one}）`, summary: `${one}：${item.summary}`.slice(0, 120), words: item.words.map((word) => `${word}${one.slice(0, 2)}`.slice(0, 30)) })
    }
  return made
}
