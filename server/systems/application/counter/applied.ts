import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireMatter } from '#primitives/matter'
import { itemNames } from '#systems/service-item'
import { isOwn, requireApplication, type ApplicationRow } from '../find-application.ts'
import { withTheirs } from './with-whoever-is-here.ts'

/** What another home needs to know of an application: whose it is, what for, who answers and how far it is. */
export type Applied = Readonly<{ id: string; number: string; personId: string; unitId: string; divisionPath: string; item: Readonly<{ code: string; version: number; name: string }>; state: string; final: boolean }>

/** One's own, or of whom one acts for. 本人的办件 */
export async function ownApplied(deed: Deed, id: string): Promise<Applied> {
  const row = await requireApplication(deed, id)
  if (!isOwn(deed, row)) throw notFound('application.unknown')
  return appliedSaid(deed, row)
}

/** One of a person's, for whoever judged that the actor may know of it. 办件概况 */
export const appliedOf = (deed: Deed, personId: string, id: string): Promise<Applied> => withTheirs(deed, personId, id, appliedSaid)

async function appliedSaid(deed: Deed, row: ApplicationRow): Promise<Applied> {
  const { state, final } = await requireMatter(deed, row.id)
  const name = (await itemNames(deed, [row.item_code])).get(row.item_code) ?? row.item_code
  return { id: row.id, number: row.number, personId: row.person_id, unitId: row.unit_id, divisionPath: row.division_path, item: { code: row.item_code, version: row.item_version, name }, state, final }
}
