import { checkTable } from '../../server/primitives/rule/check-table.ts'
import type { RuleTable } from '../../server/primitives/rule/table-shape.ts'
import { type CityFolder, type Found, atPlace, filesUnder, rowsOf } from './city-files.ts'

type Plain = string | number | boolean
type Cell = Plain | Plain[] | { within?: string | string[] }
export type Table = { table: string; rows: { row: number; when: Record<string, Cell>; then: Record<string, unknown> }[] }

/** The rule table of this name. */
export const tableOf = (city: CityFolder, name: string): (Table & { path: string }) | null => {
  for (const { path, content } of filesUnder(city, 'rules')) if ((content as Table | null)?.table === name && Array.isArray((content as Table).rows)) return { ...(content as Table), path }
  return null
}
const listOf = (cell: Cell | undefined): Plain[] => (cell === undefined ? [] : Array.isArray(cell) ? cell : typeof cell === 'object' ? [] : [cell])

/** Tables hold by themselves, their own examples too; dispatch rules name items, places and roles that exist, and give every item the lead that the catalogue says. 规则检查 */
export function checkRules(city: CityFolder): Found[] {
  const found: Found[] = filesUnder(city, 'rules').flatMap(({ path, content }) => checkTable(content as RuleTable).map((says) => ({ path, line: lineOfRow(city, path, says), says })))
  for (const name of ['dispatch', 'limits']) if (!tableOf(city, name)) found.push({ path: 'rules', line: 1, says: `no file in rules/ holds the table ${name}` })
  const dispatch = tableOf(city, 'dispatch')
  if (!dispatch) return found
  const items = rowsOf(city, 'catalogues/incident-items.csv')
  const codes = new Set(items.map(({ code }) => code!))
  const roles = new Set(rowsOf(city, 'departments.csv').map(({ role }) => role!))
  const divisions = rowsOf(city, 'divisions.csv')
  const parents = new Map(divisions.map(({ code, parent_code }) => [code!, parent_code!]))
  const top = divisions.find(({ level }) => level === 'city')?.code
  const general = new Map<string, string>()
  dispatch.rows.forEach((row, at) => {
    const no = (says: string): void => void found.push(atPlace(city, dispatch.path, ['rows', at], `row ${row.row}: ${says}`))
    for (const item of listOf(row.when.item)) if (!codes.has(String(item))) no(`${item} is no item of the catalogue`)
    for (const role of [row.then.lead, ...((row.then.supporting as string[] | undefined) ?? [])]) if (!roles.has(String(role))) no(`no unit has the role ${String(role)}`)
    const place = row.when.place
    for (const path of placesOf(place)) if (!pathHolds(path, parents, top)) no(`${path} is no path of divisions`)
    if (place === undefined) for (const level of listOf(row.when.level)) for (const item of listOf(row.when.item)) if (!general.has(`${level} ${item}`)) general.set(`${level} ${item}`, String(row.then.lead))
  })
  for (const [at, item] of items.entries())
    for (const [level, role] of item.leads!.split(' ').map((lead) => lead.split('=') as [string, string]))
      if (['district', 'city'].includes(level) && general.get(`${level} ${item.code}`) !== role)
        found.push({ path: 'catalogues/incident-items.csv', line: city.files.get('catalogues/incident-items.csv')!.lineOf([at]), says: `${item.code} leads to ${role} at ${level}, ${dispatch.path} says ${general.get(`${level} ${item.code}`) ?? 'nothing'}` })
  return found
}

/** The engine says 'row 30, item: …' or 'example 2: …'; the file knows where that stands. */
function lineOfRow(city: CityFolder, path: string, says: string): number {
  const { rows } = city.files.get(path)!.content as RuleTable
  const [, what, number] = /^(row|example) (\d+)/.exec(says) ?? []
  return city.files.get(path)!.lineOf(what === 'row' ? ['rows', rows.findIndex(({ row }) => row === Number(number))] : what === 'example' ? ['examples', Number(number) - 1] : ['table'])
}

const placesOf = (place: Cell | undefined): string[] =>
  place === undefined ? [] : typeof place === 'object' && !Array.isArray(place) ? [place.within ?? []].flat() : listOf(place).map(String)

function pathHolds(path: string, parents: ReadonlyMap<string, string>, top: string | undefined): boolean {
  const parts = path.split('/')
  return parts.every((code, at) => parents.get(code) === (at === 0 ? top : parts[at - 1]))
}
