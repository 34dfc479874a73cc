import type { Case, CaseRow, Cases, UnitCase, UnitCaseRow, UnitCases } from '#contracts/rating'
import { useOpenOne, type OpenOne } from '../../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'

/** Bad ratings that are followed up from outside the unit, what is due first on top (差评件). */
export const useCases = (view: () => string, id: () => string): OpenOne<Case> & { list: Pages<CaseRow, Cases> } => {
  const list = usePages<CaseRow, Cases>(['rating', 'cases'], '/rating/desk/cases', () => ({ view: view() }))
  return { list, ...useOpenOne<Case>({ key: ['rating', 'case'], at: '/rating/desk/cases', chosen: id, first: () => list.rows.value[0]?.id }) }
}

/** Bad ratings that were passed on to one's unit (本单位的差评). */
export const useUnitCases = (view: () => string, id: () => string): OpenOne<UnitCase> & { list: Pages<UnitCaseRow, UnitCases> } => {
  const list = usePages<UnitCaseRow, UnitCases>(['rating', 'unit-cases'], '/rating/unit/cases', () => ({ view: view() }))
  return { list, ...useOpenOne<UnitCase>({ key: ['rating', 'unit-case'], at: '/rating/unit/cases', chosen: id, first: () => list.rows.value[0]?.id }) }
}
