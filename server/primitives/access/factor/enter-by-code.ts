import { timingSafeEqual } from 'node:crypto'
import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import { keys } from '#base/keys'
import { createResident } from '../account/create-resident.ts'
import { logAccess } from '../log-access.ts'
import { asLogin } from '../secrets.ts'
import { openSession, type Entrant, type Visitor } from '../session/open-session.ts'
import type { Outcome } from '../session/log-in.ts'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'
import { codeDigest, phoneIndex } from './send-code.ts'

/** Logs a resident in by phone and one-time code; the first time makes the account. 验证码登录 */
export async function enterByCode(deed: Deed, shown: Readonly<{ phone: string; code: string }>, visitor: Visitor): Promise<Outcome> {
  const limits = (await settings(deed)).code
  const sent = await access(deed.tx).selectFrom('access.code').selectAll().where('phone', '=', phoneIndex(shown.phone)).forUpdate().executeTakeFirst()
  const open = sent !== undefined && sent.expires_at > deed.now && sent.tries < limits.tries
  const right = open && timingSafeEqual(sent.digest, codeDigest(shown.phone, shown.code))
  if (sent && open) await access(deed.tx).updateTable('access.code').set(right ? { expires_at: sent.sent_at } : { tries: sent.tries + 1 }).where('phone', '=', sent.phone).execute()
  const entrant = right ? await residentOf(deed, shown.phone) : null
  if (!entrant) {
    await logAccess(deed, { kind: 'login_refused', source: visitor.source, device: visitor.device, code: 'access.code_wrong' })
    return { refused: new Refusal(401, 'access.code_wrong') }
  }
  await asLogin(deed)
  return { opened: await openSession(deed, entrant, visitor, ['sms'], 'full') }
}

/** The resident of a phone, under any live key; null when the account is disabled. A staff account is never entered by a code alone. */
async function residentOf(deed: Deed, phone: string): Promise<Entrant | null> {
  const digests = keys().blind('access.phone', phone).map(({ digest }) => digest)
  const found = await access(deed.tx).selectFrom('access.phone as p').innerJoin('access.account as a', 'a.id', 'p.account_id')
    .select(['a.id', 'a.kind', 'a.party_id', 'a.name', 'a.disabled_at']).where('p.digest', 'in', digests).where('a.kind', '=', 'resident').executeTakeFirst()
  if (!found) return createResident(deed, phone)
  return found.disabled_at ? null : { id: found.id, kind: found.kind, partyId: found.party_id, name: found.name }
}
