import { generateAuthenticationOptions, verifyAuthenticationResponse, type AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import { logAccess } from '../log-access.ts'
import { asLogin } from '../secrets.ts'
import { openSession, type Visitor } from '../session/open-session.ts'
import type { Outcome } from '../session/log-in.ts'
import { access } from '../tables.ts'
import { keepChallenge, takeChallenge, type Party } from './challenges.ts'

/** What the browser needs to show a passkey; no name is asked, so nothing tells which names exist. */
export async function offerPasskeyLogin(deed: Deed, party: Party) {
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })
  return { challengeId: await keepChallenge(deed, options.challenge, 'login', null), options }
}

/** Logs in by a passkey with user verification: what one has and what one is or knows, both at once. 通行密钥登录 */
export async function enterByPasskey(deed: Deed, party: Party, answer: Readonly<{ challengeId: string; response: AuthenticationResponseJSON }>, visitor: Visitor): Promise<Outcome> {
  const expectedChallenge = await takeChallenge(deed, answer.challengeId, 'login', null)
  const key = await access(deed.tx).selectFrom('access.passkey as k').innerJoin('access.account as a', 'a.id', 'k.account_id')
    .select(['k.id', 'k.public_key', 'k.counter', 'k.rp_id', 'a.id as account_id', 'a.kind', 'a.party_id', 'a.name', 'a.disabled_at'])
    .where('k.id', '=', answer.response.id).forUpdate(['k']).executeTakeFirst()
  const refuse = async (): Promise<Outcome> => {
    await logAccess(deed, { kind: 'login_refused', accountId: key?.account_id ?? null, source: visitor.source, device: visitor.device, code: 'access.passkey_wrong' })
    return { refused: new Refusal(401, 'access.passkey_wrong') }
  }
  if (!key || key.disabled_at || key.rp_id !== party.id) return refuse()
  const credential = { id: key.id, publicKey: new Uint8Array(key.public_key), counter: Number(key.counter) }
  const found = await verifyAuthenticationResponse({ response: answer.response, expectedChallenge, expectedOrigin: party.origin, expectedRPID: party.id, credential, requireUserVerification: true })
    .catch(() => null) // a counter that went back, another origin, a broken signature: one refusal for all
  if (!found?.verified) return refuse()
  await access(deed.tx).updateTable('access.passkey').set({ counter: BigInt(found.authenticationInfo.newCounter), last_used_at: deed.now }).where('id', '=', key.id).execute()
  await asLogin(deed)
  return { opened: await openSession(deed, { id: key.account_id, kind: key.kind, partyId: key.party_id, name: key.name }, visitor, ['passkey'], 'full') }
}
