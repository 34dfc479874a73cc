import { sql } from 'kysely'
import { keys } from '#base/keys'
import type { Deed } from '#base/deed'
import { access, type AccessTables } from './tables.ts'

type Kind = AccessTables['access.secret']['kind']

/** Lets the rest of this transaction see sealed secrets of a person who is only now proving who they are. The named policy of access.secret admits it. */
export const asLogin = (deed: Pick<Deed, 'tx'>): Promise<unknown> => sql`set local haihe.job = 'access.login'`.execute(access(deed.tx))

/** Opens a sealed value of an account; null when there is none, or row-level security hides it. */
export async function openSecret(deed: Pick<Deed, 'tx'>, accountId: string, kind: Kind): Promise<Buffer | null> {
  const row = await access(deed.tx).selectFrom('access.secret').select('sealed').where('account_id', '=', accountId).where('kind', '=', kind).executeTakeFirst()
  return row ? keys().open(`access.${kind}`, row.sealed) : null
}

export async function sealSecret(deed: Pick<Deed, 'tx'>, account: Readonly<{ id: string; partyId: string }>, kind: Kind, value: Buffer | string): Promise<void> {
  const sealed = keys().seal(`access.${kind}`, value)
  await access(deed.tx).insertInto('access.secret').values({ account_id: account.id, party_id: account.partyId, kind, sealed })
    .onConflict((conflict) => conflict.columns(['account_id', 'kind']).doUpdateSet({ sealed })).execute()
}

export async function dropSecret(deed: Pick<Deed, 'tx'>, accountId: string, kind: Kind): Promise<void> {
  await access(deed.tx).deleteFrom('access.secret').where('account_id', '=', accountId).where('kind', '=', kind).execute()
}
