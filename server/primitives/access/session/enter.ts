import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { accountOf } from '../account/phones.ts'
import type { LoggedIn } from '../contract.ts'
import { setDevice, setSession } from '../cookie.ts'
import { asLogin } from '../secrets.ts'
import { openSession, type Opened, type Visitor } from './open-session.ts'

/** Gives the browser the session that was opened for it. 进入 */
export function enter(request: FastifyRequest, reply: FastifyReply, { token, deviceToken, sessionId, expiresAt, stage, name }: Opened): Static<typeof LoggedIn> {
  setSession(request, reply, token, expiresAt)
  setDevice(request, reply, deviceToken)
  return { id: sessionId, stage, expiresAt: expiresAt.toISOString(), name }
}

/** Opens the live account of a resident for whom somebody else vouches; null where there is none. Never a staff account. 凭外部身份建立会话 */
export async function openVouched(deed: Deed, personId: string, visitor: Visitor): Promise<Opened | null> {
  const entrant = await accountOf(deed, personId)
  if (!entrant) return null
  await asLogin(deed)
  return openSession(deed, entrant, visitor, ['provider'], 'full')
}
