import type { Deed } from '#base/deed'
import { account } from '../tables.ts'
import { endDelegation } from './end-delegation.ts'

/** The account of a person is closed: whatever they gave or hold ends, and the others are told; what was proven counts no longer, logins elsewhere are untied. Done as that person. 注销时结束授权 */
export async function endForGood(deed: Deed): Promise<void> {
  const [db, { id }] = [account(deed.tx), deed.actor]
  const open = await db.selectFrom('account.delegation').select('id').where((of) => of.or([of('principal_id', '=', id), of('granted_by', '=', id), of('agent_id', '=', id)])).where('ended_at', 'is', null).orderBy('id').execute()
  for (const one of open) await endDelegation(deed, one.id)
  await db.deleteFrom('account.consent').where((of) => of.or([of('principal_id', '=', id), of('granted_by', '=', id)])).execute()
  await db.deleteFrom('account.elsewhere').where((of) => of.or([of('person_id', '=', id), of('holder_id', '=', id)])).execute()
  await db.updateTable('account.proof').set({ ended_at: deed.now, ended_why: 'closed' }).where('person_id', '=', id).where('ended_at', 'is', null).execute()
}
