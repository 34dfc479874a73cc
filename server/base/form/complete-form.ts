import { type Field, fieldsOf, type FormSaid, type Values } from './form-shape.ts'
import { shownValues } from './what-is-shown.ts'

/** What the application knows besides the form: the city's day, facts of its own, and materials that nothing replaced. */
export type FormFacts = Readonly<{ today: string; given?: Values; lacking?: ReadonlySet<string> }>

/** Whole years from one day to another. 周岁 */
export function yearsBetween(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0)
}

/** What is computed is computed here, whatever was sent; what the form does not show is left out. 补全表单 */
export function completeForm(form: FormSaid, values: Values, { today, given = {}, lacking }: FormFacts): Record<string, unknown> {
  const all: Record<string, unknown> = { ...values }
  for (const field of fieldsOf(form)) if (field.source === 'computed') all[field.field] = computed(field, all, today, given)
  return shownValues(form, all, lacking)
}

function computed({ compute }: Field, values: Values, today: string, given: Values): unknown {
  if (!compute) return undefined
  if ('given' in compute) return given[compute.given]
  if ('age' in compute) {
    const day = values[compute.age]
    return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && day <= today ? yearsBetween(day, today) : undefined
  }
  const parts = compute.sum.map((field) => values[field])
  return parts.every((one) => typeof one === 'number') ? parts.reduce((total, one) => total + one, 0) : undefined
}
