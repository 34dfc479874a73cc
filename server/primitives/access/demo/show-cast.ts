import type { Deed } from '#base/deed'
import { castOf } from '#primitives/party'
import { stepAt, totpAt } from '../factor/totp.ts'
import { access } from '../tables.ts'
import { demoPassword, demoTotpSecret } from './load-cast.ts'

/** Who can be tried in the demo, with password and a code that was not used yet. 演示人员 */
export async function showCast(deed: Deed) {
  const members = await castOf(deed)
  const accounts = await access(deed.tx).selectFrom('access.account as a').leftJoin('access.totp as t', 't.account_id', 'a.id')
    .select(['a.id', 'a.login', 'a.kind', 't.last_step', 't.confirmed_at']).where('a.login', 'in', members.map((member) => member.account ?? '')).execute()
  const grants = await access(deed.tx).selectFrom('access.grant as g').innerJoin('access.role as r', 'r.code', 'g.role').select(['g.account_id', 'r.code', 'r.title', 'g.division_path', 'g.department_id'])
    .where('g.account_id', 'in', [...accounts.map(({ id }) => id), '00000000-0000-0000-0000-000000000000']).where('g.revoked_at', 'is', null).where('r.level', '!=', 'none').orderBy('r.code').execute()
  const items = members.map((member) => {
    const account = accounts.find(({ login }) => login === member.account)
    const code = account?.confirmed_at ? nextCode(member.account!, account.last_step ?? 0n, deed.now) : null
    return {
      key: member.key, login: member.account, name: member.name, note: member.note, kind: member.resident ? ('resident' as const) : ('staff' as const), phone: null,
      roles: grants.filter((grant) => grant.account_id === account?.id).map((grant) => ({ code: grant.code, title: grant.title, divisionPath: grant.division_path, departmentId: grant.department_id })),
      password: account ? demoPassword : null, totp: code?.totp ?? null, totpSeconds: code?.seconds ?? null,
    }
  })
  return { items }
}

/** This step's code, or the next one's when this one is used up: the window takes either. */
function nextCode(login: string, lastStep: bigint, now: Date): { totp: string; seconds: number } {
  const step = Math.max(stepAt(now), Math.min(Number(lastStep) + 1, stepAt(now) + 1))
  return { totp: totpAt(demoTotpSecret(login), new Date(step * 30_000)), seconds: Math.ceil((stepAt(now) + 1) * 30 - now.getTime() / 1000) }
}
