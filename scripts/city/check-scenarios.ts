import { type CityFolder, type Found, filesUnder, rowsOf } from './city-files.ts'

type Scenario = { id: string; name: string; lead: string; state: string; basis?: string; resources?: { code: string; by: string; fields: string[] }[]; matter_kinds?: string[]; rules?: string[]; indicators?: string[] }
type Entry = { code: string; name: string; share: string; modes: string[]; fields: { field: string; name: string; key?: boolean; mask?: string }[] }

/** A scenario is one department's; what is called ready can really be asked for, what is planned promises nothing. 共享应用场景检查 */
export function checkScenarios(city: CityFolder): Found[] {
  const units = new Set(rowsOf(city, 'departments.csv').map(({ id }) => id!))
  const entries = new Map(filesUnder(city, 'catalogues/data-resources').flatMap((file) => {
    const { unit = '', resources = [] } = (file.content ?? {}) as { unit?: string; resources?: Entry[] }
    return resources.map((one): [string, Entry & { unit: string }] => [one.code, { ...one, unit }])
  }))
  const kinds = new Set(filesUnder(city, 'matter-kinds').map((file) => (file.content as { kind?: string } | null)?.kind))
  const tables = new Set(filesUnder(city, 'rules').map((file) => (file.content as { table?: string } | null)?.table))
  const [found, ids, names]: [Found[], Set<string>, Set<string>] = [[], new Set(), new Set()]
  for (const file of filesUnder(city, 'scenarios'))
    ((file.content as { scenarios?: Scenario[] } | null)?.scenarios ?? []).forEach((one, at) => {
      const no = (says: string): void => void found.push({ path: file.path, line: file.lineOf(['scenarios', at]), says: `${one.name}: ${says}` })
      if (!units.has(one.lead)) no(`departments.csv has no unit ${one.lead}`)
      if (ids.has(one.id)) no(`the id ${one.id} is another's`)
      if (names.has(one.name)) no('the name is another\'s')
      ids.add(one.id)
      names.add(one.name)
      for (const kind of one.matter_kinds ?? []) if (!kinds.has(kind)) no(`there is no matter kind ${kind}`)
      for (const table of one.rules ?? []) if (!tables.has(table)) no(`there is no rule table ${table}`)
      if (one.state === 'planned' && (one.resources || one.matter_kinds || one.rules || one.indicators)) no('is planned and names what it uses: either it can be asked for, or it is not said')
      if (one.rules && !one.matter_kinds) no('names rules that decide in it, and no matter kind in which they would')
      if (one.state === 'data_ready' && !one.resources) no('is called ready and names no data')
      if (one.state === 'data_ready' && !one.basis) no('names no duty in law for which it needs data')
      for (const { code, by, fields } of one.resources ?? []) for (const says of faultsOfUse(entries.get(code), one.lead, code, by, fields)) no(says)
    })
  return found
}

function* faultsOfUse(entry: (Entry & { unit: string }) | undefined, lead: string, code: string, by: string, fields: readonly string[]): Generator<string> {
  if (!entry) return yield `the catalogue has no entry ${code}`
  if (entry.unit === lead) yield `${entry.name} is its lead's own: nobody asks oneself`
  if (entry.share === 'forbidden') yield `${entry.name} is not shared`
  if (!entry.modes.includes('query')) yield `${entry.name} is not given one at a time`
  if (!entry.fields.some((one) => one.field === by && one.key)) yield `${entry.name} has no key ${by}`
  for (const name of fields) {
    const field = entry.fields.find((one) => one.field === name)
    if (!field) yield `${entry.name} has no field ${name}`
    else if (field.mask === 'never') yield `${entry.name}: ${field.name} is given to nobody`
  }
}
