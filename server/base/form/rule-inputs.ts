import { type Field, fieldsOf, type FormSaid, type Plain, type Values } from './form-shape.ts'

/** What a rule table is asked, from a form. `proven`: fields that the exchange filled in and nobody changed; what should have been prefilled and was typed instead is not known to a rule, nor what is computed from it. 规则输入 */
export function ruleInputs(form: FormSaid, values: Values, proven: ReadonlySet<string>): Record<string, Plain | null> {
  const fields = new Map(fieldsOf(form).map((field) => [field.field, field]))
  const known = (field: Field | undefined): boolean => {
    if (!field) return false
    if (field.source !== 'computed') return field.source === 'typed' || proven.has(field.field)
    const from = !field.compute || 'given' in field.compute ? [] : 'sum' in field.compute ? field.compute.sum : ['age' in field.compute ? field.compute.age : field.compute.months]
    return from.every((one) => known(fields.get(one)))
  }
  return Object.fromEntries(Object.entries(form.eligibility?.inputs ?? {}).map(([input, name]) => [input, known(fields.get(name)) ? ((values[name] ?? null) as Plain | null) : null]))
}
