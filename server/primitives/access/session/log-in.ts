import type { Deed } from '#base/deed'
import { Refusal, tooMany } from '#base/errors'
import { clearFailures, countFailure, guessOf, lockCounters, secondsToWait } from '../attempt/counters.ts'
import { passwordMatches } from '../factor/password.ts'
import { acceptTotp } from '../factor/accept-totp.ts'
import { logAccess } from '../log-access.ts'
import { asLogin } from '../secrets.ts'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'
import { openSession, type Opened, type Visitor } from './open-session.ts'

export type Credentials = Readonly<{ login: string; password: string; totp?: string | undefined }>
/** What was refused is an answer and not an exception: its transaction must commit, with the counter and the log line. */
export type Outcome = Readonly<{ opened: Opened } | { refused: Refusal }>

export const loginName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** Before the transaction: waits are told without work, and the password is compared, with a dummy where there is no such login. */
export async function comparePassword(read: <R>(work: (deed: Deed) => Promise<R>) => Promise<R>, credentials: Credentials, visitor: Visitor): Promise<{ hash: string | null; right: boolean }> {
  const { hash, seconds } = await read(async (deed) => {
    const account = await findAccount(deed, credentials.login)
    return { hash: account?.hash ?? null, seconds: await secondsToWait(deed, await guessOf(deed, loginName(credentials.login), account?.id ?? null, visitor.source, visitor.deviceToken)) }
  })
  if (seconds > 0) throw tooMany('access.too_many_attempts', { seconds })
  return { hash, right: await passwordMatches(hash, credentials.password) }
}

/** Logs in with name, password and, for staff, a time-based code. Guesses made at once are judged one after another. 登录 */
export async function logIn(deed: Deed, credentials: Credentials, compared: { hash: string | null; right: boolean }, visitor: Visitor): Promise<Outcome> {
  const limits = await settings(deed)
  const found = await findAccount(deed, credentials.login)
  const guess = await guessOf(deed, loginName(credentials.login), found?.id ?? null, visitor.source, visitor.deviceToken)
  const seconds = await lockCounters(deed, guess)
  if (seconds > 0) return refuse(deed, found?.id, visitor, tooMany('access.too_many_attempts', { seconds }))
  const wrong = async () => {
    await countFailure(deed, guess, limits.lockout)
    return refuse(deed, found?.id, visitor, new Refusal(401, 'access.login_wrong'))
  }
  if (!found || !compared.right || found.hash !== compared.hash || found.disabled_at) return wrong()
  await asLogin(deed)
  const entrant = { id: found.id, kind: found.kind, partyId: found.party_id, name: found.name }
  const second = found.kind === 'staff' ? await acceptTotp(deed, found.id, credentials.totp) : 'none'
  if (second === 'wrong') return wrong()
  if (second === 'used') return refuse(deed, found.id, visitor, new Refusal(401, 'access.code_used'))
  if (second === 'none' && found.kind === 'staff' && (await hasPasskey(deed, found.id))) return wrong()
  await clearFailures(deed, guess)
  const complete = found.kind === 'resident' || (second === 'right' && !found.must_change)
  return { opened: await openSession(deed, entrant, visitor, second === 'right' ? ['password', 'totp'] : ['password'], complete ? 'full' : 'enrol') }
}

async function refuse(deed: Deed, accountId: string | undefined, visitor: Visitor, refused: Refusal): Promise<Outcome> {
  await logAccess(deed, { kind: 'login_refused', accountId: accountId ?? null, source: visitor.source, device: visitor.device, code: refused.code })
  return { refused }
}

const findAccount = (deed: Deed, login: string) =>
  access(deed.tx).selectFrom('access.account as a').innerJoin('access.password as p', 'p.account_id', 'a.id')
    .select(['a.id', 'a.kind', 'a.party_id', 'a.name', 'a.disabled_at', 'p.hash', 'p.must_change']).where('a.login', '=', loginName(login)).executeTakeFirst()

const hasPasskey = async (deed: Deed, accountId: string): Promise<boolean> =>
  (await access(deed.tx).selectFrom('access.passkey').select('id').where('account_id', '=', accountId).limit(1).executeTakeFirst()) !== undefined
