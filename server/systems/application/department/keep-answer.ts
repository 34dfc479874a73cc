import type { Deed } from '#base/deed'
import { requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { deadline } from '#primitives/rule'
import { application } from '../tables.ts'
import { openContent, sealContent, type OutContent } from './message-content.ts'
import type { PushAnswer } from './department-port.ts'
import { requireDecidedElsewhere } from './department-settings.ts'
import type { DuePush } from './push-due.ts'

/** Taken: that system owes a word. Refused: parked with the reasons, field by field, and the unit is told. 推送结果 */
export async function keepAnswer(deed: Deed, push: DuePush, answer: PushAnswer): Promise<void> {
  const { application_id: id, version } = push
  const db = application(deed.tx)
  const held = await db.selectFrom('application.department_case').select(['item_code', 'version', 'state']).where('application_id', '=', id).forUpdate().executeTakeFirstOrThrow()
  const message = await db.updateTable('application.department_message').set({ outcome: answer.taken ? 'taken' : 'refused', reason: answer.taken ? null : answer.reason.slice(0, 400) }).where('application_id', '=', id).where('direction', '=', 'out').where('sequence', '=', version).returning('id').executeTakeFirstOrThrow()
  if (!answer.taken) await keepFaults(deed, message.id, answer)
  if (held.version !== version || held.state !== 'due') return // mended or taken back while it was on its way: the next version says what holds
  const { system } = await requireDecidedElsewhere(deed, held.item_code)
  const owes = answer.taken && !(await requireMatter(deed, id)).final ? await deadline(deed, { from: deed.now, ...(answer.receipt === null ? system.acknowledged : system.answered) }) : null
  const now = answer.taken ? { state: 'pushed' as const, pushed_at: deed.now, ...(answer.receipt === null ? {} : { receipt: answer.receipt }) } : { state: 'parked' as const }
  await db.updateTable('application.department_case').set({ ...now, promised_at: owes?.dueAt ?? null, next_at: null, failure: null }).where('application_id', '=', id).execute()
  if (!answer.taken) await tell(deed, { to: { unit: push.unit_id }, template: 'application.notice.parked', facts: { number: push.number, system: system.name }, link: `/desk/applications?id=${id}` })
}

async function keepFaults(deed: Deed, messageId: string, { reason, faults }: Extract<PushAnswer, { taken: false }>): Promise<void> {
  const held = await application(deed.tx).selectFrom('application.department_content').select('content').where('message_id', '=', messageId).executeTakeFirstOrThrow()
  await application(deed.tx).updateTable('application.department_content').set({ content: sealContent({ ...openContent<OutContent>(held), reason, faults }) }).where('message_id', '=', messageId).execute()
}
