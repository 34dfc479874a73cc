import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { findMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import type { JudgedAlarm } from '../contract.ts'
import { advanceRequest } from '../request/advance-request.ts'
import { requireRequest } from '../request/require-request.ts'
import { exchange } from '../tables.ts'

type Judgement = Readonly<{ as: 'explained'; reason: string; standing: boolean } | { as: 'misuse'; reason: string }>

/** The authority judges unusual use: it has a reason, for once or for the rest of the grant; or it is misuse, and the grant is suspended with the same step. Either is a leaf. 异常使用认定 */
export async function judgeAlarm(deed: Deed, id: string, judgement: Judgement): Promise<JudgedAlarm> {
  const row = await exchange(deed.tx).selectFrom('exchange.use_alarm').selectAll().where('id', '=', id).forUpdate().executeTakeFirst() // two who judge at once must not judge differently
  if (!row) throw notFound('exchange.alarm_unknown')
  const asked = await requireRequest(deed, row.grant_id)
  if (row.judged_at !== null) throw conflict('exchange.alarm_judged')
  const { as, reason } = judgement
  const standing = judgement.as === 'explained' && judgement.standing
  await exchange(deed.tx).updateTable('exchange.use_alarm').set({ judged_at: deed.now, judged_by: `${deed.actor.kind}:${deed.actor.id}`, judged_as: as, reason, standing }).where('id', '=', id).execute()
  const suspended = as === 'misuse' && (await findMatter(deed, row.grant_id))?.state === 'granted'
  if (suspended) await advanceRequest(deed, row.grant_id, 'suspend', { reason })
  await appendLeaf(deed, { kind: as === 'misuse' ? 'exchange.use_misused' : 'exchange.use_explained', payload: { request: row.grant_id, resource: asked.resource_code, unit: asked.unit_id, unusual: row.kind, figure: row.figure, reason, standing } })
  await record(deed, 'exchange.use_judged', row.grant_id, { alarm: id, as })
  await tell(deed, { to: { unit: asked.unit_id }, template: `exchange.use.${as}`, facts: { reason }, link: `/desk/use-alarms?id=${id}` })
  return { id, as, suspended }
}
