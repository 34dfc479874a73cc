import { kindFaults, type LicenceKind } from '../../server/systems/licence/licence-kinds.ts'
import { fieldsOf, type Condition, type FormSaid } from '../../server/base/form.ts'
import { conditionsIn } from '../../server/base/form/form-faults.ts'
import type { ItemSaid, Terms } from '../../server/systems/service-item/item/item-said.ts'
import { type CityFolder, type Found, atPlace, docOf, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

const path = 'catalogues/licence-kinds.yaml'

/** Kinds of licences are named in the terms of items, have a unit that issues them and a showing form that their fields fill. 证照种类检查 */
export function checkLicenceKinds(city: CityFolder): Found[] {
  const { kinds } = docOf<{ kinds: LicenceKind[] }>(city, path)
  const terms = new Set(docOf<{ licences: { code: string }[] }>(city, 'catalogues/service-terms.yaml').licences.map(({ code }) => code))
  const units = rowsOf(city, 'departments.csv')
  return kinds.flatMap((kind, at): Found[] => {
    const no = (says: string): Found => atPlace(city, path, ['kinds', at], `${kind.code}: ${says}`)
    return [
      ...(terms.has(kind.code) ? [] : [no('service-terms.yaml names no such licence')]), ...kindFaults(kind).map(no),
      ...kind.issued_by.levels.filter((level) => !units.some((unit) => unit.role === kind.issued_by.role && unit.level === level)).map((level) => no(`no unit of level ${level} has the role ${kind.issued_by.role}`)),
      ...repeatedIn(kind.fields, ({ code }) => code).map(([, code]) => no(`field ${code} occurs twice`)),
    ]
  }).concat((['code', 'letters', 'name'] as const).flatMap((key) => repeatedIn(kinds, (kind) => kind[key]).map(([at, value]) => atPlace(city, path, ['kinds', at], `${key} ${value} occurs twice`))), checkIssues(city, kinds))
}

const strangers = (condition: Condition, asked: ReadonlySet<string>): string[] => conditionsIn(condition).filter(({ field }) => !asked.has(field)).map(({ field }) => `its form has no field ${field}`)

/** What an approval issues is a kind of licence that the item's unit issues, each of its fields filled from the item's form. 出证检查 */
function checkIssues(city: CityFolder, kinds: readonly LicenceKind[]): Found[] {
  const terms = new Map(docOf<Terms>(city, 'catalogues/service-terms.yaml').audiences.map((one) => [one.code, one]))
  const onlyFirms = (audiences: readonly string[]): boolean => audiences.every((code) => (terms.get(code)?.applies ?? [terms.get(code)?.kind]).every((who) => who === 'firm'))
  const forms = new Map(filesUnder(city, 'catalogues/forms').map(({ content }) => [(content as FormSaid).form, content as FormSaid]))
  return filesUnder(city, 'catalogues/service-items').flatMap((file) => {
    const { department, items } = file.content as { department: string; items: ItemSaid[] }
    return items.flatMap(({ code, audiences, form, results = [] }, at) => results.flatMap(({ licence, issue }): Found[] => {
      if (!issue) return []
      const no = (says: string): Found => ({ path: file.path, line: file.lineOf(['items', at]), says: `${code}: ${says}` })
      const kind = kinds.find((one) => one.code === licence)
      if (!kind) return [no(`licence-kinds.yaml has no ${licence ?? 'kind without a name'}, so nothing can be issued`)]
      const asked = new Set(form && forms.has(form) ? fieldsOf(forms.get(form)!).map(({ field }) => field) : [])
      const [filled, wanted] = [Object.keys(issue.values).sort().join(), kind.fields.map((field) => field.code).sort().join()]
      return [
        ...(kind.issued_by.role === department ? [] : [no(`${kind.code} is issued by ${kind.issued_by.role}, not by ${department}`)]), ...(filled === wanted ? [] : [no(`the fields of ${kind.code} are ${wanted}`)]),
        ...(issue.founds ? [issue.founds.name.field, issue.founds.representative].filter((field) => !asked.has(field)).map((field) => no(`its form has no field ${field}`)) : []),
        ...(kind.holder === 'firm' && !issue.founds && !onlyFirms(audiences) ? [no(`${kind.code} is held by a firm, and people apply for this item`)] : []),
        ...(kind.holder !== 'firm' && onlyFirms(audiences) ? [no(`${kind.code} is held by a person, and firms apply for this item`)] : []),
        ...(issue.founds && kind.holder !== 'firm' ? [no(`${kind.code} is held by a person, and not by the firm that comes into being`)] : []),
        ...(issue.instead ? strangers(issue.instead, asked) : []).map(no),
        ...Object.entries(issue.values).flatMap(([name, source]) => {
          const field = kind.fields.find((one) => one.code === name)
          const options = field?.options
          if (!('field' in source)) return []
          if ((source.as === 'integer' && field?.type !== 'integer') || (source.as === 'month_end' && field?.type !== 'date')) return [no(`${name} is no ${source.as}`)]
          return [...(source.unless ? strangers(source.unless, asked) : []).map(no), ...(asked.has(source.field) ? [] : [no(`its form has no field ${source.field}`)]), ...[...(source.bands ?? []).map((band) => band.as), ...Object.values(source.map ?? {})].filter((as) => options && !options.includes(as)).map((as) => no(`${name} cannot be ${as}`))]
        }),
      ]
    }))
  })
}
