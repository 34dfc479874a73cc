import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, invalid, stale } from '#base/errors'
import { record } from '#primitives/event'
import type { SettleTill, Till } from '../contract.ts'
import { payment } from '../tables.ts'
import { postOf } from './take-money.ts'

const MOST = 500
const open = (deed: Deed) => payment(deed.tx).selectFrom('payment.taking as t').where('t.post', '=', postOf(deed)).where('t.how', '!=', 'online').where('t.settlement_id', 'is', null)
const out = (deed: Deed) => payment(deed.tx).selectFrom('payment.paid_out as p').where('p.post', '=', postOf(deed)).where('p.settlement_id', 'is', null)

/** What the actor's post took and gave since it was last settled, and what was settled before. 本岗收款 */
export async function showTill(deed: Deed): Promise<Till> {
  const taken = await open(deed).innerJoin('payment.charge as c', 'c.id', 't.charge_id').select(['t.id', 't.how', 't.amount', 't.taken_at', 'c.item_name', 'c.basis']).orderBy('t.taken_at', 'desc').limit(MOST).execute()
  const given = await out(deed).innerJoin('payment.refund as r', 'r.id', 'p.refund_id').innerJoin('payment.charge as c', 'c.id', 'r.charge_id').select(['p.refund_id', 'p.amount', 'p.paid_at', 'c.item_name', 'c.basis']).orderBy('p.paid_at', 'desc').limit(MOST).execute()
  const settled = await payment(deed.tx).selectFrom('payment.settlement').selectAll().where('post', '=', postOf(deed)).orderBy('id', 'desc').limit(20).execute()
  const lines: Till['lines'] = [
    ...taken.map(({ id, how, amount, taken_at: at, item_name: item, basis }) => ({ id, kind: how === 'card' ? 'card' as const : 'cash' as const, item, matter: basis.split(':').at(-1)!, amount, at: at.toISOString() })),
    ...given.map(({ refund_id: id, amount, paid_at: at, item_name: item, basis }) => ({ id, kind: 'paid_out' as const, item, matter: basis.split(':').at(-1)!, amount, at: at.toISOString() })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST)
  const { cash, card } = await dueOf(deed)
  return {
    since: settled[0]?.settled_at.toISOString() ?? null, cashDue: cash, cardDue: card, lines,
    settled: settled.map((one) => ({ id: one.id, settledAt: one.settled_at.toISOString(), cashDue: one.cash_due, cashCounted: one.cash_counted, cardDue: one.card_due, cardCounted: one.card_counted, takings: one.takings, words: one.words })),
  }
}

async function dueOf(deed: Deed): Promise<{ cash: number; card: number }> {
  const sum = await open(deed).select([sql<number>`coalesce(sum(t.amount) filter (where t.how = 'cash'), 0)::int`.as('cash'), sql<number>`coalesce(sum(t.amount) filter (where t.how = 'card'), 0)::int`.as('card')]).executeTakeFirstOrThrow()
  const { given } = await out(deed).select(sql<number>`coalesce(sum(p.amount), 0)::int`.as('given')).executeTakeFirstOrThrow()
  return { cash: sum.cash - given, card: sum.card }
}

/** The till is counted: cash and slips beside what should be there; where they differ the post says why. 日结 */
export async function settleTill(deed: Deed, { id, cash, card, due, words }: SettleTill): Promise<Till> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payment.till:${postOf(deed)}`}, 0))`.execute(payment(deed.tx)) // counted twice at once it is settled once
  const known = await payment(deed.tx).selectFrom('payment.settlement').select('post').where('id', '=', id).executeTakeFirst()
  if (known && known.post !== postOf(deed)) throw conflict('payment.id_taken')
  if (known) return showTill(deed)
  const now = await dueOf(deed)
  if (now.cash !== due.cash || now.card !== due.card) throw stale('payment.till_moved')
  if ((cash !== now.cash || card !== now.card) && words === undefined) throw invalid('payment.say_why_differs')
  const takings = await payment(deed.tx).updateTable('payment.taking').set({ settlement_id: id }).where('post', '=', postOf(deed)).where('how', '!=', 'online').where('settlement_id', 'is', null).executeTakeFirst()
  const given = await payment(deed.tx).updateTable('payment.paid_out').set({ settlement_id: id }).where('post', '=', postOf(deed)).where('settlement_id', 'is', null).executeTakeFirst()
  const count = Number(takings.numUpdatedRows + given.numUpdatedRows)
  if (count === 0) throw conflict('payment.till_empty')
  await payment(deed.tx).insertInto('payment.settlement').values({ id, unit_id: deed.actor.departmentId ?? '', post: postOf(deed), settled_at: deed.now, cash_due: now.cash, cash_counted: cash, card_due: now.card, card_counted: card, takings: count, words: words ?? null }).execute()
  await record(deed, 'payment.till.settled', id, { cash: now.cash, counted: cash, card: now.card, slips: card })
  return showTill(deed)
}
