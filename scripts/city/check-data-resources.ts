import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CityFolder, type Found, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

type Field = { name: string; field: string; type: string; length?: number; required?: boolean; key?: boolean; grade: number; level?: string; personal?: string; mask?: string; division?: true }
type Entry = { code: string; name: string; library?: string; theme: string; format: string; contribution?: string; share: string; share_basis?: string; share_condition?: string; modes: string[]; open: string; cycle: string; personal: boolean; fields: Field[] }
/** The numbers of libraries and themes in a code are their places in the schema. */
type Numbers = { library: string[]; theme: string[] }
const sensitive = ['identity_number', 'health', 'bank_card', 'location']

/** An entry is one unit's, says its law and its key, and is shared no wider than its gravest field allows; each base library has some. 数据目录检查 */
export function checkDataResources(city: CityFolder): Found[] {
  const units = new Set(rowsOf(city, 'departments.csv').map(({ id }) => id!))
  const numbers = numbersOf(city)
  const found: Found[] = []
  const codes = new Map<string, string>()
  const owners = new Map<string, string>()
  const filled = new Set<string | undefined>()
  const keepers = new Map<string, string>()
  for (const file of filesUnder(city, 'catalogues/data-resources')) {
    const { unit = '', resources = [] } = (file.content ?? {}) as { unit?: string; resources?: Entry[] }
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
      filled.add(entry.library)
      for (const says of [...faultsOfCode(entry, numbers), ...faultsOfSharing(entry), ...faultsOfFields(entry)]) no(at, `${entry.name}: ${says}`)
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

function* faultsOfCode({ code, library, theme }: Entry, numbers: Numbers): Generator<string> {
  const due = (place: number): string => String(place + 1).padStart(2, '0')
  if ((code[0] === '1') !== (library !== undefined)) yield 'an entry of class 1 基础 belongs to a library, another does not'
  else if (library !== undefined && code.slice(1, 3) !== due(numbers.library.indexOf(library))) yield `digits 2 and 3 of library ${library} are ${due(numbers.library.indexOf(library))}`
  if (code[0] === '2' && code.slice(1, 3) !== due(numbers.theme.indexOf(theme))) yield `digits 2 and 3 of theme ${theme} are ${due(numbers.theme.indexOf(theme))}`
}

/** What an entry says about sharing does not contradict itself, nor what its fields say: 就高从严. */
function* faultsOfSharing({ format, contribution, share, share_basis, share_condition, modes, open, cycle, personal, fields }: Entry): Generator<string> {
  const about = fields.find((one) => one.personal !== undefined)
  const highest = Math.max(...fields.map(({ grade }) => grade))
  if ((about !== undefined) !== personal) yield `personal is ${personal}, its fields say ${about !== undefined}`
  if (personal && share === 'unconditional') yield 'personal data are never shared without conditions'
  if (personal && open !== 'closed') yield 'personal data are never open'
  if (share === 'unconditional' && highest >= 3) yield 'a field of grade 3 or 4 is not shared without conditions'
  if (share === 'conditional' && highest < 2) yield 'has a condition, but no field of grade 2 or more'
  if (share === 'forbidden' && highest < 4) yield 'is forbidden, but has no field of grade 4'
  if (open === 'open' && highest >= 2) yield 'a field of grade 2 or more is not open'
  if (open === 'open' && share !== 'unconditional') yield 'what is open to everybody is shared without conditions'
  if (open !== 'closed' && share === 'forbidden') yield 'what no unit gets, the public does not get'
  if (share !== 'unconditional' && !share_basis) yield 'names no law for its share type'
  if ((share === 'conditional') !== !!share_condition) yield share === 'conditional' ? 'names no condition' : `is ${share} and so has no condition`
  if (share === 'forbidden' ? modes.length > 0 : modes.length === 0) yield share === 'forbidden' ? 'is not shared and so has no modes' : 'has no mode in which it is shared'
  if (format === 'file' && modes.some((mode) => mode !== 'delivery')) yield 'a file can only be delivered'
  if (format === 'file' && cycle === 'realtime') yield 'a file is never realtime'
  if (format === 'api' && modes.includes('delivery')) yield 'an api is asked, not delivered'
  if (contribution && (format !== 'api' || modes.some((mode) => mode !== 'query'))) yield 'is kept by a system of this platform: an api, asked one at a time'
  if (personal && modes.includes('page') && !fields.some(({ division }) => division)) yield 'is paged and personal, but has no field that names the division of a row'
  if (share !== 'forbidden' && fields.every(({ mask }) => mask === 'never')) yield 'is shared, but every field is masked never'
}

function* faultsOfFields({ share, open, fields }: Entry): Generator<string> {
  if (!fields.some((one) => one.key)) yield 'has no field that is its key'
  for (const part of ['name', 'field'] as const) for (const [, value] of repeatedIn(fields, (one) => one[part])) yield `two fields are ${value}`
  for (const { name, type, length, required, key, grade, level = 'general', personal, mask = 'full', division } of fields) {
    if (division && (type !== 'code' || personal)) yield `${name} is a division, so it is a code and not personal`
    if (key && !required) yield `${name} is part of the key and not required`
    if (length !== undefined && ['date', 'datetime', 'boolean'].includes(type)) yield `${name} is a ${type} and has no length`
    if (personal === 'identity_number' && grade !== 4) yield `${name} is an identity number and of grade ${grade}`
    else if (personal && sensitive.includes(personal) && grade !== 4) yield `${name} is sensitive (${personal}) and of grade ${grade}`
    else if (personal && grade === 1) yield `${name} is personal and of grade 1`
    if (personal === 'identity_number' && (mask === 'full' || mask === 'part')) yield `${name} is an identity number: it is compared or not given, never shown by default`
    if (share === 'forbidden' && mask !== 'never') yield `${name}: of a forbidden entry nothing is shown`
    if (level === 'general') continue
    if (grade !== 4) yield `${name} is ${level} and of grade ${grade}`
    if (mask === 'full') yield `${name} is ${level} and not shown whole by default`
    if (open !== 'closed') yield `${name} is ${level}, so the entry is closed`
    if (level === 'core' && share !== 'forbidden') yield `${name} is core, so the entry is forbidden`
  }
}
