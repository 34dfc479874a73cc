import { fieldsOf, type FormSaid } from './form-shape.ts'

/** How much a form asks of a person: `typed` in all and `always` at least, `prefilled` by the city, `computed` by nobody. */
export type FormCount = Readonly<{ typed: number; always: number; prefilled: number; computed: number; materials: number; replaced: number }>

/** Counts what is asked and what is prefilled; a consent, and a file that a material calls for, are counted as materials and not as fields. 填写项计数 */
export function countForm(form: FormSaid): FormCount {
  const fields = form.parts.flatMap((part) => part.fields.map((field) => ({ ...field, always: !part.when && !field.when && field.required === true })))
  const typed = fields.filter(({ source, widget }) => source === 'typed' && widget !== 'file' && widget !== 'consent')
  return {
    typed: typed.length, always: typed.filter(({ always }) => always).length, prefilled: fieldsOf(form).filter(({ source }) => source === 'prefill').length, computed: fieldsOf(form).filter(({ source }) => source === 'computed').length,
    materials: form.materials.length, replaced: form.materials.filter(({ replaced_by }) => replaced_by).length,
  }
}
