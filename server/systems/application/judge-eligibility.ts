import type { Deed } from '#base/deed'
import { ruleInputs, type Form } from '#base/form'
import { decide, inputLabels } from '#primitives/rule'
import type { Filled } from './filled.ts'

/** One clause of an item's conditions: met, missing or unknown, and why. 逐条认定 */
export type Clause = Readonly<{ clause: string; name: string; outcome: 'met' | 'missing' | 'unknown'; sentence: string; rule: string; version: number; row: number | null }>

/** Judges an application by the item's rule table, clause by clause; null where the item has none. What a person typed in place of the city, or contradicted, is not known. 条件审核 */
export async function judgeEligibility(deed: Deed, form: Form, { given, disputed }: Filled, values: Readonly<Record<string, unknown>>): Promise<Clause[] | null> {
  const { eligibility } = form
  if (!eligibility) return null
  const said = new Set(Object.entries(given).flatMap(([field, { value }]) => (value === undefined || disputed[field] !== undefined ? [] : [field])))
  const inputs = ruleInputs(form, values, said)
  const labels = await inputLabels(deed, eligibility.table, 'clause')
  const clauses: Clause[] = []
  for (const clause of eligibility.clauses) {
    const { outcome, sentence, rule, version, row } = await decide(deed, eligibility.table, { clause, ...inputs })
    clauses.push({ clause, name: labels[clause] ?? clause, outcome: outcome === null ? 'unknown' : outcome.met === true ? 'met' : 'missing', sentence, rule, version, row })
  }
  return clauses
}
