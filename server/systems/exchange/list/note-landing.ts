import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

/** Keeps when an entry last got rows from its source, since the authority sees that and not the rows. 记落地时间 */
export async function noteLanding(deed: Deed, code: string, rows: number): Promise<void> {
  const row = { resource_code: code, rows, last_at: deed.now }
  await exchange(deed.tx).insertInto('exchange.landing').values(row).onConflict((old) => old.column('resource_code').doUpdateSet(row)).execute()
}
