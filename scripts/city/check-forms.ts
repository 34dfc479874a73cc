import { fieldsOf, formFaults, type Field, type FormSaid } from '../../server/base/form.ts'
import { conditionsIn } from '../../server/base/form/form-faults.ts'
import { columnName } from '../../server/systems/exchange/resource/column-name.ts'
import type { ItemSaid } from '../../server/systems/service-item/item/item-said.ts'
import { docOf, filesUnder, rowsOf, type CityFolder, type Found } from './city-files.ts'
import { tableOf } from './check-rules.ts'

type Held = { name: string; field: string; mask?: string; key?: boolean; personal?: string }
type Resource = { code: string; name: string; share: string; modes: string[]; fields: Held[] }
type LicenceName = { code: string; name: string }
type Known = { resource: Resource; held: Held }

/** An entry that can be asked about one person or firm for one application. */
const answers = ({ share, modes, fields }: Resource): boolean => share !== 'forbidden' && modes.includes('query') && fields.some(({ field, key, personal }) => key && (personal === 'identity_number' || field === 'credit_code'))
/** 您的、本人、申请人 say whom it is about, and not what it is. */
const asksFor = (label: string): string => columnName(label).replace(/^(?:请填写|填写|您的|您|本人的|本人|申请人的|申请人|老人的|老人)/, '')

/** A form belongs to an item and covers its materials, its prefill and its rule exist, and it asks nobody for what the data catalogue can supply. 表单检查 */
export function checkForms(city: CityFolder): Found[] {
  const items = new Map(filesUnder(city, 'catalogues/service-items').flatMap(({ content }) => (content as { items: ItemSaid[] }).items.map((item) => [item.code, item])))
  const resources = new Map(filesUnder(city, 'catalogues/data-resources').flatMap(({ content }) => (content as { resources: Resource[] }).resources.map((one) => [one.code, one])))
  const words = docOf<{ synonyms?: string[][] }>(city, 'catalogues/column-synonyms.yaml').synonyms ?? []
  const licences = docOf<{ kinds?: LicenceName[] }>(city, 'catalogues/licence-kinds.yaml').kinds ?? []
  const supplied = suppliedBy([...resources.values()].filter(answers), words)
  const found: Found[] = []
  const forms = filesUnder(city, 'catalogues/forms')
  const units = new Set(rowsOf(city, 'departments.csv').map(({ role }) => role!))
  for (const file of forms) {
    const form = file.content as FormSaid
    const no = (place: (string | number)[], says: string): void => void found.push({ path: file.path, line: file.lineOf(place), says })
    const placeOf = (name: string): (string | number)[] => {
      const part = form.parts.findIndex(({ fields }) => fields.some(({ field }) => field === name))
      if (part >= 0) return ['parts', part, 'fields', form.parts[part]!.fields.findIndex(({ field }) => field === name)]
      const material = form.materials.findIndex((one) => one.material === name)
      return material >= 0 ? ['materials', material] : ['form']
    }
    for (const { field, says } of formFaults(form)) no(placeOf(field), `${field}: ${says}`)
    const item = items.get(form.form)
    if (!item) no(['form'], `there is no item ${form.form}`)
    if (!file.path.endsWith(`/${form.form}.yaml`)) no(['form'], `the form of ${form.form} stands in ${form.form}.yaml`)
    if (item && item.form !== form.form) no(['form'], `the item ${form.form} does not name this form`)
    if (item) checkMaterials(form, item, (name, says) => no(placeOf(name), `${name}: ${says}`))
    for (const field of fieldsOf(form)) {
      for (const says of prefillFaults(field, resources)) no(placeOf(field.field), `${field.field}: ${says}`)
      const known = field.source === 'typed' && field.about === undefined ? (supplied.get(field.field) ?? supplied.get(asksFor(field.label))) : undefined
      if (known) no(placeOf(field.field), `${field.field}: nobody is asked for ${field.label}: ${known.resource.code} ${known.resource.name} holds ${known.held.name}`)
    }
    for (const [name, says] of photoFaults(form, licences)) no(placeOf(name), `${name}: ${says}`)
    for (const says of ruleFaults(city, form, item)) no(['eligibility'], says)
  }
  for (const { code, form } of items.values()) if (form && !forms.some(({ path }) => path === `catalogues/forms/${form}.yaml`)) found.push({ path: 'catalogues/forms', line: 1, says: `the item ${code} names the form ${form}, which is not there` })
  for (const file of filesUnder(city, 'catalogues/service-items')) (file.content as { items: ItemSaid[] }).items.forEach((item, at) => {
    for (const says of jointFaults(item, (forms.find(({ content }) => (content as FormSaid).form === item.form)?.content as FormSaid | undefined) ?? null, units)) found.push({ path: file.path, line: file.lineOf(['items', at]), says: `${item.code}: ${says}` })
  })
  return found
}

