import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireMatter } from '#primitives/matter'
import { itemNames } from '#systems/service-item'
import { findApplication, isOwn, requireApplication, type ApplicationRow } from '../find-application.ts'
import { application } from '../tables.ts'

/** What another home needs to know of an application: whose it is, what for, who answers and how far it is. */
export type Applied = Readonly<{ id: string; number: string; personId: string; unitId: string; divisionPath: string; item: Readonly<{ code: string; version: number; name: string }>; state: string; final: boolean }>

/** One's own, or of whom one acts for. 本人的办件 */
export async function ownApplied(deed: Deed, id: string): Promise<Applied> {
  const row = await requireApplication(deed, id)
  if (!isOwn(deed, row)) throw notFound('application.unknown')
  return appliedSaid(deed, row)
}

/** For whoever judged that the actor may; with a person, only where it is that person's. 办件概况 */
export async function appliedOf(deed: Deed, id: string, personId?: string): Promise<Applied> {
  await sql`set local haihe.application = ${sql.lit(id)}`.execute(application(deed.tx)) // the policy lets this one row through
  const row = await findApplication(deed, id)
  await sql`set local haihe.application = ''`.execute(application(deed.tx))
  if (!row || (personId !== undefined && row.person_id !== personId)) throw notFound('application.unknown')
  return appliedSaid(deed, row)
}

async function appliedSaid(deed: Deed, row: ApplicationRow): Promise<Applied> {
  const { state, final } = await requireMatter(deed, row.id)
  const name = (await itemNames(deed, [row.item_code])).get(row.item_code) ?? row.item_code
  return { id: row.id, number: row.number, personId: row.person_id, unitId: row.unit_id, divisionPath: row.division_path, item: { code: row.item_code, version: row.item_version, name }, state, final }
}
