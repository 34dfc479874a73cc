import { kindFaults, type LicenceKind } from '../../server/systems/licence/licence-kinds.ts'
import { type CityFolder, type Found, atPlace, docOf, repeatedIn, rowsOf } from './city-files.ts'

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
  }).concat((['code', 'letters', 'name'] as const).flatMap((key) => repeatedIn(kinds, (kind) => kind[key]).map(([at, value]) => atPlace(city, path, ['kinds', at], `${key} ${value} occurs twice`))))
}
