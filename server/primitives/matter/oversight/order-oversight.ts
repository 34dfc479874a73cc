import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, forbidden, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { calendarVersion, dueAt } from '#primitives/rule'
import { alarmAt } from '../clock/clocks.ts'
import { insertStep } from '../insert-row.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import type { Time } from '../matter-shapes.ts'
import { markTime } from '../move.ts'
import type { Moving } from '../moving.ts'
import { stepId } from '../step-id.ts'
import { matter, type MatterRow, type OrderRow, type StepRow } from '../tables.ts'
import { about } from '../tick/tick-matters.ts'

export type OversightOrder = { id: string; matterId: string; note: string; answerer: { unitId: string; postId: string | null }; orderedAt: Date; dueAt: Date; answeredAt: Date | null; answer: string | null; overdue: boolean }
export const asOrder = (row: OrderRow, now: Date): OversightOrder => ({
  id: row.id, matterId: row.matter_id, note: row.note, answerer: { unitId: row.answerer_unit_id, postId: row.answerer_post_id }, orderedAt: row.ordered_at, dueAt: row.due_at,
  answeredAt: row.answered_at, answer: row.answer, overdue: row.answered_at === null && row.due_at < now,
})

/** A leader's note on an open matter: a named answerer must answer by a time of its own; the matter's clocks go on. 督办 */
export async function orderOversight(deed: Deed, matterId: string, order: { note: string; answerer: { unitId: string; postId?: string | null }; limit: Time }): Promise<OversightOrder> {
  const moving = await held(deed, matterId)
  const { row, compiled, time } = moving
  if (row.closed_at !== null) throw conflict('matter.closed')
  const from = deed.now.getTime()
  const due = dueAt(time, { from, limit: order.limit })
  const first = compiled.order[0]
  const made: OrderRow = {
    matter_id: row.id, id: moving.newId(), note: order.note, answerer_unit_id: order.answerer.unitId, answerer_post_id: order.answerer.postId ?? null, ordered_by: deed.actor.id, ordered_unit_id: deed.actor.departmentId,
    ordered_at: deed.now, limit_amount: String(order.limit.amount), limit_unit: order.limit.unit, due_at: new Date(due),
    next_at: first ? new Date(alarmAt(time, { from, limit: order.limit, name: 'order', pauses: [], fired: 0 }, first.at, row.urgent)) : null, fired: 0, answered_at: null, answered_by: null, answer: null,
  }
  await matter(deed.tx).insertInto('matter.oversight_order').values(made).execute()
  await leave(deed, moving, 'ordered', order.note, { order: made.id, answerer: order.answerer.unitId, dueAt: made.due_at.toISOString() })
  await record(deed, 'matter.oversight_ordered', row.id, { ...about(row), order: made.id, answerer: order.answerer.unitId, answererPost: made.answerer_post_id, dueAt: made.due_at })
  return asOrder(made, deed.now)
}

/** The named answerer answers. 督办答复 */
export async function answerOversight(deed: Deed, matterId: string, orderId: string, answer: string): Promise<OversightOrder> {
  const moving = await held(deed, matterId)
  const order = await matter(deed.tx).selectFrom('matter.oversight_order').selectAll().where('matter_id', '=', matterId).where('id', '=', orderId).executeTakeFirst()
  if (!order) throw notFound('matter.order_not_found')
  if (order.answered_at !== null) throw conflict('matter.already_answered')
  const { actor } = deed
  const ofUnit = actor.departmentId === order.answerer_unit_id || actor.grants.some(({ departmentId }) => departmentId === order.answerer_unit_id)
  if (actor.kind !== 'job' && (!ofUnit || (order.answerer_post_id !== null && order.answerer_post_id !== actor.postId))) throw forbidden('matter.not_the_answerer')
  const answered = { ...order, answered_at: deed.now, answered_by: actor.id, answer, next_at: null }
  await matter(deed.tx).updateTable('matter.oversight_order').set({ answered_at: deed.now, answered_by: actor.id, answer, next_at: null }).where('matter_id', '=', matterId).where('id', '=', orderId).execute()
  await leave(deed, moving, 'answered', answer, { order: orderId, onTime: deed.now <= order.due_at })
  await record(deed, 'matter.oversight_answered', matterId, { ...about(moving.row), order: orderId, orderedBy: order.ordered_by, onTime: deed.now <= order.due_at })
  return asOrder(answered, deed.now)
}

async function held(deed: Deed, matterId: string): Promise<Moving> {
  const row = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', matterId).forUpdate().executeTakeFirst()
  if (!row) throw notFound('matter.not_found')
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  return { row, compiled, time: await calendarVersion(deed, row.calendar_version), actor: deed.actor, now: deed.now.getTime(), at: deed.now, open: [], shares: [], detail: {}, newId: () => stepId(row.id, row.version) }
}

async function leave(deed: Deed, moving: Moving, action: 'ordered' | 'answered', note: string, detail: Record<string, unknown>): Promise<void> {
  const row: MatterRow = moving.row
  const step: StepRow = {
    matter_id: row.id, id: moving.newId(), cycle: row.cycle, at: deed.now, action, from_state: row.state, to_state: row.state, actor_kind: deed.actor.kind, actor_id: deed.actor.id, actor_post_id: deed.actor.postId, actor_unit_id: deed.actor.departmentId,
    unit_id: row.unit_id, holder_level: row.holder_level, holder_path: row.holder_path, ...markTime(moving), state_limit: null, on_time: null, reason: null, note, because: null, detail, shown: 'staff',
  }
  await sql`with traced as (${insertStep(step)}) update matter.matter set marked_at = ${row.marked_at} where id = ${row.id}`.execute(matter(deed.tx))
}
