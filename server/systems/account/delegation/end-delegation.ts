import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { tell } from '#primitives/notice'
import { account } from '../tables.ts'

/** Either side ends a delegation before its day; ending an ended one changes nothing, and somebody else's is unknown. 结束授权 */
export async function endDelegation(deed: Deed, id: string): Promise<{ id: string; endedAt: string }> {
  const { id: actor } = deed.actor
  const found = await account(deed.tx).selectFrom('account.delegation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found || ![found.principal_id, found.granted_by, found.agent_id].includes(actor)) throw notFound('account.delegation_unknown')
  if (found.ended_at) return { id, endedAt: found.ended_at.toISOString() }
  await account(deed.tx).updateTable('account.delegation').set({ ended_at: deed.now, ended_by: actor }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'account.delegation_ended', subjects: [found.principal_id, found.agent_id], payload: { delegation: id, by: actor } })
  await record(deed, 'account.delegation_ended', id, { kind: found.kind })
  const other = actor === found.agent_id ? (found.granted_by ?? found.principal_id) : found.agent_id
  const [template, name] = actor === found.agent_id ? ['account.notice.given_back', found.agent_name] as const : ['account.notice.taken_back', found.principal_name] as const
  await tell(deed, { to: { party: other }, template, facts: { name }, link: '/account' })
  return { id, endedAt: deed.now.toISOString() }
}
