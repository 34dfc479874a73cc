import { join } from 'node:path'
import { formFaults } from './form/form-faults.ts'
import { formSchema } from './form/form-schema.ts'
import type { Form, FormSaid } from './form/form-shape.ts'
import { filesOf, readCityFile, validatorOf } from './profile.ts'

export { completeForm, type FormFacts } from './form/complete-form.ts'
export { countForm, type FormCount } from './form/count-form.ts'
export { formFaults } from './form/form-faults.ts'
export { fieldsOf, type Condition, type Eligibility, type Field, type Form, type FormMaterial, type FormSaid, type Part, type Plain, type Prefill, type Values, type Widget } from './form/form-shape.ts'
export { holds, materialsFor, shownFields } from './form/what-is-shown.ts'
export { ruleInputs } from './form/rule-inputs.ts'
export { validateForm, type FormFault, type FormRules } from './form/validate-form.ts'

/** A form ready for use: with the JSON Schema that follows from what it says. 表单 */
export function formOf(said: FormSaid): Form {
  const wrong = formFaults(said)
  if (wrong.length > 0) throw new Error(`form ${said.form}: ${wrong.slice(0, 5).map(({ field, says }) => `${field}: ${says}`).join('; ')}`)
  return { ...said, schema: formSchema(said) }
}

/** The forms of a city's folder (catalogues/forms/<item>.yaml), by item. 读取表单 */
export function readForms(folder: string): Map<string, Form> {
  const check = validatorOf(join(folder, '..'), 'forms')
  return new Map(filesOf(folder, 'catalogues/forms/*.yaml').map((path) => {
    const said = readCityFile(join(folder, path)) as FormSaid
    if (!check(said)) throw new Error(`${path}: ${(check.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ')}`)
    return [said.form, formOf(said)]
  }))
}
