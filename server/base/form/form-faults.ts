import { type Condition, type Field, fieldsOf, type FormSaid } from './form-shape.ts'

/** The single tests of a condition. */
export const conditionsIn = (condition: Condition): Exclude<Condition, { all: unknown } | { any: unknown }>[] => ('all' in condition ? condition.all.flatMap(conditionsIn) : 'any' in condition ? condition.any.flatMap(conditionsIn) : [condition])

/** What does not hold together in a form by itself: each by the field that says it. Empty = it can be filled in. 表单检查 */
export function formFaults(form: FormSaid): { field: string; says: string }[] {
  const found: { field: string; says: string }[] = []
  const fields = new Map<string, Field>()
  const no = (field: string, says: string): void => void found.push({ field, says })
  const asks = (name: string, when: Condition | undefined): void => {
    for (const condition of when ? conditionsIn(when) : []) {
      const asked = fields.get(condition.field)
      if (!asked) no(name, `its condition asks ${condition.field}, which does not stand before it`)
      else if (asked.options) for (const value of 'equals' in condition ? [condition.equals] : 'in' in condition ? condition.in : []) if (!asked.options.some((option) => option.value === value)) no(name, `its condition asks whether ${condition.field} is ${String(value)}, which nobody can choose`)
    }
  }
  for (const part of form.parts) {
    asks(part.part, part.when)
    for (const field of part.fields) {
      if (fields.has(field.field)) no(field.field, 'stands there twice')
      asks(field.field, field.when)
      for (const says of judgeField(field)) no(field.field, says)
      fields.set(field.field, field)
    }
  }
  const known = (name: string, of: string): void => { if (!fields.has(of)) no(name, `there is no field ${of}`) }
  for (const { field, prefill, compute } of fieldsOf(form)) {
    if (prefill?.whose !== undefined && fields.get(prefill.whose)?.widget !== 'person' && fields.get(prefill.whose)?.widget !== 'identity_number') no(field, `${prefill.whose} is no field of a person`)
    for (const of of compute ? ('age' in compute ? [compute.age] : 'months' in compute ? [compute.months] : 'sum' in compute ? compute.sum : []) : []) known(field, of)
  }
  const names = new Set<string>()
  for (const { material, take, when } of form.materials) {
    if (names.has(material)) no(material, 'this material stands there twice')
    names.add(material)
    asks(material, when)
    if (take !== undefined && fields.get(take)?.widget !== 'file') no(material, `${take} takes no file`)
  }
  for (const [input, field] of Object.entries(form.eligibility?.inputs ?? {})) if (!fields.has(field)) no(input, `there is no field ${field}`)
  return found
}

function judgeField(field: Field): string[] {
  const { widget, source, prefill, compute, options, columns } = field
  return [
    ...(source === 'prefill' && !prefill ? ['it is prefilled from nowhere'] : []), ...(source !== 'prefill' && prefill ? ['only what is prefilled says from where'] : []),
    ...(source === 'computed' && !compute ? ['it is computed from nothing'] : []), ...(source !== 'computed' && compute ? ['only what is computed says from what'] : []),
    ...((widget === 'choice' || widget === 'choices') !== (options !== undefined) ? ['a choice has options, and nothing else has'] : []),
    ...(widget === 'list' && !columns ? ['a list has columns'] : []), ...(columns && widget !== 'list' && widget !== 'person' ? ['only lists and persons have columns'] : []),
    ...(columns ?? []).flatMap((column) => (column.when || column.columns || column.widget === 'file' || column.source !== 'typed' ? [`${column.field}: a column is simple, typed and always shown`] : judgeField(column).map((says) => `${column.field}: ${says}`))),
  ]
}
