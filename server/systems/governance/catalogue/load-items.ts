import type { Deed } from '#base/deed'
import { governance } from '../tables.ts'
import { itemOf, same, type ItemLine } from './item-line.ts'

/** Loads the folder's catalogue: what is new or changed becomes a new version; what was edited in the desk stays. 载入事项目录 */
export async function loadItems(deed: Deed, content: unknown): Promise<void> {
  const lines = content as ItemLine[]
  const live = await governance(deed.tx).selectFrom('governance.item').selectAll().distinctOn('code').orderBy('code').orderBy('version', 'desc').execute()
  const known = new Map(live.map((row) => [row.code, row]))
  const rows = lines.map(itemOf).flatMap((item) => {
    const before = known.get(item.code)
    if (before && (before.origin === 'desk' || same(before, item))) return []
    return [{ ...item, version: (before?.version ?? 0) + 1, retired: false, origin: 'folder' as const, effective_from: deed.now }]
  })
  const gone = live.filter((row) => row.origin === 'folder' && !row.retired && !lines.some((line) => line.code === row.code))
    .map((row) => ({ ...row, version: row.version + 1, retired: true, effective_from: deed.now }))
  const values = [...rows, ...gone].map((row) => ({ ...row, leads: JSON.stringify(row.leads) as never }))
  for (let i = 0; i < values.length; i += 200) await governance(deed.tx).insertInto('governance.item').values(values.slice(i, i + 200)).execute()
}
