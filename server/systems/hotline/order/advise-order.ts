import type { Deed } from '#base/deed'
import { districtPath } from '#primitives/place'
import { adviseDispatch, type Advice } from '#systems/governance'

/** Which unit should have an order: by the city's dispatch rules, at the district where the place is known, else at the city. 派单建议 */
export function adviseOrder(deed: Deed, itemCode: string | null, path: string): Promise<Advice> {
  const holder = path === '' ? ({ level: 'city', path: '' } as const) : ({ level: 'district', path: districtPath(path) } as const)
  return adviseDispatch(deed, itemCode, holder, path)
}

export const orderAdvice = ({ lead, supporting, because }: Advice) => ({
  unitId: lead?.id ?? null, unitName: lead?.shortName ?? null, supporting: supporting.map((unit) => ({ unitId: unit.id, unitName: unit.shortName })),
  because: because && { rule: because.rule, version: because.version, row: because.row, sentence: because.sentence },
})
