import type { Deed } from '#base/deed'
import { scenario } from './tables.ts'

/** The scenario in force that has this id or this name; whoever takes a request asks it through the registry. 场景归并 */
export const namedScenario = (deed: Deed, words: string): Promise<{ id: string; name: string } | undefined> =>
  scenario(deed.tx).selectFrom('scenario.scenario').select(['id', 'name']).where('ended_at', 'is', null).where((is) => is.or([is('id', '=', words), is('name', '=', words)])).limit(1).executeTakeFirst()
