import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { mergeAccounts } from '#primitives/access'
import { tell } from '#primitives/notice'
import { mergePersons } from '#primitives/party'
import { account } from '../tables.ts'

type Side = Readonly<{ id: string; partyId: string }>

/** One account and person go into another; proofs of the first stop counting, codes of consent are void, and what other homes hold follows by their listeners. Again changes nothing. 并入 */
export async function mergeInto(deed: Deed, from: Side, to: Side): Promise<void> {
  await mergeAccounts(deed, from.id, to.id)
  if (!(await mergePersons(deed, from.partyId, to.partyId))) return
  const db = account(deed.tx)
  await db.updateTable('account.proof').set({ ended_at: deed.now, ended_why: 'merged' }).where('person_id', '=', from.partyId).where('ended_at', 'is', null).execute()
  await db.deleteFrom('account.consent').where('principal_id', '=', from.partyId).execute()
  await db.deleteFrom('account.elsewhere').where('person_id', '=', from.partyId).execute()
  const both = [from.partyId, to.partyId]
  await db.updateTable('account.delegation').set({ ended_at: deed.now, ended_by: deed.actor.id }).where('principal_id', 'in', both).where('agent_id', 'in', both).where('ended_at', 'is', null).execute()
  await record(deed, 'account.merged', from.partyId, { to: to.partyId })
  await tell(deed, { to: { party: to.partyId }, template: 'account.notice.merged', link: '/account', also: ['sms'] })
}
