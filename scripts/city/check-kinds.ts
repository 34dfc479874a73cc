import { checkKind } from '../../server/primitives/matter/kind/check-kind.ts'
import type { Kind } from '../../server/primitives/matter/kind/kind-shape.ts'
import { type CityFolder, type Found, docOf, filesUnder, repeatedIn } from './city-files.ts'

/** Kinds of matter can be run to their end by somebody, and ask only for permissions that a role has. 事项类型检查 */
export function checkKinds(city: CityFolder): Found[] {
  const files = filesUnder(city, 'matter-kinds')
  const found: Found[] = repeatedIn(files, ({ content }) => (content as Kind).kind).map(([at, kind]) => ({ path: files[at]!.path, line: 1, says: `kind ${kind} stands in two files` }))
  const granted = new Set(docOf<{ roles?: { permissions: string[] }[] }>(city, 'roles.yaml').roles?.flatMap(({ permissions }) => permissions))
  for (const file of files) {
    const kind = file.content as Kind
    const no = (place: readonly string[], says: string): void => void found.push({ path: file.path, line: file.lineOf(place), says })
    for (const says of checkKind(kind)) no(placeOf(says), says)
    for (const [name, { permission }] of Object.entries(kind.roles)) if (permission !== undefined && !granted.has(permission)) no(['roles', name], `no role of roles.yaml may ${permission}, so nobody is ${name}`)
  }
  return found
}

/** The check says 'state x: …', 'action y: …' or 'limit z: …'. */
function placeOf(says: string): string[] {
  const [, what, name] = /^(state|action|limit) (\w+)/.exec(says) ?? []
  return what && name ? [`${what}s`, name] : ['start']
}

/** The calendar's years follow one another; an overridden day stands once. 日历检查 */
export function checkCalendar(city: CityFolder): Found[] {
  const found: Found[] = []
  for (const { path } of filesUnder(city, 'calendar')) {
    const { published = [], overrides = [] } = docOf<{ published?: { year: number }[]; overrides?: { on: string }[] }>(city, path)
    published.forEach(({ year }, at) => {
      if (at > 0 && year !== published[at - 1]!.year + 1) found.push({ path, line: city.files.get(path)!.lineOf(['published', at]), says: `${year} does not follow ${published[at - 1]!.year}` })
    })
    for (const [at, on] of repeatedIn(overrides, (one) => one.on)) found.push({ path, line: city.files.get(path)!.lineOf(['overrides', at]), says: `${on} occurs twice` })
  }
  return found
}
