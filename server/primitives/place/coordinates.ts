import gcoordModule from 'gcoord'
import type { Point } from './polygon.ts'

// Its types describe an ES module, node loads the CommonJS one.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

export type Crs = 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09'
export type Given = Point & { crs: Crs }
export type Box = { west: number, south: number, east: number, north: number }
export type CoordinateFault = 'coordinates_zero' | 'coordinates_out_of_range' | 'coordinates_swapped' | 'coordinates_outside_city'

const systems = { GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const
/** A little more than the box: outlines are simplified, and a report from the border is a report. */
const marginDegrees = 0.02
const inBox = (point: Point, box: Box): boolean =>
  point.longitude >= box.west - marginDegrees && point.longitude <= box.east + marginDegrees && point.latitude >= box.south - marginDegrees && point.latitude <= box.north + marginDegrees

/** Turns coordinates of a named system into WGS-84; CGCS2000 differs from it by less than a decimetre. 坐标转换 */
export function convertToWgs84({ longitude, latitude, crs }: Given): Point {
  if (crs === 'WGS84' || crs === 'CGCS2000') return { longitude, latitude }
  let [x, y] = gcoord.transform([longitude, latitude], systems[crs], gcoord.WGS84)
  // The package's way back stops within 1e-6 degrees, more than a decimetre: two steps with its exact way there take that off.
  for (let step = 0; step < 2; step++) {
    const [there, thereNorth] = gcoord.transform([x, y], gcoord.WGS84, systems[crs])
    x += longitude - there
    y += latitude - thereNorth
  }
  return { longitude: round(x), latitude: round(y) }
}
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** Judges coordinates against the city's box: the point in WGS-84, or the one reason for which it is none of ours. 坐标校验 */
export function judgeCoordinates(given: Given, box: Box): Point | { fault: CoordinateFault } {
  const { longitude, latitude } = given
  if (Math.abs(longitude) < 1e-6 && Math.abs(latitude) < 1e-6) return { fault: 'coordinates_zero' }
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return { fault: 'coordinates_out_of_range' }
  if (inBox({ longitude: latitude, latitude: longitude }, box) && !inBox(given, box)) return { fault: 'coordinates_swapped' }
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return { fault: 'coordinates_out_of_range' }
  const point = convertToWgs84(given)
  return inBox(point, box) ? point : { fault: 'coordinates_outside_city' }
}
