import { instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, notFound, unprocessable } from '#base/errors'
import { requireScope } from '#primitives/access'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { cityOf, cityToday, parentPath, requireDivision } from '#primitives/place'
import type { TightenedItem, TightenItem, WithdrawTightening } from '../contract.ts'
import { itemCatalogue, tighteningKey } from '../item/item-catalogue.ts'
import { inForce } from '../item/item-in-force.ts'
import type { TighteningSaid } from '../item/item-said.ts'
import { judgeTightening } from './judge-tightening.ts'
import { writeTightening } from './load-tightenings.ts'

const may = 'service_item.item.tighten'
/** One refusal a field: people are told which one would be worse. */
const looser: Readonly<Record<keyof TighteningSaid, string>> = {
  promise: 'service_item.looser_promise', fee: 'service_item.looser_fee', without: 'service_item.looser_without', depth: 'service_item.looser_depth', visits: 'service_item.looser_visits', ways: 'service_item.looser_ways', halls: 'service_item.looser_halls',
}

/** A district or street does better than what stands above it, from a day on; what would be worse is refused with the field named. 本地优化 */
export async function tightenItem(deed: Deed, code: string, { division, reason, effectiveOn, ...said }: TightenItem): Promise<TightenedItem> {
  const at = await requireDivision(deed, division)
  requireScope(deed, may, at.path, { filter: true })
  if (at.level !== 'district' && at.level !== 'street') throw conflict('service_item.not_here')
  if (Object.keys(said).length === 0) throw unprocessable('service_item.nothing_better')
  const today = await cityToday(deed)
  if (effectiveOn !== undefined && effectiveOn < today) throw conflict('service_item.day_passed')
  const catalogue = await itemCatalogue(deed, true)
  const above = inForce(catalogue, code, parentPath(at.path), deed.now)
  if (!above) throw notFound('service_item.unknown', { item: code })
  const [loose] = judgeTightening(above.item, said, above.clocks.decide)
  if (loose) throw unprocessable(looser[loose.field], { field: loose.field, fault: loose.code, value: loose.value })
  const from = effectiveOn === undefined || effectiveOn === today ? deed.now : instantOf(effectiveOn, '00:00', (await cityOf(deed)).zone)
  const before = catalogue.tightenings.get(tighteningKey(division, code))?.[0]
  if (before && before.effective_from > from) throw conflict('service_item.later_stands')
  const version = await writeTightening(deed, { code, division, path: at.path, said, reason, withdrawn: false, before }, { origin: 'desk', by: deed.actor.id, from })
  await told(deed, code, division, version, { reason, says: said, from: from.toISOString() })
  return { code, division, version }
}

/** A division takes its own part back: what stands above it holds again, from now on. 撤销本地优化 */
export async function withdrawTightening(deed: Deed, code: string, { division, reason }: WithdrawTightening): Promise<TightenedItem> {
  const at = await requireDivision(deed, division)
  requireScope(deed, may, at.path, { filter: true })
  const before = (await itemCatalogue(deed, true)).tightenings.get(tighteningKey(division, code))?.[0]
  if (!before || before.withdrawn) throw notFound('service_item.nothing_to_withdraw')
  const version = await writeTightening(deed, { code, division, path: at.path, said: before.content, reason, withdrawn: true, before }, { origin: 'desk', by: deed.actor.id, from: deed.now < before.effective_from ? before.effective_from : deed.now })
  await told(deed, code, division, version, { reason, withdrawn: true })
  return { code, division, version }
}

async function told(deed: Deed, code: string, division: string, version: number, more: Record<string, unknown>): Promise<void> {
  await appendLeaf(deed, { kind: 'service_item.tightened', payload: { by: deed.actor.id, item: code, division, version, ...more } })
  await record(deed, 'service_item.tightened', code, { division, version })
}
