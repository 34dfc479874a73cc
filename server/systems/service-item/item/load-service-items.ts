import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { serviceItem } from '../tables.ts'
import { itemCatalogue, itemsChanged, type ItemVersion } from './item-catalogue.ts'
import type { ItemSaid } from './item-said.ts'
import { judgeItem } from './judge-item.ts'

/** Takes one department's items from the city's folder: what is new or changed becomes the next version, in force now; what was edited at a desk stays; what the folder no longer holds is retired. 载入事项 */
export async function loadServiceItems(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  const { department, items } = content as { department: string; items: readonly ItemSaid[] }
  const catalogue = await itemCatalogue(deed, true)
  const wrong = items.flatMap((item) => judgeItem(item, catalogue).map(({ field, code, value }) => `${item.code}: ${field} ${code} ${value}`))
  if (wrong.length > 0) throw new Error(`${path}: ${wrong.slice(0, 5).join('; ')}`)
  const changed = items.filter((item) => { const [live] = catalogue.items.get(item.code) ?? []; return !live || (live.origin === 'folder' && !sameItem(live, department, item)) })
  const gone = [...catalogue.items.values()].map(([live]) => live!).filter((live) => live.changed_by === path && !live.retired && !items.some(({ code }) => code === live.code))
  await writeVersions(deed, [
    ...changed.map((item) => ({ department, content: item, retired: false, before: catalogue.items.get(item.code)?.[0] })), ...gone.map((live) => ({ department: live.department, content: live.content, retired: true, before: live })),
  ], { origin: 'folder', by: path, from: deed.now })
}

/** What the city did when it took up this platform it did before, too: the folder's first version has no first day. */
export const BEGINNING = new Date(0)
type Next = Readonly<{ department: string; content: ItemSaid; retired: boolean; before: ItemVersion | undefined }>

/** Writes items as their next versions. */
export async function writeVersions(deed: Deed, next: readonly Next[], { origin, by, from }: { origin: 'folder' | 'desk'; by: string; from: Date }): Promise<void> {
  if (next.length === 0) return
  const rows = next.map(({ department, content, retired, before }) => ({
    code: content.code, version: (before?.version ?? 0) + 1, department, content: JSON.stringify(content) as never, retired, origin, effective_from: before || origin === 'desk' ? from : BEGINNING, changed_by: by, changed_at: deed.now,
  }))
  for (let at = 0; at < rows.length; at += 200) await serviceItem(deed.tx).insertInto('service_item.item').values(rows.slice(at, at + 200)).execute()
  await itemsChanged(deed)
}

/** Whether a version says the same already. */
export const sameItem = (live: ItemVersion, department: string, item: ItemSaid): boolean => !live.retired && live.department === department && canonicalJson(live.content) === canonicalJson(item)
