import { type CityFolder, type Found, type Row, atRow, docOf, repeatedIn, rowsOf } from './city-files.ts'
import { tableOf } from './check-rules.ts'

const path = 'catalogues/incident-items.csv'
const levels = ['grid', 'community', 'street', 'district', 'city']
const ownRoles = { grid: 'grid_worker', community: 'community_worker', street: 'street_desk' } as const
type City = { emergency?: { number: string }[]; catalogue?: { classes: number; kinds: number; items: number } }

/** Items are unique, lead somewhere at every level, name limits that exist; no phrase belongs to two items. 目录检查 */
export function checkCatalogue(city: CityFolder): Found[] {
  const items = rowsOf(city, path)
  const { emergency = [], catalogue } = docOf<City>(city, 'city.yaml')
  const limits = new Set(tableOf(city, 'limits')?.rows.map(({ when }) => when.limit as string) ?? [])
  const units = rowsOf(city, 'departments.csv')
  const roles = new Set(units.map(({ role }) => role!))
  const districts = rowsOf(city, 'divisions.csv').filter(({ level }) => level === 'district').length
  const inEvery = new Set([...roles].filter((role) => role === 'street_office' || units.filter((unit) => unit.role === role && unit.level === 'district').length === districts))
  const say = (at: number, says: string): Found => atRow(city, path, at, says)
  const found = [
    ...repeatedIn(items, ({ code }) => code!).map(([at, code]) => say(at, `code ${code} occurs twice`)),
    ...repeatedIn(items, ({ register, standard }) => (standard ? `${register} ${standard}` : '')).map(([at, key]) => say(at, `${key} occurs twice: the key of the standard is register and code`)),
    ...repeatedIn(items, ({ name }) => name!).map(([at, name]) => say(at, `two items are called ${name}`)),
    ...repeatedPhrases(items).map(([at, phrase, other]) => say(at, `the words ${phrase} belong to ${other} too`)),
    ...repeatedIn([...new Map(items.map((item) => [`${item.class} ${item.kind}`, item])).values()], ({ kind }) => kind!).map(([, kind]) => say(0, `kind ${kind} stands in two classes`)),
  ]
  items.forEach((item, at) => {
    const no = (says: string): void => void found.push(say(at, says))
    const leads = item.leads!.split(' ').map((lead) => lead.split('=') as [string, string])
    const due = levels.slice(levels.indexOf(item.ends_at!))
    if (leads.map(([level]) => level).join(' ') !== due.join(' ')) no(`leads must name ${due.join(', ')}, in this order`)
    for (const [level, role] of leads)
      if (level in ownRoles ? ownRoles[level as keyof typeof ownRoles] !== role : level === 'district' ? !inEvery.has(role) : !roles.has(role)) no(`no unit of level ${level} has the role ${role}`)
    for (const role of item.supporting!.split(' ').filter(Boolean)) if (!roles.has(role)) no(`no unit has the role ${role}`)
    for (const step of ['receive', 'handle', 'verify']) if (!limits.has(item[step]!)) no(`${step}: rules/limits.yaml has no row for ${item[step]}`)
    if ((item.code![0] === 'C') !== (item.register === 'component')) no('a component 部件 has a code with C, an event 事件 one with another letter')
    if (item.public === 'no' && (item.near_m !== '0' || item.near_h !== '0')) no('what is not public is never a duplicate: near_m and near_h must be 0')
    if ((item.near_m === '0') !== (item.near_h === '0')) no('near_m and near_h are both 0 or neither')
    if (item.urgency === 'emergency' && item.call === '') no('an emergency shows a number before the form')
    for (const number of item.call!.split(' ').filter(Boolean)) if (!emergency.some((known) => known.number === number)) no(`${number} is no emergency number of city.yaml`)
  })
  const counts = { classes: new Set(items.map((item) => item.class)).size, kinds: new Set(items.map(({ kind }) => kind)).size, items: items.length }
  for (const key of ['classes', 'kinds', 'items'] as const)
    if (catalogue && catalogue[key] !== counts[key]) found.push({ path, line: 1, says: `city.yaml says ${catalogue[key]} ${key}, here are ${counts[key]}` })
  return found
}

function repeatedPhrases(items: readonly Row[]): [number, string, string][] {
  const owner = new Map<string, string>()
  return items.flatMap((item, at) =>
    item.words!.split('；').flatMap((phrase): [number, string, string][] => {
      const other = owner.get(phrase)
      if (other === undefined) return owner.set(phrase, item.code!), []
      return [[at, phrase, other]]
    }))
}
