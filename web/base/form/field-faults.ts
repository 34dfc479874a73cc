import type { FormField } from '#contracts/service-item'
import { text } from '../texts/texts.ts'
import type { FormValues } from './what-is-shown.ts'

/** What is wrong with a field, as the server says it; `at`: where in a list or a person. */
export type FieldFault = { field: string, at?: string, key: string, facts?: Record<string, string | number> }

const written: Partial<Record<FormField['widget'], [pattern: RegExp, key: string]>> = {
  phone: [/^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,5})?)$/, 'format_phone'], bank_card: [/^[3-9]\d{15,18}$/, 'format_bank_card'], identity_number: [/^\d{17}[\dXx]$/, 'format_identity_number'],
  credit_code: [/^[0-9A-HJ-NPQRTUWXY]{18}$/i, 'format_credit_code'], month: [/^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/, 'pattern'],
}
const empty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** What can be seen to be wrong without the server: what is missing, and what has not its form. The server judges everything again (先查一遍). */
export const faultsOf = (fields: readonly FormField[], values: FormValues): FieldFault[] => fields.flatMap((one): FieldFault[] => {
  const [field, value] = [one.field, values[one.field]]
  const say = (key: string, facts: FieldFault['facts'] = {}, at = ''): FieldFault => ({ field, at, key: `base.form_fault.${key}`, facts })
  if (one.source === 'computed') return []
  if (empty(value)) return one.required === true ? [say(one.widget === 'consent' ? 'agree' : 'required')] : []
  const inside = (columns: readonly FormField[], row: unknown, at: string): FieldFault[] => faultsOf(columns, (row ?? {}) as FormValues).map(fault => ({ ...fault, field, at: `${at}/${fault.field}` }))
  if (one.widget === 'list') return (value as unknown[]).flatMap((row, index) => inside(one.columns ?? [], row, `/${index}`))
  if (one.widget === 'person') return inside(personColumns(one), value, '')
  const form = written[one.widget]
  if (form !== undefined && !form[0].test(String(value))) return [say(form[1])]
  if (one.widget !== 'number' && one.widget !== 'money') return []
  if (typeof value !== 'number') return [say('kind')]
  const bounds = (one.schema ?? {}) as { minimum?: number, exclusiveMinimum?: number, maximum?: number }
  if (bounds.exclusiveMinimum !== undefined && value <= bounds.exclusiveMinimum) return [say('not_above', { least: bounds.exclusiveMinimum })]
  if (value < (bounds.minimum ?? 0)) return [say('too_small', { least: bounds.minimum ?? 0 })]
  return bounds.maximum !== undefined && value > bounds.maximum ? [say('too_large', { most: bounds.maximum })] : []
})

/** A person is asked by name and number, and by what the form says besides. */
export const personColumns = (field: FormField): FormField[] => [
  { field: 'name', label: text('form.name'), english: text('form.name'), widget: 'text', source: 'typed', required: true, schema: { maxLength: 50 } },
  { field: 'identity_number', label: text('form.number'), english: text('form.number'), widget: 'identity_number', source: 'typed', required: true }, ...(field.columns ?? []),
]
