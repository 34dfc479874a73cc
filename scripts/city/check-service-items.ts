import { judgeItem, lawOf } from '../../server/systems/service-item/item/judge-item.ts'
import type { ClockBook, ItemSaid, Terms, TighteningLine } from '../../server/systems/service-item/item/item-said.ts'
import { judgeTightening, tightened } from '../../server/systems/service-item/tightening/judge-tightening.ts'
import type { SpokenWords } from '../../server/systems/service-item/search/spoken-words.ts'
import { type CityFolder, type Found, atPlace, docOf, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

type Part = { department: string; items: readonly ItemSaid[] }
const clocksPath = 'catalogues/legal-clocks.yaml'
const spokenPath = 'catalogues/spoken-words.yaml'
const tighteningsPath = 'catalogues/service-tightenings.yaml'

/** Items are judged as a desk judges them: no promise beyond the law, nobody shut out; every word, unit, data resource and division they name is there; a district only does better. 事项检查 */
export function checkServiceItems(city: CityFolder): Found[] {
  const clocks = docOf<ClockBook>(city, clocksPath)
  const terms = docOf<Terms>(city, 'catalogues/service-terms.yaml')
  const roles = new Set(rowsOf(city, 'departments.csv').map(({ role }) => role!))
  const resources = new Set(filesUnder(city, 'catalogues/data-resources').flatMap(({ content }) => (content as { resources: { code: string }[] }).resources.map(({ code }) => code)))
  const found: Found[] = []
  const items = new Map<string, ItemSaid>()
  const names = new Map<string, string>()
  for (const [at, code] of repeatedIn(clocks.clocks, (one) => one.code)) found.push(atPlace(city, clocksPath, ['clocks', at], `clock ${code} occurs twice`))
  clocks.acts.forEach(({ code, remedies }, at) => { for (const remedy of remedies) if (!clocks.remedies.some((one) => one.code === remedy)) found.push(atPlace(city, clocksPath, ['acts', at], `act ${code}: there is no remedy ${remedy}`)) })
  for (const file of filesUnder(city, 'catalogues/service-items')) {
    const { department, items: own } = file.content as Part
    const no = (at: number, says: string): void => void found.push({ path: file.path, line: file.lineOf(['items', at]), says })
    if (!roles.has(department)) found.push({ path: file.path, line: 1, says: `no unit of departments.csv has the role ${department}` })
    if (!file.path.endsWith(`/${department.replaceAll('_', '-')}.yaml`)) found.push({ path: file.path, line: 1, says: `the file of ${department} is ${department.replaceAll('_', '-')}.yaml` })
    own.forEach((item, at) => {
      if (items.has(item.code)) no(at, `item ${item.code} occurs twice`)
      if (names.has(item.name)) no(at, `two items are called ${item.name}`)
      items.set(item.code, item)
      names.set(item.name, item.code)
      for (const { field, code, value } of judgeItem(item, { clocks, terms })) no(at, `${item.code}: ${field}: ${code} ${value}`.trim())
      for (const code of [...(item.materials ?? []).flatMap(({ from }) => from?.resource ?? []), ...(item.conditions ?? []).flatMap(({ resource }) => resource ?? [])]) if (!resources.has(code)) no(at, `${item.code}: the data catalogue has no entry ${code}`)
    })
  }
  return [...found, ...checkTightenings(city, items, clocks), ...checkSpoken(city, items, terms)]
}

function checkTightenings(city: CityFolder, items: ReadonlyMap<string, ItemSaid>, clocks: ClockBook): Found[] {
  const lines = docOf<TighteningLine[]>(city, tighteningsPath)
  if (!Array.isArray(lines)) return []
  const parents = new Map(rowsOf(city, 'divisions.csv').map(({ code, parent_code }) => [code!, parent_code!]))
  const known = new Map(lines.map((line) => [`${line.division} ${line.item}`, line]))
  const above = (item: ItemSaid, division: string): ItemSaid => {
    const parent = parents.get(division) ?? ''
    if (parent === '') return item
    const over = above(item, parent)
    const said = known.get(`${parent} ${item.code}`)
    return said ? tightened(over, said, law(item)) : over
  }
  const law = (item: ItemSaid) => { const clock = clocks.clocks.find(({ code }) => code === item.clock); return clock ? lawOf(clock, Boolean(item.joint)) : null }
  const no = (at: number, says: string): Found => atPlace(city, tighteningsPath, [at], says)
  return lines.flatMap((line, at): Found[] => {
    const item = items.get(line.item)
    if (!item) return [no(at, `there is no item ${line.item}`)]
    if (!parents.has(line.division)) return [no(at, `there is no division ${line.division}`)]
    return judgeTightening(above(item, line.division), line, law(item)).map(({ field, code, value }) => no(at, `${line.item} in ${line.division}: ${field}: ${code} ${value}`.trim()))
  }).concat(repeatedIn(lines, ({ item, division }) => `${division} ${item}`).map(([at, key]) => no(at, `${key} occurs twice`)))
}

function checkSpoken(city: CityFolder, items: ReadonlyMap<string, ItemSaid>, terms: Terms): Found[] {
  const { people, wants, means } = docOf<SpokenWords>(city, spokenPath)
  const has = (list: readonly { code: string }[], code: string): boolean => list.some((one) => one.code === code)
  const no = (place: (string | number)[], says: string): Found => atPlace(city, spokenPath, place, says)
  return [
    ...people.flatMap(({ audience }, at) => (audience && !has(terms.audiences, audience) ? [no(['people', at], `there is no audience ${audience}`)] : [])),
    ...wants.flatMap(({ gives }, at) => (has(terms.gives, gives) ? [] : [no(['wants', at], `nothing gives ${gives}`)])),
    ...means.flatMap(({ audience, events = [], items: own = [] }, at) => [
      ...(audience && !has(terms.audiences, audience) ? [no(['means', at], `there is no audience ${audience}`)] : []), ...events.filter((one) => !has(terms.events, one)).map((one) => no(['means', at], `there is no life event ${one}`)),
      ...own.filter((one) => !items.has(one)).map((one) => no(['means', at], `there is no item ${one}`)),
    ]),
  ]
}
