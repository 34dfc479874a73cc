import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

/** What a request says of its business: the scenario of the registry that has this id or this name, or the asker's own words. 场景归并 */
export async function scenarioNamed(deed: Deed, words: string): Promise<{ id: string | null; name: string }> {
  const text = words.trim()
  const found = await exchange(deed.tx).selectFrom('exchange.scenario').select(['id', 'name']).where('ended_at', 'is', null).where((is) => is.or([is('id', '=', text), is('name', '=', text)])).limit(1).executeTakeFirst()
  return found ?? { id: null, name: text }
}
