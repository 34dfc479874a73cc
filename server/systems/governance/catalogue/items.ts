import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { stamped } from '#base/stamped'
import { governance, type GovernanceTables } from '../tables.ts'

export type ItemRow = GovernanceTables['governance.item']
export type Item = Readonly<ItemRow>
export type Catalogue = Readonly<{ byCode: ReadonlyMap<string, Item>; live: readonly Item[] }>

const stamp = stamped<Catalogue>({
  // versions are only ever added, so their number and the newest one's time say which state they are in
  stampOf: async (deed) => (await sql<{ stamp: string }>`select count(*) || ' ' || coalesce(max(effective_from)::text, '') as stamp from governance.item`.execute(governance(deed.tx))).rows[0]!.stamp,
  restamp: async () => {},
  load: async (deed) => {
    const rows = await governance(deed.tx).selectFrom('governance.item').selectAll().distinctOn('code').orderBy('code').orderBy('version', 'desc').execute()
    return { byCode: new Map(rows.map((row) => [row.code, row])), live: rows.filter((row) => !row.retired) }
  },
})

/** The catalogue in force, held in memory; the newest version of each code. 治理事项目录 */
export const catalogue = (deed: Deed, lookAgain = false): Promise<Catalogue> => stamp.read(deed, lookAgain)

/** The item with exactly this code, retired ones too; a refusal where there is none. 取事项 */
export async function requireItem(deed: Deed, code: string): Promise<Item> {
  const item = (await catalogue(deed)).byCode.get(code) ?? (await catalogue(deed, true)).byCode.get(code)
  if (!item) throw notFound('governance.item_unknown', { item: code })
  return item
}
