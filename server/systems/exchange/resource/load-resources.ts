import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { requireUnit } from '#primitives/party'
import { exchange } from '../tables.ts'
import { entryOf, findable, type Entry, type EntryLine } from './entry.ts'

/** Loads one body's part of the catalogue from the city's folder: what is new or changed becomes a new version; what was edited at a desk stays; what the folder no longer holds is withdrawn. 载入目录 */
export async function loadResources(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  const { unit, resources } = content as { unit: string; resources: EntryLine[] }
  const { name: unitName } = await requireUnit(deed, unit)
  const entries = resources.map((line) => entryOf(unit, line))
  const live = new Map((await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('unit_id', '=', unit).execute()).map((row) => [row.code, row]))
  for (const entry of entries) {
    const before = live.get(entry.code)
    if (before && (before.origin === 'desk' || same(before, entry))) continue
    await writeResource(deed, entry, unitName, { version: (before?.version ?? 0) + 1, origin: 'folder', by: path })
  }
  const gone = [...live.values()].filter((row) => row.origin === 'folder' && row.withdrawn_at === null && !entries.some((entry) => entry.code === row.code)).map(({ code }) => code)
  if (gone.length > 0) await exchange(deed.tx).updateTable('exchange.resource').set({ withdrawn_at: deed.now }).where('code', 'in', gone).execute()
}

/** Writes an entry as its next version, in force from now, and keeps the version for good. */
export async function writeResource(deed: Deed, entry: Entry, unitName: string, { version, origin, by }: { version: number; origin: 'folder' | 'desk'; by: string }): Promise<void> {
  const row = { ...entry, fields: JSON.stringify(entry.fields) as never, ...findable(entry, unitName), version, origin, effective_from: deed.now, withdrawn_at: null }
  await exchange(deed.tx).insertInto('exchange.resource').values(row).onConflict((old) => old.column('code').doUpdateSet(row)).execute()
  await exchange(deed.tx).insertInto('exchange.resource_version').values({ code: entry.code, version, content: JSON.stringify(entry) as never, effective_from: deed.now, changed_by: by }).execute()
}

const said = ({ code, name, unit_id, library, theme, summary, format, share, share_condition, share_basis, modes, open, cycle, personal, contribution, fields }: Entry): string =>
  canonicalJson({ ...(contribution === null ? {} : { contribution }), code, name, unit_id, library, theme, summary, format, share, share_condition, share_basis, modes, open, cycle, personal, fields })
const same = (before: Entry & { withdrawn_at: Date | null }, entry: Entry): boolean => before.withdrawn_at === null && said(before) === said(entry)
