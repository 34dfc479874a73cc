import { fieldsOf, type Field, type FormSaid } from '../../server/base/form.ts'
import type { DepartmentItem, DepartmentSystemSaid } from '../../server/systems/application/department/department-settings.ts'
import type { ItemSaid } from '../../server/systems/service-item/item/item-said.ts'
import { atPlace, docOf, filesUnder, repeatedIn, type CityFolder, type Found } from './city-files.ts'

type Kind = { actions: Record<string, { reasons?: string[] }> }
const path = 'catalogues/department-systems.yaml'
/** What an application may come to, and a system must be able to say. */
const needed = ['accepted', 'missing', 'approved', 'refused'] as const

/** A system says each step that an application may come to; what it decides is decided there by the catalogue too, has a form, and every field that must be filled in and every paper has a name there. 部门业务系统检查 */
export function checkDepartmentSystems(city: CityFolder): Found[] {
  const { systems = [] } = docOf<{ systems?: DepartmentSystemSaid[] }>(city, path)
  const items = new Map(filesUnder(city, 'catalogues/service-items').flatMap(({ content }) => (content as { items: ItemSaid[] }).items.map((item) => [item.code, item])))
  const forms = new Map(filesUnder(city, 'catalogues/forms').map(({ content }) => [(content as FormSaid).form, content as FormSaid]))
  const reasons = docOf<Kind>(city, 'matter-kinds/application.yaml').actions
  const decided = systems.flatMap(({ items: own }) => own.map(({ item }) => item))
  return systems.flatMap((system, at) => [
    ...statusFaults(system, reasons).map((says) => atPlace(city, path, ['systems', at], `${system.code}: ${says}`)),
    ...system.items.flatMap((one, of) => itemFaults(one, system, items.get(one.item), forms).map((says) => atPlace(city, path, ['systems', at, 'items', of], `${one.item}: ${says}`))),
  ]).concat(repeatedIn(systems, ({ code }) => code).map(([at, code]) => atPlace(city, path, ['systems', at], `the system ${code} occurs twice`)), repeatedIn(decided, (item) => item).map(([, item]) => atPlace(city, path, ['systems'], `${item} is decided in two places`)))
}

function statusFaults({ statuses }: DepartmentSystemSaid, actions: Kind['actions']): string[] {
  const said = new Set(statuses.map(({ step }) => step))
  const ways = { declined: 'decline', paused: 'pause' } as const
  return [
    ...needed.filter((step) => !said.has(step)).map((step) => `no status of it says ${step}`), ...(said.has('paused') && !said.has('resumed') ? ['what is paused is never resumed'] : []),
    ...repeatedIn(statuses, ({ code }) => code).map(([, code]) => `the status ${code} occurs twice`),
    ...statuses.flatMap(({ code, step, reason }) => (step !== 'declined' && step !== 'paused' ? [] : actions[ways[step]]!.reasons!.includes(reason ?? '') ? [] : [`the status ${code} needs one of the reasons of ${ways[step]}`])),
  ]
}

function itemFaults({ item: code, fields, found = {} }: DepartmentItem, { decided }: DepartmentSystemSaid, item: ItemSaid | undefined, forms: ReadonlyMap<string, FormSaid>): string[] {
  if (!item) return [`there is no item ${code}`]
  const form = item.form === undefined ? undefined : forms.get(item.form)
  if (!form) return ['it has no form, so that there is nothing to push']
  const own = new Map(fieldsOf(form).map((field) => [field.field, field]))
  const named = new Set(fields.map(({ field }) => field))
  const asked = new Set((item.results ?? []).flatMap(({ issue }) => Object.entries(issue?.values ?? {}).filter(([, source]) => 'found' in source && source.found === true).map(([name]) => name)))
  return [
    ...(item.decided === decided ? [] : [`the catalogue says that it is decided ${item.decided ?? 'own'}, its system ${decided}`]), ...(item.joint === undefined ? [] : ['what several departments decide together is decided here']), ...(item.instant ? ['what a rule approves at once is decided here'] : []),
    ...[...own.values()].filter(({ field, required, widget }) => (required || widget === 'file') && !named.has(field)).map(({ field, label }) => `${field} (${label}) must be filled in, and has no name there`),
    ...fields.flatMap(({ field, codes }) => { const known = own.get(field); return known ? codeFaults(known, codes).map((says) => `${field}: ${says}`) : [`its form has no field ${field}`] }),
    ...repeatedIn(fields, ({ field }) => field).map(([, field]) => `${field} is named twice`), ...repeatedIn(fields, ({ as }) => as).map(([, as]) => `two fields are called ${as}`),
    ...[...asked].filter((name) => !found[name]).map((name) => `its licence says ${name}, which whoever decides finds, and no value of the result does`), ...Object.keys(found).filter((name) => !asked.has(name)).map((name) => `its licence does not ask for ${name}`),
  ]
}

/** Each of our values has its code, and no code is without a value of ours. */
function codeFaults({ options, widget }: Field, codes: Readonly<Record<string, string>> | undefined): string[] {
  const values = options?.map(({ value }) => value) ?? (widget === 'yes_no' || widget === 'consent' ? ['true', 'false'] : null)
  if (!codes) return options ? ['its values have no codes there'] : []
  if (!values) return ['only what is chosen has codes']
  return [...values.filter((value) => codes[value] === undefined).map((value) => `${value} has no code there`), ...Object.keys(codes).filter((value) => !values.includes(value)).map((value) => `${value} is none of its values`)]
}
