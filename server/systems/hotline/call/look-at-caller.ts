import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { forbidden, invalid, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { purposes, showForSeconds } from '#primitives/party'
import type { CallerSeen, LookAtCaller } from '../contract.ts'
import { isHotline, requireOrder } from '../order/require-order.ts'
import { hotline } from '../tables.ts'
import { openName, openNumber } from './caller-of.ts'

/** Shows who called, to the hotline body's own posts only, for a purpose from the closed list; one leaf a look. 查看来电人 */
export async function lookAtCaller(deed: Deed, orderId: string, { purpose }: Static<typeof LookAtCaller>): Promise<Static<typeof CallerSeen>> {
  const order = await requireOrder(deed, orderId)
  if (!isHotline(deed, order)) throw forbidden('hotline.caller_not_shown')
  const listed = (await purposes(deed)).find(({ code }) => code === purpose)
  if (!listed) throw invalid('hotline.purpose_unknown')
  const beyond = (['name', 'phone'] as const).filter((field) => !listed.fields.includes(field))
  if (beyond.length > 0) throw forbidden('hotline.purpose_too_narrow')
  const row = await hotline(deed.tx).selectFrom('hotline.caller').select(['name', 'number']).where('call_id', '=', order.call_id).executeTakeFirst()
  if (!row) throw notFound('hotline.caller_unknown')
  await appendLeaf(deed, {
    kind: 'hotline.caller_seen', subjects: [order.call_id],
    payload: { order: orderId, call: order.call_id, kind: order.kind, fields: ['name', 'number'], purpose, actor: deed.actor.id, post: deed.actor.postId, department: deed.actor.departmentId },
  })
  return { name: row.name && openName(row.name), number: row.number && openNumber(row.number), showFor: showForSeconds }
}
