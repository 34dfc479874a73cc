import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { divisionIndex, type Division, type DivisionIndex } from './division-index.ts'
import { cityToday, requireDivision } from './find-division.ts'
import { isUnder } from './paths.ts'
import { levelOrder, type Level } from './tables.ts'

export type Search = { text?: string | undefined, under?: string | undefined, levels?: readonly Level[] | undefined, limit?: number | undefined }

/** Paths within which an actor may look: where staff, units and devices have a grant; the whole city for anyone else. 可见范围 */
export function visibleScopes(deed: Deed): string[] {
  const { kind, grants, divisionPath } = deed.actor
  if (kind === 'person' || kind === 'anonymous' || kind === 'job') return ['']
  const paths = [...grants.map((grant) => grant.divisionPath), ...(divisionPath === null ? [] : [divisionPath])]
  return paths.filter((path, at) => paths.indexOf(path) === at && !paths.some((other) => other !== path && isUnder(path, other)))
}

/** True for divisions in one's scope, and for those that one's scope lies in. 可见 */
export const isVisible = (deed: Deed, path: string): boolean => visibleScopes(deed).some((scope) => isUnder(path, scope) || isUnder(scope, path))

/** Residents choose down to the community; grids are the desks' own. 可选层级 */
export const isOffered = (deed: Deed, one: Division, today: string): boolean =>
  (one.validTo === null || one.validTo >= today) && (one.level !== 'grid' || (deed.actor.kind !== 'person' && deed.actor.kind !== 'anonymous'))

/** Type-ahead over all levels by name, pinyin initials or code; children of `under` where nothing is typed. Same names are all shown, none is picked. 查找区划 */
export async function searchDivisions(deed: Deed, search: Search): Promise<Division[]> {
  const scopes = await scopesOf(deed, search.under)
  const index = await divisionIndex(deed)
  const today = await cityToday(deed)
  const fits = (one: Division): boolean =>
    isOffered(deed, one, today) && (!search.levels || search.levels.includes(one.level)) && scopes.some((scope) => isUnder(one.path, scope))
  const text = search.text?.trim().toLowerCase() ?? ''
  if (text === '') return startingPoints(index, scopes, search).filter(fits).slice(0, search.limit ?? 50)
  const found: { one: Division, rank: number }[] = []
  for (const one of index.ordered) {
    const rank = rankOf(one, text)
    if (rank !== null && fits(one)) found.push({ one, rank })
  }
  found.sort((a, b) => a.rank - b.rank || levelOrder.indexOf(a.one.level) - levelOrder.indexOf(b.one.level) || (a.one.code < b.one.code ? -1 : 1))
  return found.slice(0, search.limit ?? 50).map(({ one }) => one)
}

async function scopesOf(deed: Deed, under: string | undefined): Promise<string[]> {
  const own = visibleScopes(deed)
  if (under === undefined) return own
  const { path } = await requireDivision(deed, under)
  if (own.some((scope) => isUnder(path, scope))) return [path]
  throw forbidden('place.division_outside_scope', { division: under })
}

/** With nothing typed: what lies directly under the division asked for, or the tops of one's own scope. */
function startingPoints(index: DivisionIndex, scopes: string[], search: Search): Division[] {
  const tops = scopes.map((path) => index.byPath.get(path)).filter((one) => one !== undefined)
  return search.under === undefined && !(tops.length === 1 && tops[0]!.level === 'city') ? tops : tops.flatMap((top) => index.children.get(top.code) ?? [])
}

function rankOf(one: Division, text: string): number | null {
  const name = one.name.toLowerCase()
  if (one.code === text || name === text) return 0
  if (name.startsWith(text)) return 1
  if (one.initials === text) return 2
  if (one.initials.startsWith(text)) return 3
  if (text.length >= 3 && /^\d+$/.test(text) && one.code.startsWith(text)) return 3
  if (name.includes(text)) return 4
  return text.length >= 2 && one.initials.includes(text) ? 5 : null
}
