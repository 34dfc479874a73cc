import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireMatter, type Matter } from '#primitives/matter'
import { answer, callBack, readCases, supervise } from '../case-actions.ts'
import type { CaseRow } from '../give-rating.ts'
import { rating } from '../tables.ts'

const unknown = 'rating.case_unknown'
const find = (deed: Deed, id: string): Promise<CaseRow | undefined> => rating(deed.tx).selectFrom('rating.case').selectAll().where('id', '=', id).executeTakeFirst()

/** A case for those who follow it up from outside: whoever belongs to the rated unit does not find it, whatever else they may. */
export async function requireOutside(deed: Deed, id: string): Promise<CaseRow> {
  const row = await find(deed, id)
  if (!row || !isOutside(deed, row.unit_id)) throw notFound(unknown)
  return row
}

/** May read cases of the whole city, and neither works in the rated unit nor answers for it. */
export const isOutside = ({ actor }: Deed, unitId: string): boolean =>
  may(actor, readCases) && (may(actor, callBack) || may(actor, supervise)) && actor.departmentId !== unitId && actor.grants.every(({ departmentId }) => departmentId !== unitId)

/** A case that was passed on to the actor's unit; before that, and another's, it is as unknown as one that is not there. */
export async function requireOfUnit(deed: Deed, id: string): Promise<{ row: CaseRow; matter: Matter }> {
  const row = await find(deed, id)
  if (!row || row.passed_on_at === null || !may(deed.actor, answer) || row.unit_id !== deed.actor.departmentId) throw notFound(unknown)
  return { row, matter: await requireMatter(deed, id) }
}