/** Each part of a joint review has a department, and fields and materials that the item's form has. */
function jointFaults({ joint, materials = [] }: ItemSaid, form: FormSaid | null, roles: ReadonlySet<string>): string[] {
  if (typeof joint !== 'object') return []
  if (!form) return ['a joint review has parts of a form, and the item has none']
  const fields = new Set(fieldsOf(form).map(({ field }) => field))
  return joint.parts.flatMap(({ department, name, when, fields: own, materials: papers }) => [
    ...(roles.has(department) ? [] : [`${name}: no unit has the role ${department}`]),
    ...[...own, ...(when ? conditionsIn(when).map(({ field }) => field) : [])].filter((field) => !fields.has(field)).map((field) => `${name}: its form has no field ${field}`),
    ...papers.filter((paper) => !materials.some((one) => one.name === paper)).map((paper) => `${name}: the item names no ${paper}`),
  ])
}

/** Each name under which something can be had: of fields, in Chinese, and what the city calls them besides. */
function suppliedBy(resources: readonly Resource[], synonyms: readonly (readonly string[])[]): Map<string, Known> {
  const supplied = new Map<string, Known>()
  for (const resource of resources)
    for (const held of resource.fields.filter(({ mask, personal }) => mask !== 'never' && (mask !== 'compare' || personal === 'identity_number'))) {
      const name = columnName(held.name)
      const row = synonyms.map((names) => names.map(columnName)).find((names) => names.includes(name)) ?? []
      for (const one of [held.field, name, ...row]) if (!supplied.has(one)) supplied.set(one, { resource, held })
    }
  return supplied
}

function checkMaterials(form: FormSaid, item: ItemSaid, no: (name: string, says: string) => void): void {
  const own = new Map((item.materials ?? []).map((one) => [one.name, one]))
  for (const { material, replaced_by } of form.materials) {
    const said = own.get(material)
    if (!said) no(material, 'the item names no such material')
    else if ((said.from?.licence ?? '') !== (replaced_by?.licence ?? '') || (said.from?.resource ?? '') !== (replaced_by?.resource ?? '')) no(material, 'what replaces it is not what the item says')
  }
  for (const name of own.keys()) if (!form.materials.some(({ material }) => material === name)) no(form.form, `the item names ${name}, the form does not`)
}

/** A licence equals paper: of a kind that is issued here neither a paper nor a photo is asked, where the wallet may hold it. */
function photoFaults(form: FormSaid, licences: readonly LicenceName[]): [string, string][] {
  const spared = new Set(form.materials.flatMap(({ replaced_by, take }) => (replaced_by?.licence !== undefined && take !== undefined ? [take] : [])))
  const asked = [...fieldsOf(form).filter(({ field, widget }) => widget === 'file' && !spared.has(field)).map(({ field, label }) => [field, label] as const), ...form.materials.filter(({ replaced_by }) => replaced_by?.licence === undefined).map(({ material }) => [material, material] as const)]
  return asked.flatMap(([name, label]) => licences.filter((one) => label.includes(one.name)).map(({ code, name: licence }): [string, string] => [name, `nobody is asked for a ${code}: whoever has a ${licence} has it in the wallet; say replaced_by: { licence: ${code} }`]))
}

