import { type Field, fieldsOf, type FormSaid, type Values } from './form-shape.ts'
import { shownValues } from './what-is-shown.ts'

/** What the application knows besides the form: the city's day, facts of its own, and materials that nothing replaced. */
export type FormFacts = Readonly<{ today: string; given?: Values; lacking?: ReadonlySet<string> }>

/** Whole months from one day to another. 满几个月 */
const monthsBetween = (from: string, to: string): number => (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) - (to.slice(8) < from.slice(8) ? 1 : 0)

/** What is computed is computed here, whatever was sent; what the form does not show is left out. 补全表单 */
export function completeForm(form: FormSaid, values: Values, { today, given = {}, lacking }: FormFacts): Record<string, unknown> {
  const all: Record<string, unknown> = { ...values }
  for (const field of fieldsOf(form)) if (field.source === 'computed') all[field.field] = computed(field, all, today, given)
  return shownValues(form, all, lacking)
}

function computed({ compute }: Field, values: Values, today: string, given: Values): unknown {
  if (!compute) return undefined
  if ('given' in compute) return given[compute.given]
  if ('age' in compute || 'months' in compute) {
    const day = values['age' in compute ? compute.age : compute.months]
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day) || day > today) return undefined
    const months = monthsBetween(day, today)
    return 'age' in compute ? Math.floor(months / 12) : months
  }
  const parts = compute.sum.map((field) => values[field])
  return parts.every((one) => typeof one === 'number') ? parts.reduce((total, one) => total + one, 0) : undefined
}
