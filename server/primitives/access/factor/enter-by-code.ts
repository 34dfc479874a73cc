import type { Deed } from '#base/deed'
import { conflict, Refusal } from '#base/errors'
import { maskName } from '#primitives/party'
import { createResident } from '../account/create-resident.ts'
import { addPhone, openToOthers, residentsOn, type OnPhone } from '../account/phones.ts'
import { logAccess } from '../log-access.ts'
import { asLogin } from '../secrets.ts'
import { openSession, type Entrant, type Visitor } from '../session/open-session.ts'
import type { Outcome } from '../session/log-in.ts'
import { settings } from '../settings.ts'
import { checkCode } from './check-code.ts'

/** `account`: who one is, where several persons share the phone; `new` is one more of them. */
type ShownCode = Readonly<{ phone: string; code: string; account?: string | undefined }>

/** Logs a resident in by phone and one-time code; the first time makes the account. On a shared phone the right code is answered by who there is, and stays good for the choice. 验证码登录 */
export async function enterByCode(deed: Deed, shown: ShownCode, visitor: Visitor): Promise<Outcome> {
  const wrong = async (refused = new Refusal(401, 'access.code_wrong')): Promise<Outcome> => {
    await logAccess(deed, { kind: 'login_refused', source: visitor.source, device: visitor.device, code: refused.code })
    return { refused }
  }
  if (!(await checkCode(deed, shown, { keep: true }))) return wrong()
  const { residents, shut } = await residentsOn(deed, shown.phone)
  const chosen = await choose(deed, shown, { residents, shut })
  if (chosen === 'nobody') return wrong()
  if (chosen instanceof Refusal) return { refused: chosen }
  await checkCode(deed, shown)
  await addPhone(deed, chosen.id, shown.phone, deed.now)
  await asLogin(deed)
  return { opened: await openSession(deed, chosen, visitor, ['sms'], 'full') }
}

async function choose(deed: Deed, { phone, account }: ShownCode, { residents, shut }: { residents: readonly OnPhone[]; shut: boolean }): Promise<Entrant | Refusal | 'nobody'> {
  const { persons } = (await settings(deed)).code
  const room = residents.length > 0 && openToOthers(residents) && residents.length < persons
  if (account === 'new') return room ? createResident(deed, phone) : conflict('access.phone_not_shared')
  if (account !== undefined) return residents.find(({ id }) => id === account) ?? 'nobody'
  if (residents.length === 0) return shut ? 'nobody' : createResident(deed, phone)
  if (residents.length === 1 && !room) return residents[0]!
  return conflict('access.choose_account', { accounts: residents.map(({ id }) => id), names: residents.map(({ name }) => shownName(name)), room })
}

/** 李*梅; an account that has no name yet is called by its phone, masked already. */
const shownName = (name: string): string => (/^\d/.test(name) ? name : maskName(name))
