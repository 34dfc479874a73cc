import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import type { Entrant } from '../session/open-session.ts'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'

export type OnPhone = Entrant & Readonly<{ shares: boolean }>

const digestsOf = (phone: string): Buffer[] => keys().blind('access.phone', phone).map(({ digest }) => digest)

/** Writes down that a phone is an account's, under every live key; the code sent to it was shown at that moment. 绑定手机号 */
export async function addPhone(deed: Pick<Deed, 'tx'>, accountId: string, phone: string, provenAt: Date): Promise<void> {
  await access(deed.tx).insertInto('access.phone').values(keys().blind('access.phone', phone).map(({ version, digest }) => ({ key_version: version, digest, account_id: accountId, proven_at: provenAt, held_at: provenAt })))
    .onConflict((of) => of.columns(['digest', 'key_version', 'account_id']).doUpdateSet({ proven_at: provenAt })).execute()
}

/** Residents whose phone this is, under any live key, and whether a shut account has it as well. A staff account is never entered by a code alone. 手机号下的居民 */
export async function residentsOn(deed: Pick<Deed, 'tx'>, phone: string): Promise<{ residents: OnPhone[]; shut: boolean }> {
  const rows = await access(deed.tx).selectFrom('access.account as a').select(['a.id', 'a.kind', 'a.party_id', 'a.name', 'a.disabled_at', 'a.shares_phone'])
    .where('a.id', 'in', access(deed.tx).selectFrom('access.phone as p').select('p.account_id').where('p.digest', 'in', digestsOf(phone))).where('a.kind', '=', 'resident').orderBy('a.id').execute()
  return { residents: rows.filter((row) => row.disabled_at === null).map((row) => ({ id: row.id, kind: row.kind, partyId: row.party_id, name: row.name, shares: row.shares_phone })), shut: rows.some((row) => row.disabled_at !== null) }
}

/** Whether another person may have an account on a phone: nobody has one yet, or all who have share it. 能否共用 */
export const openToOthers = (residents: readonly OnPhone[]): boolean => residents.every(({ shares }) => shares)

/** The live account of a person; null where there is none. 此人的账号 */
export async function accountOf(deed: Pick<Deed, 'tx'>, personId: string): Promise<(OnPhone & { phoneProvenAt: Date | null }) | null> {
  const row = await access(deed.tx).selectFrom('access.account as a').leftJoin('access.phone as p', 'p.account_id', 'a.id').select(['a.id', 'a.kind', 'a.party_id', 'a.name', 'a.shares_phone']).select((of) => of.fn.max('p.proven_at').as('proven_at'))
    .where('a.party_id', '=', personId).where('a.kind', '=', 'resident').where('a.disabled_at', 'is', null).groupBy('a.id').orderBy('a.id').executeTakeFirst()
  return row ? { id: row.id, kind: row.kind, partyId: row.party_id, name: row.name, shares: row.shares_phone, phoneProvenAt: row.proven_at } : null
}

/** The phone of an account that has it alone, and since when the number cannot have been anybody else's: one that was given up lies idle for some time before another gets it. Null where it is shared, or was never proven. 独用的手机号 */
export async function soleOn(deed: Pick<Deed, 'tx'>, phone: string, personId: string): Promise<Date | null> {
  const [one, ...others] = (await residentsOn(deed, phone)).residents
  if (one?.partyId !== personId || others.length > 0) return null
  const row = await access(deed.tx).selectFrom('access.phone').select((of) => of.fn.min('held_at').as('held_at')).where('account_id', '=', one.id).where('digest', 'in', digestsOf(phone)).executeTakeFirst()
  return row?.held_at ? new Date(row.held_at.getTime() - (await settings(deed)).phone.idle_days * 86_400_000) : null
}

/** How the account greets its owner from now on. 称呼 */
export async function renameAccount(deed: Pick<Deed, 'tx'>, accountId: string, name: string): Promise<void> {
  await access(deed.tx).updateTable('access.account').set((of) => ({ name, version: of('version', '+', 1) })).where('id', '=', accountId).execute()
}

/** Lets others of the family have accounts on this account's phone, or no longer; who has one already keeps it. 共用手机号 */
export async function sharePhone(deed: Pick<Deed, 'tx'>, accountId: string, shares: boolean): Promise<void> {
  await access(deed.tx).updateTable('access.account').set((of) => ({ shares_phone: shares, version: of('version', '+', 1) })).where('id', '=', accountId).execute()
}
