import { type Condition, fieldsOf, type Field, type FormSaid } from './form-shape.ts'

type Schema = Record<string, unknown>
const text = (maxLength: number, more: Schema = {}): Schema => ({ type: 'string', minLength: 1, maxLength, pattern: '\\S', ...more })
const number = (more: Schema = {}): Schema => ({ type: 'number', minimum: 0, maximum: 1_000_000_000, ...more })
const formatted = (format: string, maxLength: number): Schema => ({ type: 'string', format, maxLength })
const values = ({ options = [] }: Field): string[] => options.map(({ value }) => value)

const objectOf = (fields: readonly Field[], more: Schema = {}): Schema => ({
  type: 'object', additionalProperties: false, properties: { ...more, ...Object.fromEntries(fields.map((field) => [field.field, schemaOfField(field)])) },
  required: [...Object.keys(more), ...fields.filter(({ required }) => required).map(({ field }) => field)],
})
const ofWidget: Record<Field['widget'], (field: Field) => Schema> = {
  text: () => text(100), long: () => text(1000), number: () => number({ type: 'integer' }), money: () => number({ multipleOf: 0.01 }),
  date: () => formatted('date', 10), month: () => ({ type: 'string', pattern: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$', maxLength: 7 }),
  choice: (field) => ({ type: 'string', maxLength: 60, enum: values(field) }), choices: (field) => ({ type: 'array', minItems: 1, maxItems: values(field).length, uniqueItems: true, items: { type: 'string', maxLength: 60, enum: values(field) } }),
  yes_no: () => ({ type: 'boolean' }), region: () => ({ type: 'string', pattern: '^[0-9A-Za-z]{1,20}$', maxLength: 20 }),
  phone: () => formatted('phone', 20), identity_number: () => formatted('identity-number', 18), credit_code: () => formatted('credit-code', 18), bank_card: () => formatted('bank-card', 19),
  person: ({ columns = [] }) => objectOf(columns, { name: text(50), identity_number: formatted('identity-number', 18) }),
  list: ({ columns = [] }) => ({ type: 'array', minItems: 1, maxItems: 20, items: objectOf(columns) }),
  file: () => ({ type: 'array', minItems: 1, maxItems: 9, uniqueItems: true, items: { type: 'string', format: 'uuid', maxLength: 36 } }),
  consent: () => ({ const: true }),
}
/** The JSON Schema of a field's value: that of its widget, and what the form says besides. */
export const schemaOfField = (field: Field): Schema => ({ title: field.label, ...ofWidget[field.widget](field), ...field.schema })

/** A condition as JSON Schema says it: for `if`. */
export function schemaOf(condition: Condition): Schema {
  if ('all' in condition) return { allOf: condition.all.map(schemaOf) }
  if ('any' in condition) return { anyOf: condition.any.map(schemaOf) }
  const is = (test: Schema): Schema => ({ properties: { [condition.field]: test }, required: [condition.field] })
  if ('equals' in condition) return is({ const: condition.equals })
  if ('in' in condition) return is({ enum: [...condition.in] })
  return is({ type: 'number', ...('above' in condition ? { exclusiveMinimum: condition.above } : 'from' in condition ? { minimum: condition.from } : { exclusiveMaximum: condition.below }) })
}

/** The JSON Schema 2020-12 of a form: what is shown only at times is required only then, by if and then. 表单结构 */
export function formSchema(form: FormSaid): Schema {
  const spared = new Set(form.materials.filter(({ replaced_by }) => replaced_by).map(({ take }) => take))
  const needed = form.parts.flatMap((part) => part.fields.filter(({ field, required }) => required && !spared.has(field)).map(({ field, when }) => ({ field, when: [part.when, when].filter((one) => one !== undefined) })))
  const always = needed.filter(({ when }) => when.length === 0).map(({ field }) => field)
  const sometimes = needed.filter(({ when }) => when.length > 0).map(({ field, when }) => ({ if: schemaOf(when.length === 1 ? when[0]! : { all: when }), then: { required: [field] } }))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema', title: form.title, type: 'object', additionalProperties: false,
    properties: Object.fromEntries(fieldsOf(form).map((field) => [field.field, schemaOfField(field)])), required: always, ...(sometimes.length + (form.rules ?? []).length > 0 ? { allOf: [...sometimes, ...(form.rules ?? [])] } : {}),
  }
}
