import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'

/** The account and session that act; refuses whoever did not log in. 须先登录 */
export function requireAccount(deed: Pick<Deed, 'actor'>): { accountId: string; sessionId: string; partyId: string } {
  const { accountId, sessionId, id } = deed.actor
  if (!accountId || !sessionId) throw new Refusal(401, 'base.not_signed_in')
  return { accountId, sessionId, partyId: id }
}
