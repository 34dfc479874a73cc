import type { Deed } from '#base/deed'
import { scopeFor } from '#primitives/access'
import { findMatters, type ListedMatter, type MatterFilter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { divisionLine, requireDivision } from '#primitives/place'
import { catalogue } from '#systems/governance'
import type { OrderFilter, OrderRow } from '../contract.ts'
import { inTurn } from '../in-turn.ts'
import { hotline } from '../tables.ts'
import { matterKind, matterKinds } from './kinds.ts'

const SOON = 24 * 3_600_000

/** One page of orders: all in scope for the hotline body, one's own unit's for everyone else. 工单列表 */
export async function findOrders(deed: Deed, filter: OrderFilter): Promise<{ items: OrderRow[]; next: string | null }> {
  const sort = filter.view === 'all' || filter.view === undefined ? 'newest' : 'due'
  const { items, next } = await findMatters(deed, await orderFilter(deed, filter), { limit: filter.limit ?? 50, after: filter.after, sort })
  return { items: await orderRows(deed, items), next }
}

async function orderFilter(deed: Deed, filter: OrderFilter): Promise<MatterFilter> {
  const under = filter.division ? (await requireDivision(deed, filter.division)).path : undefined
  const ofHotline = deed.actor.grants.some(({ permissions }) => permissions.has('hotline.order.read_all'))
  const unit = deed.actor.departmentId ?? ''
  const view = filter.view ?? (ofHotline ? 'all' : 'unit')
  return {
    kinds: filter.kind ? [matterKind(filter.kind)] : matterKinds,
    scopes: ofHotline ? scopeFor(deed, 'hotline.order.read_all', under) : [''], // a unit's orders are its own wherever they are
    under,
    number: filter.number,
    ...(filter.state ? { states: [filter.state] } : view === 'desk' ? { states: ['registered'] } : view === 'call_back' ? { states: ['handled', 'called_back'] } : {}),
    ...(ofHotline && view !== 'unit' ? {} : { unit }),
    ...(view === 'due_soon' ? { dueBefore: new Date(deed.now.getTime() + SOON) } : {}),
    ...(view === 'overdue' ? { overdue: true } : {}),
  }
}

/** What a list shows of each order: names instead of codes, and the beginning of what was said, where the reader may read it. */
export async function orderRows(deed: Deed, matters: readonly ListedMatter[]): Promise<OrderRow[]> {
  if (matters.length === 0) return []
  const ids = matters.map((matter) => matter.id)
  const orders = new Map((await hotline(deed.tx).selectFrom('hotline.order').selectAll().where('id', 'in', ids).execute()).map((row) => [row.id, row]))
  const words = new Map((await hotline(deed.tx).selectFrom('hotline.order_words').select(['order_id', 'words', 'place_words']).where('order_id', 'in', ids).execute()).map((row) => [row.order_id, row]))
  const units = await findUnits(deed, matters.flatMap((matter) => matter.unitId ?? []))
  const { byCode } = await catalogue(deed)
  return inTurn(matters, async (matter) => {
    const order = orders.get(matter.id)!
    const item = order.item_code ? byCode.get(order.item_code) : undefined
    return {
      id: matter.id, number: matter.number, kind: order.kind, state: matter.state, version: matter.version, item: item ? { code: item.code, name: item.name } : null,
      division: (await divisionLine(deed, order.division_path)).map((one) => one.name).join(' '), placeWords: words.get(matter.id)?.place_words ?? '',
      excerpt: (words.get(matter.id)?.words ?? '').slice(0, 80), urgent: matter.urgent, unitId: matter.unitId, unitName: matter.unitId ? (units.get(matter.unitId)?.shortName ?? null) : null,
      registeredAt: order.registered_at.toISOString(), dueAt: matter.dueAt?.toISOString() ?? null, stateDueAt: matter.stateDueAt?.toISOString() ?? null, suspended: matter.suspended, final: matter.final,
    }
  })
}
