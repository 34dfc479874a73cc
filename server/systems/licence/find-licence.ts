import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt } from '#primitives/access'
import { mayActFor, openFirms } from '#systems/account'
import type { LicenceRow } from './licence-content.ts'
import { licence } from './tables.ts'

/** A licence of a person, whichever unit issued it. */
export async function licenceOf(deed: Deed, id: string, holderId: string): Promise<LicenceRow | undefined> {
  await sql`set local haihe.licence_holder = ${sql.lit(holderId)}`.execute(licence(deed.tx)) // the policy lets the rows of this one person through
  const row = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('id', '=', id).executeTakeFirst()
  await sql`set local haihe.licence_holder = ''`.execute(licence(deed.tx))
  return row
}

/** One's own licence, that of whom one acts for, or that of a firm for which one may do everything; another's is as unknown as none. 本人证照 */
export async function requireOwn(deed: Deed, id: string): Promise<LicenceRow> {
  const holder = deed.subject ?? deed.actor.id
  const own = await licenceOf(deed, id, holder)
  const row = own?.holder_id === holder ? own : deed.subject === null ? await licenceOfFirm(deed, id) : undefined
  if (!row) throw notFound('licence.unknown')
  return row
}

/** A firm's wallet is open to its head and to a clerk who may do everything for it: what a clerk for some items needs of it, those applications take by themselves. 企业证照 */
async function licenceOfFirm(deed: Deed, id: string): Promise<LicenceRow | undefined> {
  if ((await openFirms(deed)).length === 0) return undefined
  const row = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('id', '=', id).where('holder_kind', '=', 'firm').executeTakeFirst()
  return row && (await mayActFor(deed, row.holder_id, null)) ? row : undefined
}

/** A licence that the actor's unit issued, locked where something becomes of it. 本单位证照 */
export async function requireOfUnit(deed: Deed, id: string, permission: string, { lock = false } = {}): Promise<LicenceRow> {
  const row = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('id', '=', id).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row || !mayAt(deed, permission, row.division_path, row.unit_id)) throw notFound('licence.unknown')
  return row
}

/** The licence that took another's place. */
export const replacementOf = async (deed: Deed, id: string): Promise<LicenceRow | undefined> => licence(deed.tx).selectFrom('licence.licence').selectAll().where('replaces', '=', id).executeTakeFirst()
