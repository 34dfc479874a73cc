import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { sessionCookie } from '../cookie.ts'
import { asLogin } from '../secrets.ts'
import { access } from '../tables.ts'
import { loginName } from './log-in.ts'
import { openSession } from './open-session.ts'

/** Opens a session without a login: for tests and for the bench, never behind a route. Answers the Cookie header. */
export async function openSessionFor(deed: Deed, login: string): Promise<string> {
  const account = await access(deed.tx).selectFrom('access.account').select(['id', 'kind', 'party_id', 'name']).where('login', '=', loginName(login)).executeTakeFirst()
  if (!account) throw notFound('access.account_not_found')
  await asLogin(deed)
  const opened = await openSession(deed, { id: account.id, kind: account.kind, partyId: account.party_id, name: account.name }, { source: 'ip:test', device: '', deviceToken: null }, ['password', 'totp'], 'full')
  return `${sessionCookie}=${opened.token}`
}
