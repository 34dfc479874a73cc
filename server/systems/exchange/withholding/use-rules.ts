import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

export type Basis = { code: string; name: string; name_en: string; article: string; since: string }
export type UseRules = { records: { days: number; source: string; since: string }; withholding: { longest_days: number; bases: readonly Basis[] } }

/** Takes data-use.yaml in. 使用规定入库 */
export async function loadUseRules(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await exchange(deed.tx).insertInto('exchange.use_rule').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** How long records of use are kept, and by which laws a use may be withheld. 使用规定 */
export async function useRules(deed: Deed): Promise<UseRules> {
  const row = await exchange(deed.tx).selectFrom('exchange.use_rule').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs data-use.yaml')
  return row.content as UseRules
}
