import { type CityFolder, type Found, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

type Field = { name: string; field: string; grade: number; key?: boolean; personal?: string }
type Entry = { code: string; name: string; share: string; share_basis?: string; share_condition?: string; modes: string[]; open: string; personal: boolean; fields: Field[] }

/** The data catalogue keeps to the rules that its table keeps, and to those of grading: personal data are never free, an identity number is of the highest grade, one code is one entry. 数据目录检查 */
export function checkDataResources(city: CityFolder): Found[] {
  const units = new Set(rowsOf(city, 'departments.csv').map(({ id }) => id!))
  const found: Found[] = []
  const codes = new Map<string, string>()
  for (const file of filesUnder(city, 'catalogues/data-resources')) {
    const { unit = '', resources = [] } = (file.content ?? {}) as { unit?: string; resources?: Entry[] }
    const no = (at: number, says: string): void => void found.push({ path: file.path, line: file.lineOf(['resources', at]), says })
    if (!units.has(unit)) found.push({ path: file.path, line: 1, says: `departments.csv has no unit ${unit}` })
    if (!file.path.endsWith(`/${unit}.yaml`)) found.push({ path: file.path, line: 1, says: `the file of ${unit} is ${unit}.yaml` })
    for (const [at, name] of repeatedIn(resources, (one) => one.name)) no(at, `${unit} has two entries named ${name}`)
    resources.forEach((entry, at) => {
      const other = codes.get(entry.code)
      if (other) no(at, `code ${entry.code} is that of ${other}`)
      codes.set(entry.code, `${unit} ${entry.name}`)
      for (const says of faultsOf(entry)) no(at, `${entry.name}: ${says}`)
    })
  }
  return found
}

function* faultsOf({ share, share_basis, share_condition, modes, open, personal, fields }: Entry): Generator<string> {
  const sensitive = fields.some((one) => one.personal !== undefined && one.personal !== 'credit_code')
  if (sensitive !== personal) yield `personal is ${personal}, its fields say ${sensitive}`
  if (personal && share === 'unconditional') yield 'personal data are never shared without conditions'
  if (personal && open !== 'closed') yield 'personal data are never open'
  if (share === 'unconditional' && fields.some((one) => one.grade >= 3)) yield 'a field of grade 3 or 4 is not shared without conditions'
  if (open === 'open' && fields.some((one) => one.grade >= 2)) yield 'a field of grade 2 or more is not open'
  if (share !== 'unconditional' && !share_basis) yield 'names no law for its share type'
  if (share === 'conditional' && !share_condition) yield 'names no condition'
  if (share === 'forbidden' ? modes.length > 0 : modes.length === 0) yield share === 'forbidden' ? 'is not shared and so has no modes' : 'has no mode in which it is shared'
  if (!fields.some((one) => one.key)) yield 'has no field that is its key'
  for (const part of ['name', 'field'] as const) for (const [, value] of repeatedIn(fields, (one) => one[part])) yield `two fields are ${value}`
  for (const one of fields) if (one.personal === 'identity_number' && one.grade !== 4) yield `${one.name} is an identity number and of grade ${one.grade}`
}
