import type { Deed } from '#base/deed'
import { forbidden, notFound } from '#base/errors'
import { cityOf } from './city.ts'
import type * as contract from './contract.ts'
import { districtAt, toWgs84 } from './district-at.ts'
import type { Given } from './coordinates.ts'
import { divisionIndex, type Division } from './division-index.ts'
import { cityToday, divisionLine, findDivision, requireDivision } from './find-division.ts'
import { nearbyDivisions } from './nearby-divisions.ts'
import { isOffered, isVisible } from './search-divisions.ts'

/** A division as the wire shows it, with what lies above. 区划展示 */
export async function showDivision(deed: Deed, one: Division): Promise<contract.Division> {
  const { children } = await divisionIndex(deed)
  const today = await cityToday(deed)
  const below = (children.get(one.code) ?? []).filter((child) => isOffered(deed, child, today))
  const parents = (await divisionLine(deed, one.path)).slice(0, -1)
  const { code, name, level, kind, path, point, validFrom, validTo, version } = one
  return { code, name, level, kind, path, parents, point, validFrom, validTo, version, children: below.length }
}

/** One division; outside one's scope it is not found, as if it were unknown. 区划详情 */
export async function readDivision(deed: Deed, code: string): Promise<contract.Division> {
  const division = await findDivision(deed, code)
  if (!division || !isVisible(deed, division.path)) throw notFound('place.division_unknown', { division: code })
  return showDivision(deed, division)
}

/** What a point tells: the district for certain, and the streets or communities of one's scope to choose from, nearest first. 坐标反查 */
export async function placesAtPoint(deed: Deed, given: Given, streetCode?: string): Promise<contract.PlacesAtPoint> {
  const point = await toWgs84(deed, given)
  const district = await districtAt(deed, point)
  if (!district) throw notFound('place.district_unknown')
  const street = streetCode === undefined ? null : await requireDivision(deed, streetCode)
  if (street && !isVisible(deed, street.path)) throw forbidden('place.division_outside_scope', { division: street.code })
  const near = street ? await nearbyDivisions(deed, point, 'community', street.path) : await nearbyDivisions(deed, point, 'street', district.path)
  const choices = []
  for (const { division, metres } of near) if (isVisible(deed, division.path)) choices.push({ division: await showDivision(deed, division), metres: metres === null ? null : Math.round(metres) })
  return { point, district: await showDivision(deed, district), onBorder: district.onBorder, choices }
}

/** What everyone may know of the city. 城市信息 */
export async function readCity(deed: Deed): Promise<contract.City> {
  const { code, name, short_name, zone, hotline, brand, emergency, levels } = await cityOf(deed)
  const { west, south, east, north } = (await divisionIndex(deed)).box
  return {
    code, name, shortName: short_name ?? null, zone, hotline: hotline ?? null, brand: brand ?? {}, emergency: (emergency as Record<string, unknown>[] | undefined) ?? [],
    levels: levels.map((one) => ({ level: one.level, name: one.name })), bounds: { west, south, east, north },
  }
}

/** Outlines for a picture that carries its notice; not a map. 示意图边界 */
export async function readBoundaries(deed: Deed): Promise<contract.Boundaries> {
  const { outlines, byCode } = await divisionIndex(deed)
  const features = [...outlines].map(([code, { polygons }]) => ({
    type: 'Feature' as const, properties: { code, name: byCode.get(code)?.name ?? code }, geometry: { type: 'MultiPolygon' as const, coordinates: polygons },
  }))
  return { type: 'FeatureCollection', notice: [...outlines.values()][0]?.notice ?? '', features }
}
