import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { changePerson } from '#primitives/party'
import { forgetAll } from '../authenticate.ts'
import { logAccess } from '../log-access.ts'
import { asLogin, sealSecret } from '../secrets.ts'
import { endSessionsOf } from '../session/end-session.ts'
import { access } from '../tables.ts'
import { addPhone, openToOthers, residentsOn } from './phones.ts'

/** Another phone for an account, proven by a code; the old one no longer logs in, and what was logged in by it ends. Whoever calls has proven the old one, or seen the person. 换手机号 */
export async function changePhone(deed: Deed, account: Readonly<{ id: string; partyId: string }>, phone: string, exceptSessionId: string | null): Promise<void> {
  const others = (await residentsOn(deed, phone)).residents.filter(({ id }) => id !== account.id)
  if (!openToOthers(others)) throw conflict('access.phone_not_shared')
  await access(deed.tx).deleteFrom('access.phone').where('account_id', '=', account.id).execute()
  await addPhone(deed, account.id, phone, deed.now)
  await changePerson(deed, account.partyId, { phone })
  await asLogin(deed)
  await sealSecret(deed, account, 'phone', phone)
  await access(deed.tx).deleteFrom('access.known_device').where('account_id', '=', account.id).execute()
  await endSessionsOf(deed, account.id, 'phone', exceptSessionId, 'phone')
  await logAccess(deed, { kind: 'factor_changed', accountId: account.id, source: 'phone', code: 'phone' })
  await record(deed, 'access.phone_changed', account.id, {})
  afterCommit(deed.tx, forgetAll)
}
