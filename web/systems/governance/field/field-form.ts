import type { Item } from '../catalogue/items.ts'
import type { Here } from '../../../base/place/find-divisions.ts'

/** What a grid worker writes on the spot; the photos lie beside it (现场记录). */
export type FieldForm = { place: { code: string, name: string } | null, here: Here | null, placeWords: string, words: string, itemCode: string | null, note: string }
/** A form as it lies in the outbox: which photo has which id, and how many of them show how it was before. */
export type FieldBody = FieldForm & { ids: string[], before: number }
/** A step on a task as it lies in the outbox. */
export type StepBody = { incidentId: string, action: string, body: Record<string, unknown>, ids: string[] }

export const emptyForm = (): FieldForm => ({ place: null, here: null, placeWords: '', words: '', itemCode: null, note: '' })

/** The first thing that is still missing before it may go; null when it may. */
export const missingOf = (form: FieldForm, before: number, after: number | null): 'before' | 'after' | 'place' | 'words' | null => {
  if (after !== null && before === 0) return 'before'
  if (after === 0) return 'after'
  if (form.place === null) return 'place'
  return form.words.trim() === '' && before === 0 ? 'words' : null
}

/** Whether there is anything worth keeping yet. */
export const saysSomething = (form: FieldForm, photos: number): boolean => photos > 0 || [form.words, form.placeWords, form.note].some(words => words.trim() !== '') || form.itemCode !== null

/** What a card calls it: the entry's name, else the first words, else what is given for a photo alone. */
export const titleOf = (form: FieldForm, items: readonly Item[], otherwise: string): string =>
  items.find(one => one.code === form.itemCode)?.name ?? (form.words.trim().split(/[，。,.\n]/)[0]?.slice(0, 20) || otherwise)

/** What it may be by the catalogue's own words, without a network: entries whose longest words occur first; three at most (离线猜事项). */
export const guessItems = (words: string, items: readonly Item[]): Item[] => {
  const said = words.trim()
  if (said.length < 2) return []
  const weight = (item: Item): number => Math.max(0, ...[item.name, ...item.words].map(word => said.includes(word) ? word.length : 0))
  return items.map(item => ({ item, weight: weight(item) })).filter(one => one.weight > 1).sort((a, b) => b.weight - a.weight).slice(0, 3).map(one => one.item)
}
