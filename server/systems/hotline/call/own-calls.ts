import type { Deed } from '#base/deed'
import { cityDay, instantOf } from '#base/clock'
import { findMatter } from '#primitives/matter'
import { cityOf } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import type { OwnCalls } from '../contract.ts'
import { inTurn } from '../in-turn.ts'
import { hotline } from '../tables.ts'

/** One's own calls of today, for wrapping up, and how many the whole hotline took. Nobody sees another's, and no one is compared. 本人今日通话 */
export async function ownCalls(deed: Deed): Promise<OwnCalls> {
  const { zone } = await cityOf(deed)
  const from = instantOf(cityDay(deed.now, zone), '00:00', zone)
  const db = hotline(deed.tx)
  const calls = await db.selectFrom('hotline.call').selectAll().where('operator_id', '=', deed.actor.id).where('started_at', '>=', from).orderBy('started_at', 'desc').limit(100).execute()
  const orders = calls.length === 0 ? [] : await db.selectFrom('hotline.order').select(['id', 'call_id']).where('call_id', 'in', calls.map(({ id }) => id)).orderBy('id').execute()
  const shown = await inTurn(orders, async ({ id, call_id }) => {
    const matter = (await findMatter(deed, id))!
    return { callId: call_id, id, number: matter.number, state: matter.state }
  })
  const filed = calls.length === 0 ? [] : await db.selectFrom('hotline.filed').select(['call_id', 'number', 'item_code']).where('call_id', 'in', calls.map(({ id }) => id)).orderBy('began_at').execute()
  const items = await itemNames(deed, filed.map(({ item_code: code }) => code))
  const [allCalls, allOrders] = [
    await db.selectFrom('hotline.call').select((of) => of.fn.countAll<bigint>().as('count')).where('started_at', '>=', from).executeTakeFirstOrThrow(),
    await db.selectFrom('hotline.order').select((of) => of.fn.countAll<bigint>().as('count')).where('registered_at', '>=', from).executeTakeFirstOrThrow(),
  ]
  return {
    items: calls.map((call) => ({
      id: call.id, startedAt: call.started_at.toISOString(), endedAt: call.ended_at?.toISOString() ?? null, outcome: call.outcome, note: call.note,
      orders: shown.filter((one) => one.callId === call.id).map(({ id, number, state }) => ({ id, number, state })).slice(0, 20),
      applications: filed.filter((one) => one.call_id === call.id).map(({ number, item_code: code }) => ({ number, item: items.get(code) ?? code })).slice(0, 20),
    })),
    today: { calls: Number(allCalls.count), orders: Number(allOrders.count) },
  }
}
