/** Fails when a city's data does not hold together: node scripts/check-city.ts [city]. 城市数据检查 */
import { join } from 'node:path'
import { checkCatalogue } from './city/check-catalogue.ts'
import { checkColumnSynonyms } from './city/check-column-synonyms.ts'
import { checkDivisions } from './city/check-divisions.ts'
import { checkCalendar, checkKinds } from './city/check-kinds.ts'
import { checkDataResources } from './city/check-data-resources.ts'
import { checkDepartmentSystems } from './city/check-department-systems.ts'
import { checkExchangeRules } from './city/check-exchange-rules.ts'
import { checkForms } from './city/check-forms.ts'
import { checkHalls } from './city/check-halls.ts'
import { checkKnowledge } from './city/check-knowledge.ts'
import { checkLicenceKinds } from './city/check-licence-kinds.ts'
import { checkPeople } from './city/check-people.ts'
import { checkRoles } from './city/check-roles.ts'
import { checkRules } from './city/check-rules.ts'
import { checkScenarios } from './city/check-scenarios.ts'
import { checkServiceItems } from './city/check-service-items.ts'
import { checkShapes } from './city/check-shapes.ts'
import { checkUnits } from './city/check-units.ts'
import { declaredPermissions } from './city/declared-permissions.ts'
import { type CityFolder, type Found, citiesIn, readCityFolder } from './city/city-files.ts'

const cities = join(import.meta.dirname, '../cities')
const schemas = join(cities, 'schema')

/** All faults of one city; what fits no schema is told alone, since nothing else can be said of it. */
export function faultsOfCity(city: CityFolder, declared: ReadonlyMap<string, ReadonlySet<string>> | null = null): Found[] {
  const shape = checkShapes(city)
  if (shape.length > 0) return shape
  return [checkDivisions, checkUnits, checkCatalogue, checkRules, checkPeople, checkKinds, checkCalendar, checkKnowledge, checkDataResources, checkExchangeRules, checkScenarios, checkColumnSynonyms, checkServiceItems, checkForms, checkDepartmentSystems, checkHalls, checkLicenceKinds].flatMap((check) => check(city)).concat(checkRoles(city, declared))
}

/** Reads cities/<name>, with the files of another folder laid over it. */
export const cityNamed = (name: string, over?: string): CityFolder => readCityFolder(join(cities, name), schemas, over)

if (import.meta.main) {
  const [only] = process.argv.slice(2).filter((word) => !word.startsWith('-'))
  const names = only ? [only] : citiesIn(cities)
  const declared = await declaredPermissions(join(import.meta.dirname, '../server'))
  for (const name of names) {
    const faults = faultsOfCity(cityNamed(name), declared)
    for (const { path, line, says } of faults) process.stderr.write(`cities/${name}/${path}:${line}: ${says}\n`)
    process.stdout.write(`${name}: ${faults.length} faults\n`)
    if (faults.length > 0) process.exitCode = 1
  }
}
