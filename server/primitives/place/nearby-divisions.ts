import type { Deed } from '#base/deed'
import { districtAt } from './district-at.ts'
import { divisionIndex, type Division } from './division-index.ts'
import { divisionsUnder } from './find-division.ts'
import { districtPath, isUnder, parentPath } from './paths.ts'
import { metresBetween, type Point } from './polygon.ts'
import { place, type Level } from './tables.ts'

export type Nearby = { division: Division, metres: number | null }
const reachDegrees = 0.05

/** Divisions of one level in the point's district (or under a path), nearest first by confirmed points and points of places; those without any come last, by code. 附近区划 */
export async function nearbyDivisions(deed: Deed, point: Point, level: Level, under?: string): Promise<Nearby[]> {
  const path = under ?? (await districtAt(deed, point))?.path
  if (path === undefined) return []
  const nearest = await nearestByDivision(deed, point, path)
  const found = (await divisionsUnder(deed, path, [level])).map((division) => ({ division, metres: nearest.get(division.path) ?? null }))
  return found.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || (a.division.path < b.division.path ? -1 : 1))
}

/** The least distance for each path that has a point at it or below it; a community's point speaks for its street too. */
async function nearestByDivision(deed: Deed, point: Point, under: string): Promise<Map<string, number>> {
  const index = await divisionIndex(deed)
  const nearest = new Map<string, number>()
  const hear = (path: string, metres: number): void => {
    for (let at = path; at.includes('/'); at = parentPath(at)) if (metres < (nearest.get(at) ?? Infinity)) nearest.set(at, metres)
  }
  for (const one of index.ordered) if (one.point && isUnder(one.path, under)) hear(one.path, metresBetween(point, one.point))
  const confirmed = await place(deed.tx).selectFrom('place.known_point').select(['division_code', 'longitude', 'latitude'])
    .where('district_path', '=', districtPath(under))
    .where('latitude', '>=', point.latitude - reachDegrees).where('latitude', '<=', point.latitude + reachDegrees)
    .where('longitude', '>=', point.longitude - reachDegrees).where('longitude', '<=', point.longitude + reachDegrees)
    .limit(5000).execute()
  for (const known of confirmed) {
    const division = index.byCode.get(known.division_code)
    if (division && isUnder(division.path, under)) hear(division.path, metresBetween(point, known))
  }
  return nearest
}
