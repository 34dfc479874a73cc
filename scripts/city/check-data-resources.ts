import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { entryFaults } from '../../server/systems/exchange/change/entry-faults.ts'
import { entryOf, type EntryLine } from '../../server/systems/exchange/resource/entry.ts'
import { type CityFolder, type Found, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

/** The numbers of libraries and themes in a code are their places in the schema. */
type Numbers = { library: string[]; theme: string[] }
/** What the desk says to a department that drafts such an entry. */
const words = (parse(readFileSync(join(import.meta.dirname, '../../web/systems/exchange/texts.en.yaml'), 'utf8')) as { entry: { fault: Readonly<Record<string, string>> } }).entry.fault

/** An entry is one unit's, under its code, and is judged as one that a department drafts at the desk; each base library has some. 数据目录检查 */
export function checkDataResources(city: CityFolder): Found[] {
  const units = new Set(rowsOf(city, 'departments.csv').map(({ id }) => id!))
  const numbers = numbersOf(city)
  const found: Found[] = []
  const codes = new Map<string, string>()
  const owners = new Map<string, string>()
  const filled = new Set<string>()
  const keepers = new Map<string, string>()
  for (const file of filesUnder(city, 'catalogues/data-resources')) {
    const { unit = '', resources = [] } = (file.content ?? {}) as { unit?: string; resources?: EntryLine[] }
    const no = (at: number, says: string): void => void found.push({ path: file.path, line: file.lineOf(['resources', at]), says })
    if (!units.has(unit)) found.push({ path: file.path, line: 1, says: `departments.csv has no unit ${unit}` })
    if (!file.path.endsWith(`/${unit}.yaml`)) found.push({ path: file.path, line: 1, says: `the file of ${unit} is ${unit}.yaml` })
    for (const [at, name] of repeatedIn(resources, (one) => one.name)) no(at, `${unit} has two entries named ${name}`)
    const number = resources[0]?.code.slice(3, 6) ?? ''
    if (owners.has(number)) no(0, `digits 4 to 6 of its codes, ${number}, are those of ${owners.get(number)}`)
    owners.set(number, unit)
    resources.forEach((entry, at) => {
      const other = codes.get(entry.code)
      if (other) no(at, `code ${entry.code} is that of ${other}`)
      if (entry.code.slice(3, 6) !== number) no(at, `${entry.name}: digits 4 to 6 of a code of ${unit} are ${number}`)
      codes.set(entry.code, `${unit} ${entry.name}`)
      if (entry.contribution && keepers.has(entry.contribution)) no(at, `${entry.name}: ${entry.contribution} is ${keepers.get(entry.contribution)} already`)
      if (entry.contribution) keepers.set(entry.contribution, entry.name)
      if (entry.library) filled.add(entry.library)
      for (const says of [...faultsOfCode(entry, numbers), ...entryFaults(entryOf(unit, entry)).map(({ field, code }) => `${field === null ? '' : `${field}: `}${words[code] ?? code}`)]) no(at, `${entry.name}: ${says}`)
    })
  }
  for (const library of numbers.library) if (!filled.has(library)) found.push({ path: 'catalogues/data-resources', line: 1, says: `no entry belongs to the base library ${library}` })
  return found
}

function numbersOf(city: CityFolder): Numbers {
  const schema = JSON.parse(readFileSync(join(city.schemas, 'data-resources.schema.json'), 'utf8')) as { properties: { resources: { items: { properties: Record<keyof Numbers, { enum: string[] }> } } } }
  const { library, theme } = schema.properties.resources.items.properties
  return { library: library.enum, theme: theme.enum }
}

function* faultsOfCode({ code, library, theme }: EntryLine, numbers: Numbers): Generator<string> {
  const due = (place: number): string => String(place + 1).padStart(2, '0')
  if ((code[0] === '1') !== !!library) yield 'an entry of class 1 基础 belongs to a library, another does not'
  else if (library && code.slice(1, 3) !== due(numbers.library.indexOf(library))) yield `digits 2 and 3 of library ${library} are ${due(numbers.library.indexOf(library))}`
  if (code[0] === '2' && code.slice(1, 3) !== due(numbers.theme.indexOf(theme))) yield `digits 2 and 3 of theme ${theme} are ${due(numbers.theme.indexOf(theme))}`
}
