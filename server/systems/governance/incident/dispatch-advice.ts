import type { Deed } from '#base/deed'
import type { Because, Holder } from '#primitives/matter'
import { unitsFor, type Unit } from '#primitives/party'
import { decide } from '#primitives/rule'
import type { DispatchAdvice } from '../contract.ts'

export type Advice = Readonly<{ lead: Unit | null; supporting: readonly Unit[]; because: Because | null }>

/** Who must lead and who support, by the city's rule table (item × level × place), with the row that says so. 派遣建议 */
export async function adviseDispatch(deed: Deed, itemCode: string | null, holder: Holder, divisionPath: string): Promise<Advice> {
  if (itemCode === null) return { lead: null, supporting: [], because: null }
  const level = holder.level === 'city' ? 'city' : 'district'
  const { outcome, rule, version, row, sentence } = await decide(deed, 'dispatch', { item: itemCode, level, place: divisionPath })
  if (!outcome) return { lead: null, supporting: [], because: null }
  const nearest = async (role: string): Promise<Unit | null> => (await unitsFor(deed, { role, divisionPath: level === 'city' ? '' : divisionPath }))[0] ?? null
  const lead = await nearest(outcome.lead as string)
  const others = await Promise.all((outcome.supporting as string[]).map((role) => nearest(role)))
  const supporting = [...new Map(others.filter((unit) => unit !== null && unit.id !== lead?.id).map((unit) => [unit!.id, unit!])).values()]
  return { lead, supporting, because: { rule, version, row, sentence } }
}

export const adviceShown = ({ lead, supporting, because }: Advice): DispatchAdvice => ({
  unitId: lead?.id ?? null, unitName: lead?.shortName ?? null, supporting: supporting.map((unit) => ({ unitId: unit.id, unitName: unit.shortName })), because,
})