function prefillFaults({ prefill, options, widget }: Field, resources: ReadonlyMap<string, Resource>): string[] {
  if (!prefill) return []
  const resource = resources.get(prefill.resource)
  if (!resource) return [`the data catalogue has no entry ${prefill.resource}`]
  const has = (name: string): boolean => resource.fields.some(({ field }) => field === name)
  const by = prefill.by ?? ['identity_number']
  return [
    ...(answers(resource) ? [] : [`${resource.name} cannot be asked about one person`]),
    ...[prefill.item, ...by, ...(prefill.or === undefined ? [] : [prefill.or])].filter((name) => !has(name)).map((name) => `${resource.name} holds no ${name}`),
    ...by.filter((name) => has(name) && !resource.fields.some(({ field, key }) => field === name && key)).map((name) => `${resource.name} is not asked by ${name}, which is no key`),
    ...resource.fields.filter(({ field }) => (prefill.as ?? 'value') === 'value' && [prefill.item, prefill.or].includes(field)).flatMap(({ name, field, mask }) => (mask === 'never' ? [`${name} is withheld from everybody`] : mask === 'compare' && !by.includes(field) ? [`${name} is only compared, and never told`] : [])),
    ...(prefill.or !== undefined && by.length !== 2 ? ['`or` needs two ways to look it up'] : []),
    ...(prefill.as === 'exists' && widget !== 'yes_no' ? ['whether there is a row is yes or no'] : []), ...(prefill.as === 'count' && widget !== 'number' ? ['how many rows is a number'] : []),
    ...(options ? Object.values(prefill.map ?? {}).filter((value) => !options.some((option) => option.value === value)).map((value) => `${String(value)} is none of its options`) : []),
  ]
}

function ruleFaults(city: CityFolder, { eligibility, parts }: FormSaid, item: ItemSaid | undefined): string[] {
  if (!eligibility) return item?.rule ? [`the item is decided by ${item.rule}, the form does not say how`] : []
  const table = tableOf(city, eligibility.table) as { inputs: Record<string, { type: string; values?: string[] }> } | null
  if (!table) return [`there is no rule table ${eligibility.table}`]
  const clauses = table.inputs.clause?.values ?? []
  const kinds = new Map(parts.flatMap(({ fields }) => fields.map(({ field, widget }) => [field, widget])))
  const fits: Record<string, readonly string[]> = { number: ['number', 'money'], boolean: ['yes_no', 'consent'], date: ['date'], text: ['choice', 'text'], division: ['region'] }
  return [
    ...(item && item.rule !== eligibility.table ? [`the item is decided by ${item.rule ?? 'nothing'}, not by ${eligibility.table}`] : []),
    ...eligibility.clauses.filter((clause) => !clauses.includes(clause)).map((clause) => `${eligibility.table} has no clause ${clause}`), ...clauses.filter((clause) => !eligibility.clauses.includes(clause)).map((clause) => `the clause ${clause} of ${eligibility.table} is asked by nobody`),
    ...Object.entries(eligibility.inputs).flatMap(([input, field]) => { const type = table.inputs[input]?.type; return !type ? [`${eligibility.table} has no input ${input}`] : fits[type]?.includes(kinds.get(field) ?? '') ? [] : [`${field} is no ${type} for ${input}`] }),
    ...(eligibility.review ?? []).filter((input) => !(input in table.inputs)).map((input) => `${eligibility.table} has no input ${input}`),
    ...Object.keys(table.inputs).filter((input) => input !== 'clause' && !(input in eligibility.inputs) && !eligibility.review?.includes(input)).map((input) => `no field answers ${input} of ${eligibility.table}`),
  ]
}
