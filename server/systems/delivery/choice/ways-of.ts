import type { ItemSaid } from '#systems/service-item'
import { carrierHere } from '../carriers.ts'
import type { Way } from '../contract.ts'
import type { Settings } from '../delivery-settings.ts'

/** Which ways there are for what an item gives. What is with the person by the decision itself leaves nothing to choose; otherwise the counter is always among them, whatever the item says. 可选的领取方式 */
export function waysOf({ results = [], receive = [] }: Pick<ItemSaid, 'results' | 'receive'>, { cabinets }: Pick<Settings, 'cabinets'>): Way[] {
  const handed = results.some(({ licence, issue }) => licence !== undefined && issue?.hand !== 'wallet')
  if (!handed) return []
  const issued = results.every(({ licence, issue }) => licence === undefined || issue !== undefined) // what nobody issues lies in no wallet
  const there: Readonly<Record<Way, boolean>> = { counter: true, community: true, post: true, locker: cabinets.length > 0 && carrierHere('locker') !== null, wallet: issued }
  return (['counter', 'post', 'locker', 'community', 'wallet'] as const).filter((way) => way === 'counter' || (receive.includes(way) && there[way]))
}
