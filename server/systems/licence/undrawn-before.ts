import type { Deed } from '#base/deed'
import { licence } from './tables.ts'

/** On what those licences were issued that have had no sealed document since before an instant, the oldest first. It names nobody. 签发未送达 */
export const undrawnBefore = (deed: Deed, before: Date): Promise<{ basis: string; since: Date }[]> =>
  licence(deed.tx).selectFrom('licence.undrawn').select(['basis', 'since']).where('since', '<', before).orderBy('since').limit(1000).execute()
