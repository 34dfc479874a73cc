import type { Deed } from '#base/deed'
import { scopeOf } from '#primitives/access'
import { divisionAt, divisionLine, divisionsUnder, isUnder, type Division } from '#primitives/place'
import { addressIn } from './address-words.ts'
import { findNames, makeGazetteer, type Gazetteer, type Hit } from './gazetteer.ts'

export type PlaceFound = { division: Division; share: number; said: string; sameName: boolean }

const made = new WeakMap<Division, Gazetteer>() // one for each state of the divisions: the city's own entry is new with each

async function gazetteer(deed: Deed): Promise<Gazetteer> {
  const city = (await divisionAt(deed, ''))!
  const known = made.get(city)
  if (known) return known
  const fresh = makeGazetteer(await divisionsUnder(deed, '', ['district', 'street', 'community']))
  made.set(city, fresh)
  return fresh
}

const depth = (path: string): number => path.split('/').length

/** Places that the words name, the likeliest first; whoever shares a name is shown beside the other, and none is picked. 地点候选 */
export async function findPlaces(deed: Deed, words: string, limit: number): Promise<{ places: PlaceFound[]; address: string }> {
  const hits = findNames(await gazetteer(deed), words)
  const scopes = scopeOf(deed, 'hotline.order.register')
  const scored = rank(hits).filter(({ division }) => scopes.some((scope) => isUnder(division.path, scope)))
  const whole = scored.reduce((sum, one) => sum + one.score, 0) + 0.08
  const places = scored.slice(0, limit).map(({ division, score, hit, sameName }) => ({ division, share: score / whole, said: hit.named.name, sameName }))
  return { places, address: addressIn(words, scored[0]?.hit) }
}

/** The lowest named places; one above that was named too speaks for those below it. */
function rank(hits: readonly Hit[]): { division: Division; score: number; hit: Hit; sameName: boolean }[] {
  const all = hits.flatMap((hit) => hit.named.divisions.map((division) => ({ division, hit })))
  const lowest = all.filter(({ division, hit }) => !all.some((other) => other.hit !== hit && other.division.path !== division.path && isUnder(other.division.path, division.path)))
  const scored = lowest.map(({ division, hit }) => {
    const speakers = hits.filter((other) => other !== hit)
    const above = speakers.filter((other) => other.named.divisions.some((one) => one.path !== division.path && isUnder(division.path, one.path))).length
    const against = speakers.filter((other) => other.named.divisions.every((one) => !isUnder(division.path, one.path) && !isUnder(one.path, division.path))).length
    return { division, hit, score: hit.named.weight * depth(division.path) * (1 + 3 * above) * 0.5 ** against }
  }).sort((a, b) => b.score - a.score || (a.division.path < b.division.path ? -1 : 1))
  const seen = new Set<string>()
  const unique = scored.filter(({ division }) => !seen.has(division.path) && Boolean(seen.add(division.path)))
  const best = unique[0]?.score ?? 0
  const near = unique.filter(({ score }) => score > best / 20)
  return near.map((one) => ({ ...one, sameName: near.filter((other) => other.hit === one.hit).length > 1 }))
}

/** Names of what lies above, for showing same names apart. */
export const parentsOf = async (deed: Deed, division: Division): Promise<string> => (await divisionLine(deed, division.path)).slice(0, -1).map(({ name }) => name).join(' ')
