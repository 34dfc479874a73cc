import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { logAccess } from '../log-access.ts'
import { openSecret, sealSecret } from '../secrets.ts'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'
import { digestOf, newToken } from '../token.ts'

export type Factor = 'password' | 'totp' | 'passkey' | 'sms' | 'provider'
export type Visitor = Readonly<{ source: string; device: string; deviceToken: string | null }>
export type Entrant = Readonly<{ id: string; kind: 'staff' | 'resident'; partyId: string; name: string }>
export type Opened = Readonly<{ token: string; deviceToken: string; sessionId: string; expiresAt: Date; stage: 'enrol' | 'full'; name: string }>

/** Begins a session; the browser becomes a known one. 建立会话 */
export async function openSession(deed: Deed, entrant: Entrant, visitor: Visitor, factors: readonly Factor[], stage: 'enrol' | 'full'): Promise<Opened> {
  const limits = (await settings(deed)).session[entrant.kind]
  const token = newToken()
  const sessionId = randomUUIDv7()
  const expiresAt = new Date(deed.now.getTime() + (stage === 'full' ? limits.absolute_hours * 3_600_000 : 1_800_000)) // half an hour to enrol
  await access(deed.tx).insertInto('access.session').values({
    digest: digestOf(token), id: sessionId, account_id: entrant.id, stage, factors: [...factors], created_at: deed.now, last_seen_at: deed.now,
    idle_seconds: limits.idle_minutes * 60, expires_at: expiresAt, source: visitor.source, device: visitor.device, ended_at: null, ended_because: null,
  }).execute()
  if ((await openSecret(deed, entrant.id, 'draft_key')) === null) await sealSecret(deed, entrant, 'draft_key', randomBytes(32))
  const deviceToken = await rememberDevice(deed, entrant.id, visitor)
  await logAccess(deed, { kind: 'login', accountId: entrant.id, source: visitor.source, device: visitor.device, code: factors.join('+') })
  return { token, deviceToken, sessionId, expiresAt, stage, name: entrant.name }
}

/** The device token is one for all accounts of a browser; its digest is one for each. */
async function rememberDevice(deed: Deed, accountId: string, visitor: Visitor): Promise<string> {
  const deviceToken = visitor.deviceToken ?? newToken()
  await access(deed.tx).insertInto('access.known_device')
    .values({ digest: digestOf(deviceToken, accountId), account_id: accountId, source: visitor.source, created_at: deed.now, last_used_at: deed.now })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ source: visitor.source, last_used_at: deed.now })).execute()
  return deviceToken
}
