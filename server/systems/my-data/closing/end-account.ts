import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { closeAccount } from '#primitives/access'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { asPerson, forgetContact, ownPerson } from '#primitives/party'
import { contributedHoldings } from '#primitives/registry'
import { endForGood } from '#systems/account'
import { myData } from '../tables.ts'

/** The waiting time is over: login, phone, delegations and what the law lets go end in one transaction; what must be kept stays under the person, reached by no login. The proof is a leaf, and its number goes to the phone that was. 注销账户 */
async function endAccount(deed: Deed, { subjectId: id }: EventMessage): Promise<void> {
  const closing = await myData(deed.tx).selectFrom('my_data.closing').select(['person_id', 'account_id', 'proof_id']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!closing || closing.proof_id !== null) return
  const { person_id: person, account_id: account } = closing
  const { number } = await requireMatter(deed, id)
  const phone = await asPerson(deed, person, async (own) => {
    const before = (await ownPerson(own)).phone
    await endForGood(own)
    await forgetContact(own)
    if (account !== null) await closeAccount(own, account)
    return before
  })
  for (const { forget } of contributedHoldings()) await forget?.(deed, person)
  const proof = await appendLeaf(deed, { kind: 'my_data.account_closed', subjects: [person], payload: { closing: id, number } })
  await myData(deed.tx).updateTable('my_data.closing').set({ proof_id: proof }).where('id', '=', id).execute()
  await record(deed, 'my_data.account_closed', id, {})
  if (phone !== null) await tell(deed, { to: { phone }, template: 'my_data.notice.closed', facts: { number, proof } })
}

export const closingListeners: readonly Listener[] = [{ name: 'my_data.end_account', on: 'matter.advanced', where: { kind: ['account_closing'], to: ['closed'] }, perform: endAccount }]
