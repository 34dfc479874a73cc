import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import type { Entrant } from '../session/open-session.ts'
import { access } from '../tables.ts'

export type OnPhone = Entrant & Readonly<{ disabled: boolean }>

/** Writes down that a phone is an account's, under every live key; the code sent to it was shown at that moment. 绑定手机号 */
export async function addPhone(deed: Pick<Deed, 'tx'>, accountId: string, phone: string, provenAt: Date): Promise<void> {
  await access(deed.tx).insertInto('access.phone').values(keys().blind('access.phone', phone).map(({ version, digest }) => ({ key_version: version, digest, account_id: accountId, proven_at: provenAt }))).execute()
}

/** Residents whose phone this is, under any live key. A staff account is never entered by a code alone. 手机号下的居民 */
export async function residentsOn(deed: Pick<Deed, 'tx'>, phone: string): Promise<OnPhone[]> {
  const digests = keys().blind('access.phone', phone).map(({ digest }) => digest)
  const rows = await access(deed.tx).selectFrom('access.phone as p').innerJoin('access.account as a', 'a.id', 'p.account_id').distinct()
    .select(['a.id', 'a.kind', 'a.party_id', 'a.name', 'a.disabled_at']).where('p.digest', 'in', digests).where('a.kind', '=', 'resident').orderBy('a.id').execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind, partyId: row.party_id, name: row.name, disabled: row.disabled_at !== null }))
}

/** When the phone of a person's account was last proven by a code; null = never, or there is no account. 手机验证时间 */
export async function phoneProvenAt(deed: Pick<Deed, 'tx'>, personId: string): Promise<Date | null> {
  const row = await access(deed.tx).selectFrom('access.phone as p').innerJoin('access.account as a', 'a.id', 'p.account_id').select((of) => of.fn.max('p.proven_at').as('at'))
    .where('a.party_id', '=', personId).where('a.kind', '=', 'resident').where('a.disabled_at', 'is', null).executeTakeFirst()
  return row?.at ?? null
}

/** How the account greets its owner from now on. 称呼 */
export async function renameAccount(deed: Pick<Deed, 'tx'>, accountId: string, name: string): Promise<void> {
  await access(deed.tx).updateTable('access.account').set((of) => ({ name, version: of('version', '+', 1) })).where('id', '=', accountId).execute()
}
