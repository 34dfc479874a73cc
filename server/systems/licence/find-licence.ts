import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt } from '#primitives/access'
import type { LicenceRow } from './licence-content.ts'
import { licence } from './tables.ts'

/** A licence of a person, whichever unit issued it. */
export async function licenceOf(deed: Deed, id: string, holderId: string): Promise<LicenceRow | undefined> {
  await sql`set local haihe.licence_holder = ${sql.lit(holderId)}`.execute(licence(deed.tx)) // the policy lets the rows of this one person through
  const row = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('id', '=', id).executeTakeFirst()
  await sql`set local haihe.licence_holder = ''`.execute(licence(deed.tx))
  return row
}

/** One's own licence, or that of whom one acts for; another's is as unknown as none. 本人证照 */
export async function requireOwn(deed: Deed, id: string): Promise<LicenceRow> {
  const holder = deed.subject ?? deed.actor.id
  const row = await licenceOf(deed, id, holder)
  if (row?.holder_id !== holder) throw notFound('licence.unknown')
  return row
}

/** A licence that the actor's unit issued, locked where something becomes of it. 本单位证照 */
export async function requireOfUnit(deed: Deed, id: string, permission: string, { lock = false } = {}): Promise<LicenceRow> {
  const row = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('id', '=', id).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row || !mayAt(deed, permission, row.division_path, row.unit_id)) throw notFound('licence.unknown')
  return row
}

/** The licence that took another's place. */
export const replacementOf = async (deed: Deed, id: string): Promise<LicenceRow | undefined> => licence(deed.tx).selectFrom('licence.licence').selectAll().where('replaces', '=', id).executeTakeFirst()
