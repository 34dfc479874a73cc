import type { Deed } from '#base/deed'
import type { Time } from '#primitives/matter'
import { decide } from '#primitives/rule'
import type { Item } from '#systems/governance'
import type { Supply } from '../tables.ts'

const supplyWords: readonly (readonly [Supply, RegExp])[] = [['heat', /暖|供热|热力/], ['gas', /燃气|煤气|天然气/], ['power', /停电|供电|用电/], ['water', /自来水|停水|供水|水压|水管/]]

/** What an item says of risk and supply, until the operator says otherwise: its own limit for receiving decides whether it is pressing. 推定紧急程度 */
export async function pressOf(deed: Deed, item: Item | null): Promise<{ risk: boolean; supply: Supply }> {
  if (item === null) return { risk: false, supply: 'none' }
  const { outcome } = await decide(deed, 'limits', { limit: item.receive_limit })
  const receive = outcome?.time as Time | undefined
  const pressing = receive !== undefined && !receive.unit.startsWith('working') && item.urgency !== 'ordinary'
  const supply = pressing ? (supplyWords.find(([, pattern]) => pattern.test(item.name))?.[0] ?? 'none') : 'none'
  return { risk: item.urgency === 'emergency' || (pressing && supply === 'none'), supply: item.urgency === 'emergency' ? 'none' : supply }
}

/** Within what time the unit must receive, by the city's rule table, and the sentence that says why. 接收时限 */
export async function receiveLimit(deed: Deed, { risk, supply }: { risk: boolean; supply: Supply }): Promise<{ receive: Time; sentence: string }> {
  const { outcome, sentence } = await decide(deed, 'receive_limits', { risk, supply })
  if (!outcome) throw new Error('the rule table receive_limits has no row that holds for everything else')
  return { receive: outcome.receive as Time, sentence }
}

/** What dispatching sets of the kind's limits: receiving by the rule, returning longer where it is complex. 派单时限 */
export async function dispatchLimits(deed: Deed, order: { risk: boolean; supply: Supply; complex: boolean }): Promise<Record<string, Time>> {
  const { receive } = await receiveLimit(deed, order)
  const { outcome } = await decide(deed, 'limits', { limit: order.complex ? 'return_2wd' : 'return_1wd' })
  return { receive, ...(outcome ? { return: outcome.time as Time } : {}) }
}
