import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { jobActor } from '#base/jobs'
import { appendLeaf } from '#primitives/ledger'
import { advance, findMatters, requireMatter, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { postsAt } from '#primitives/party'
import { requireCorrection } from '../correction/require-correction.ts'
import { requirePlain } from '../correction/require-plain.ts'
import type { AskedCorrection, RaiseDispute } from '../contract.ts'
import { grantTo } from '../request/grant-request.ts'
import { requireRequest } from '../request/require-request.ts'
import { exchange } from '../tables.ts'
import type { Words } from './followup-steps.ts'
import { openFollowup, type FollowupRow } from './open-followup.ts'
import { requireFollowup } from './require-followup.ts'

/** A using department does not accept a refusal, a suspension, or that a value stands: first the two units, for so many days. 提出争议 */
export async function raiseDispute(deed: Deed, { id, request, correction, words }: RaiseDispute): Promise<AskedCorrection> {
  requirePlain(words)
  const about = correction === undefined ? await requireRequest(deed, request ?? '') : await requireCorrection(deed, correction)
  if (about.unit_id === null || about.unit_id !== deed.actor.departmentId) throw notFound(correction === undefined ? 'exchange.request_unknown' : 'exchange.correction_unknown')
  const { state } = await requireMatter(deed, about.id)
  if (!['refused', 'suspended', 'stood'].includes(state)) throw conflict('exchange.nothing_to_dispute')
  await sql`select pg_advisory_xact_lock(hashtext(${`exchange.dispute ${about.id}`}))`.execute(exchange(deed.tx)) // of two at once the second finds the first
  const before = (await exchange(deed.tx).selectFrom('exchange.followup').select('id').where('kind', '=', 'dispute').where('id', '<>', id).where((is) => is.or([is('request_id', '=', about.id), is('correction_id', '=', about.id)])).execute()).map((row) => row.id)
  const { items: [open] } = before.length === 0 ? { items: [] } : await findMatters(deed, { ids: before, open: true }, { limit: 1 })
  if (open) throw conflict('exchange.dispute_open', { number: open.number })
  const matter = await openFollowup(deed, {
    id, kind: 'dispute', to: about.source_id, resource_code: about.resource_code, unit_id: about.unit_id, source_id: about.source_id, request_id: correction === undefined ? about.id : null, correction_id: correction === undefined ? null : about.id, way: null, words,
  })
  return { id, number: matter.number, state: (await requireMatter(deed, id)).state }
}

/** The units settle it, or ask the authority to. 协商、提请裁定 */
export async function advanceDispute(deed: Deed, id: string, action: string, { version, note, reason }: Words): Promise<Matter> {
  const row = await requireDispute(deed, id)
  requirePlain(note, reason)
  if (action === 'concede') await enforce(deed, row)
  const matter = await advance(deed, id, action, { ...(version ? { version } : {}), ...(note ? { note } : {}), ...(reason ? { reason } : {}) })
  if (action === 'concede') await exchange(deed.tx).updateTable('exchange.followup').set({ outcome: 'raiser' }).where('id', '=', id).execute()
  if (action === 'escalate') for (const post of await postsAt(deed, '', 'data_authority')) await tell(deed, { ...told(matter.number, id, 'decide'), to: { post: post.id } })
  return matter
}

/** The authority decides, or after it its government: for the raiser it is carried out at once, in the same transaction. On the ledger. 裁定 */
export async function decideDispute(deed: Deed, id: string, action: 'decide' | 'rule', { version, reason, outcome }: Words & { outcome: 'raiser' | 'other'; reason: string }): Promise<Matter> {
  const row = await requireDispute(deed, id)
  requirePlain(reason)
  let matter = await advance(deed, id, action, { reason, ...(version ? { version } : {}) })
  await exchange(deed.tx).updateTable('exchange.followup').set({ outcome }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: action === 'decide' ? 'exchange.dispute_decided' : 'exchange.dispute_ruled', payload: { dispute: id, number: matter.number, request: row.request_id, correction: row.correction_id, resource: row.resource_code, unit: row.unit_id, source: row.source_id, outcome, reason } })
  if (outcome === 'raiser') {
    await enforce(deed, row)
    if (action === 'decide') matter = await advance(platform(deed), id, 'accept')
  }
  for (const unit of [row.unit_id, row.source_id]) await tell(deed, { ...told(matter.number, id, outcome), to: { unit } })
  return matter
}

const told = (number: string, id: string, what: string) => ({ template: `exchange.dispute.${what}`, facts: { number }, link: `/desk/followups?id=${id}` })
const platform = (deed: Deed): Deed => ({ ...deed, actor: jobActor('exchange.settle_dispute') })

async function requireDispute(deed: Deed, id: string): Promise<FollowupRow> {
  const row = await requireFollowup(deed, id)
  if (row.kind !== 'dispute') throw notFound('exchange.followup_unknown')
  return row
}

/** What was refused is granted, what was suspended is lifted, what stands is checked once more. */
async function enforce(deed: Deed, { request_id, correction_id, source_id, resource_code, unit_id }: FollowupRow): Promise<void> {
  if (correction_id !== null) {
    await advance(platform(deed), correction_id, 'reopen', { assignTo: { unitId: source_id } })
    return
  }
  const { state } = await requireMatter(deed, request_id!)
  if (state === 'refused') {
    await exchange(deed.tx).updateTable('exchange.request').set({ condition: null }).where('id', '=', request_id!).execute()
    await grantTo(deed, request_id!, undefined, true)
  } else if (state === 'suspended') {
    if (!may(deed.actor, 'exchange.request.arbitrate') && !may(deed.actor, 'exchange.dispute.rule')) throw conflict('exchange.not_yours_to_lift')
    await advance(deed, request_id!, may(deed.actor, 'exchange.request.arbitrate') ? 'lift' : 'order_lift', { reason: '按争议处理结果' })
    await appendLeaf(deed, { kind: 'exchange.grant_lift', payload: { request: request_id, resource: resource_code, unit: unit_id, reason: 'dispute' } })
  }
}
