import { generateRegistrationOptions, verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { logAccess } from '../log-access.ts'
import { requireAccount } from '../require-account.ts'
import { finishEnrolment } from '../session/finish-enrolment.ts'
import { access } from '../tables.ts'
import { keepChallenge, takeChallenge, type Party } from './challenges.ts'

/** What the browser needs to make a passkey. 注册通行密钥 */
export async function beginPasskey(deed: Deed, party: Party, issuer: string) {
  const own = requireAccount(deed)
  const account = await access(deed.tx).selectFrom('access.account').select(['login', 'name']).where('id', '=', own.accountId).executeTakeFirstOrThrow()
  const have = await access(deed.tx).selectFrom('access.passkey').select(['id', 'transports']).where('account_id', '=', own.accountId).execute()
  if (have.length >= 10) throw conflict('access.passkeys_too_many')
  const options = await generateRegistrationOptions({
    rpName: issuer, rpID: party.id, userName: account.login ?? account.name, userDisplayName: account.name, userID: new Uint8Array(Buffer.from(own.accountId)),
    excludeCredentials: have, authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, attestationType: 'none',
  })
  return { challengeId: await keepChallenge(deed, options.challenge, 'register', own.accountId), options }
}

/** Keeps a passkey that the browser made for our challenge. */
export async function registerPasskey(deed: Deed, party: Party, answer: Readonly<{ challengeId: string; name: string; response: RegistrationResponseJSON }>, source: string): Promise<{ id: string }> {
  const own = requireAccount(deed)
  const expectedChallenge = await takeChallenge(deed, answer.challengeId, 'register', own.accountId)
  const found = await verifyRegistrationResponse({ response: answer.response, expectedChallenge, expectedOrigin: party.origin, expectedRPID: party.id, requireUserVerification: true })
    .catch((error: Error) => { throw invalid('access.passkey_refused', { reason: error.message.slice(0, 200) }) })
  if (!found.verified) throw invalid('access.passkey_refused', { reason: '' })
  const { credential } = found.registrationInfo
  const row = await access(deed.tx).insertInto('access.passkey').values({
    id: credential.id, account_id: own.accountId, public_key: Buffer.from(credential.publicKey), counter: BigInt(credential.counter),
    transports: credential.transports ?? [], rp_id: party.id, name: answer.name, created_at: deed.now, last_used_at: null,
  }).onConflict((conflicting) => conflicting.column('id').doNothing()).returning('id').executeTakeFirst()
  if (!row) throw conflict('access.passkey_known')
  await logAccess(deed, { kind: 'factor_changed', accountId: own.accountId, source, code: 'passkey' })
  await finishEnrolment(deed)
  return { id: credential.id }
}

/** Takes an own passkey away; the last cryptographic factor of a staff account stays. 删除通行密钥 */
export async function dropPasskey(deed: Deed, id: string, source: string): Promise<{ id: string }> {
  const own = requireAccount(deed)
  await access(deed.tx).selectFrom('access.account').select('id').where('id', '=', own.accountId).forUpdate().executeTakeFirstOrThrow()
  const have = await access(deed.tx).selectFrom('access.passkey').select('id').where('account_id', '=', own.accountId).execute()
  if (!have.some((passkey) => passkey.id === id)) throw notFound('access.passkey_not_found')
  const totp = await access(deed.tx).selectFrom('access.totp').select('confirmed_at').where('account_id', '=', own.accountId).executeTakeFirst()
  if (have.length === 1 && deed.actor.kind === 'staff' && !totp?.confirmed_at) throw conflict('access.last_factor')
  await access(deed.tx).deleteFrom('access.passkey').where('id', '=', id).where('account_id', '=', own.accountId).execute()
  await logAccess(deed, { kind: 'factor_changed', accountId: own.accountId, source, code: 'passkey_dropped' })
  return { id }
}
