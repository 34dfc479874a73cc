import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { forbidden, invalid } from '#base/errors'
import { departmentScope, scopeFor, scopeOf } from '#primitives/access'
import { cityToday, divisionAt, requireDivision, type Division } from '#primitives/place'
import type { BriefKind, MakeBrief } from '../contract.ts'
import { STATISTICS } from '../statistics/ask-statistics.ts'
import type { Period } from '../statistics/period.ts'
import { governance } from '../tables.ts'
import { briefContent } from './brief-content.ts'
import { briefPeriod, lastPeriod } from './brief-period.ts'

export const BRIEFS = 'governance.brief.read'

/** A brief on demand, of a day or week that is over; one that is there already stays as it was made. 生成简报 */
export async function makeBrief(deed: Deed, { kind, division: code, on }: MakeBrief): Promise<{ id: string; made: boolean }> {
  const division = code ? await requireDivision(deed, code) : await ownDivision(deed)
  scopeFor(deed, BRIEFS, division.path)
  if (departmentScope(deed, STATISTICS) !== null) throw forbidden('access.scope_outside') // a unit's own figures are no brief of a place
  const today = await cityToday(deed)
  const period = on ? briefPeriod(kind, on) : lastPeriod(kind, today)
  if (period.to >= today) throw invalid('governance.brief_not_over', { to: period.to })
  return keepBrief(deed, kind, division, period)
}

async function ownDivision(deed: Deed): Promise<Division> {
  const [path = ''] = scopeOf(deed, BRIEFS)
  const division = await divisionAt(deed, path)
  if (!division) throw forbidden('access.scope_outside')
  return division
}

/** Writes it down once. */
export async function keepBrief(deed: Deed, kind: BriefKind, division: Division, period: Period): Promise<{ id: string; made: boolean }> {
  const find = () => governance(deed.tx).selectFrom('governance.brief').select('id').where('kind', '=', kind).where('division_path', '=', division.path).where('from_on', '=', period.from).executeTakeFirst()
  const known = await find()
  if (known) return { id: known.id, made: false }
  const content = await briefContent(deed, kind, division, period)
  const id = randomUUIDv7()
  const { numInsertedOrUpdatedRows: made } = await governance(deed.tx).insertInto('governance.brief')
    .values({ id, kind, division_path: division.path, from_on: period.from, to_on: period.to, made_at: deed.now, made_by: deed.actor.id, content: JSON.stringify(content) })
    .onConflict((of) => of.columns(['kind', 'division_path', 'from_on']).doNothing()).executeTakeFirstOrThrow()
  return made ? { id, made: true } : { id: (await find())!.id, made: false } // somebody was faster
}
