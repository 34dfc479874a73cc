import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { validBankCard } from '../bank-card.ts'
import { completeForm, type FormFacts } from './complete-form.ts'
import { type Field, fieldsOf, type Form, type Values } from './form-shape.ts'
import { shownFields } from './what-is-shown.ts'

/** What is wrong with a field: a text key, and what the text is filled with. `at`: where in a list or a person. */
export type FormFault = Readonly<{ field: string; at: string; key: string; facts: Readonly<Record<string, string | number>> }>
/** `numbers` judge an identity number or a credit code and name the text of what is wrong with it. */
export type FormRules = FormFacts & Readonly<{ numbers?: Readonly<Record<'identity-number' | 'credit-code', (value: string) => string | null>> }>
const MOST_FAULTS = 100
const MOST_CHARACTERS = 200_000

const ready = new WeakMap<Form, ValidateFunction>()
function checkOf(form: Form): ValidateFunction {
  const known = ready.get(form)
  if (known) return known
  const ajv = new Ajv2020({ allErrors: true, strict: false, multipleOfPrecision: 6, formats: { phone: /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,5})?)$/, 'bank-card': validBankCard, 'identity-number': /^\d{17}[\dXx]$/, 'credit-code': /^[0-9A-HJ-NPQRTUWXY]{18}$/i } })
  ;(formats as unknown as (a: Ajv2020, names: string[]) => void)(ajv, ['date', 'uuid'])
  const made = ajv.compile(form.schema)
  ready.set(form, made)
  return made
}

/** Everything that is wrong with what was filled in, at once and by field; empty = it may be handed in. 表单校验 */
export function validateForm(form: Form, values: Values, rules: FormRules): FormFault[] {
  const fault = (field: string, key: string, facts: FormFault['facts'] = {}, at = ''): FormFault => ({ field, at, key: key.includes('.') ? key : `base.form_fault.${key}`, facts })
  if (JSON.stringify(values).length > MOST_CHARACTERS) return [fault('', 'too_much')]
  const fields = new Map(fieldsOf(form).map((field) => [field.field, field]))
  const whole = completeForm(form, values, rules)
  const shown = shownFields(form, whole, rules.lacking)
  const found: FormFault[] = Object.keys(values).filter((name) => !fields.has(name)).map((name) => fault(name, 'unknown'))
  const check = checkOf(form)
  if (!check(whole)) for (const error of check.errors ?? []) { const said = readError(error, fault); if (said) found.push(said) }
  for (const { material, take } of form.materials) if (take !== undefined && rules.lacking?.has(material) && shown.has(take) && fields.get(take)?.required && whole[take] === undefined) found.push(fault(take, 'required'))
  for (const field of fields.values()) found.push(...judgeValue(field, whole[field.field], field.field, '', rules, fault))
  const rank = new Map([...fields.keys()].map((name, at) => [name, at]))
  const asked = found.filter(({ field }) => fields.get(field)?.source !== 'computed') // nobody could mend those
  const once = [...new Map(asked.map((one) => [`${one.field} ${one.at} ${one.key}`, one])).values()]
  return once.sort((a, b) => (rank.get(a.field) ?? -1) - (rank.get(b.field) ?? -1)).slice(0, MOST_FAULTS)
}

type Say = (field: string, key: string, facts?: FormFault['facts'], at?: string) => FormFault
/** What JSON Schema cannot say: the digits of a number, and a day beside the city's own. */
function judgeValue(field: Field, value: unknown, name: string, at: string, rules: FormRules, fault: Say): FormFault[] {
  if (value === undefined || value === null) return []
  const inside = (columns: readonly Field[], one: unknown, place: string): FormFault[] => columns.flatMap((column) => judgeValue(column, (one as Values | null)?.[column.field], name, `${place}/${column.field}`, rules, fault))
  if (field.widget === 'list') return Array.isArray(value) ? value.flatMap((one, row) => inside(field.columns ?? [], one, `/${row}`)) : []
  if (field.widget === 'person') return inside([...(field.columns ?? []), { field: 'identity_number', widget: 'identity_number', label: '', english: '', source: 'typed' }], value, '')
  if (typeof value !== 'string') return []
  if (field.widget === 'identity_number' || field.widget === 'credit_code') {
    const wrong = rules.numbers?.[field.widget === 'credit_code' ? 'credit-code' : 'identity-number'](value)
    return wrong ? [fault(name, wrong, {}, at)] : []
  }
  if (field.widget !== 'date') return []
  const day = (bound: string | undefined): string | undefined => (bound === 'today' ? rules.today : bound)
  const [from, to] = [day(field.days?.from), day(field.days?.to)]
  return [...(from !== undefined && value < from ? [fault(name, 'too_early', { day: from }, at)] : []), ...(to !== undefined && value > to ? [fault(name, 'too_late', { day: to }, at)] : [])]
}

/** An error of the schema as the reader understands it. */
function readError({ keyword, instancePath, params }: ErrorObject, fault: Say): FormFault | null {
  const [, name = '', ...deeper] = instancePath.split('/')
  const at = deeper.length > 0 ? `/${deeper.join('/')}` : ''
  const say = (key: string, facts: FormFault['facts'] = {}): FormFault => fault(name, key, facts, at)
  const more = params as { missingProperty?: string; additionalProperty?: string; limit?: number; format?: string }
  switch (keyword) {
    case 'required': return name === '' ? fault(more.missingProperty!, 'required') : fault(name, 'required', {}, `${at}/${more.missingProperty}`)
    case 'additionalProperties': return name === '' ? fault(more.additionalProperty!, 'unknown') : say('unknown')
    case 'minLength': return more.limit === 1 ? say('required') : say('too_short', { least: more.limit! })
    case 'maxLength': return say('too_long', { most: more.limit! })
    case 'minimum': case 'exclusiveMinimum': return say(keyword === 'minimum' ? 'too_small' : 'not_above', { least: more.limit! })
    case 'maximum': case 'exclusiveMaximum': return say(keyword === 'maximum' ? 'too_large' : 'not_below', { most: more.limit! })
    case 'minItems': return more.limit === 1 ? say('required') : say('too_few', { least: more.limit! })
    case 'maxItems': return say('too_many', { most: more.limit! })
    case 'enum': return say('choose')
    case 'const': return say('agree')
    case 'format': return say(`format_${more.format!.replaceAll('-', '_')}`)
    case 'multipleOf': return say('cents')
    case 'uniqueItems': return say('twice')
    case 'if': case 'allOf': case 'anyOf': return null
    default: return say(keyword === 'type' ? 'kind' : 'pattern')
  }
}
