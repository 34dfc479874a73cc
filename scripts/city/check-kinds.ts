import { type CityFolder, type Found, docOf, filesUnder, repeatedIn } from './city-files.ts'

type Kind = {
  kind: string; start: string; other_starts?: string[]; whole?: string
  roles: Record<string, { permission?: string }>; limits: Record<string, unknown>; counters?: Record<string, unknown>
  states: Record<string, { limit?: string; usual?: string; final?: boolean }>
  actions: Record<string, { from: string[]; to?: string; by: string[]; limits?: string[]; guards?: Record<string, unknown>[]; effects?: (string | { count?: string })[] }>
}

/** Names inside a kind of matter meet; whether it can be run to its end is judged when it is published (#primitives/matter). 事项类型检查 */
export function checkKinds(city: CityFolder): Found[] {
  const files = filesUnder(city, 'matter-kinds')
  const found: Found[] = repeatedIn(files, ({ content }) => (content as Kind | null)?.kind ?? '').map(([at, kind]) => ({ path: files[at]!.path, line: 1, says: `kind ${kind} stands in two files` }))
  for (const file of files) {
    const kind = file.content as Kind | null
    if (!kind?.states || !kind.actions) continue
    const no = (place: (string | number)[], says: string): void => void found.push({ path: file.path, line: file.lineOf(place), says })
    const known = (what: object | undefined, name: string | undefined, place: (string | number)[], says: string): void => {
      if (name !== undefined && !(name in (what ?? {}))) no(place, `${name} is no ${says} of this kind`)
    }
    for (const name of [kind.start, ...(kind.other_starts ?? [])]) known(kind.states, name, ['start'], 'state')
    known(kind.limits, kind.whole, ['whole'], 'limit')
    for (const [name, { limit, usual, final }] of Object.entries(kind.states)) {
      known(kind.limits, limit, ['states', name], 'limit')
      known(kind.actions, usual, ['states', name], 'action')
      const leaving = Object.values(kind.actions).filter(({ from, to }) => from.includes(name) && to !== undefined && to !== name)
      if (!final && leaving.length === 0) no(['states', name], `nothing leads out of ${name}`)
    }
    for (const [name, action] of Object.entries(kind.actions)) {
      const place = ['actions', name]
      for (const state of action.from) known(kind.states, state, place, 'state')
      if (action.to !== 'before') known(kind.states, action.to, place, 'state')
      for (const role of action.by) known(kind.roles, role, place, 'role')
      for (const limit of action.limits ?? []) known(kind.limits, limit, place, 'limit')
      for (const effect of action.effects ?? []) if (typeof effect === 'object') known(kind.counters, effect.count, place, 'counter')
    }
  }
  return found
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
