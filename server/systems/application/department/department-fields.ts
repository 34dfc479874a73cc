import { fieldsOf, type Field, type Form, type Values } from '#base/form'
import { masked } from '../review/desk-values.ts'
import type { DepartmentItem, FieldName } from './department-settings.ts'

/** What was filled in, in the field names and codes of that system; papers go beside it. 字段映射 */
export function theirValues(form: Form, { fields }: DepartmentItem, values: Values): Record<string, unknown> {
  const files = new Set(fieldsOf(form).flatMap(({ field, widget }) => (widget === 'file' ? [field] : [])))
  return Object.fromEntries(fields.flatMap(({ field, as, codes }) => (files.has(field) || values[field] === undefined ? [] : [[as, coded(values[field], codes)]])))
}
const coded = (value: unknown, codes: FieldName['codes']): unknown => (codes === undefined ? value : Array.isArray(value) ? value.map((one) => coded(one, codes)) : (codes[String(value)] ?? value))
const decoded = (value: unknown, codes: FieldName['codes']): unknown => (codes === undefined ? value : Array.isArray(value) ? value.map((one) => decoded(one, codes)) : ours(Object.entries(codes).find(([, theirs]) => theirs === value)?.[0] ?? value))
const ours = (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value)

/** Our field that one of their names stands for; null = none of ours. */
export function ourField(form: Form, { fields }: DepartmentItem, as: string): Field | null {
  const named = fields.find((one) => one.as === as)
  return (named && fieldsOf(form).find(({ field }) => field === named.field)) ?? null
}

export type ShownField = Readonly<{ as: string; label: string; english: string; value: unknown }>
/** What was pushed, beside our labels, with numbers, names, phones and addresses of people masked. */
export function shownFields(form: Form, mapping: DepartmentItem, values: Readonly<Record<string, unknown>>): ShownField[] {
  return mapping.fields.flatMap(({ as, codes }): ShownField[] => {
    const field = ourField(form, mapping, as)
    return field === null || values[as] === undefined ? [] : [{ as, label: field.label, english: field.english, value: masked(field, decoded(values[as], codes)) }]
  })
}
