import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

type Item = Readonly<{ name: string; why: string; basis: string }>

/** Loads from the city's folder what the law forbids to share. 载入负面清单 */
export async function loadNegatives(deed: Deed, content: unknown): Promise<void> {
  const { items } = content as { items: Item[] }
  await exchange(deed.tx).deleteFrom('exchange.negative').execute()
  await exchange(deed.tx).insertInto('exchange.negative').values(items.map((item, place) => ({ ...item, place }))).execute()
}
