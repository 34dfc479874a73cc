export type Point = { longitude: number, latitude: number }
export type Ring = [number, number][]
/** Outer ring first, then holes. Rings need not be closed and may cross themselves. */
export type Polygon = Ring[]
export type Outline = { polygons: Polygon[], west: number, south: number, east: number, north: number }

/** How often a ring runs round the point; not zero = inside. Unlike even-odd, small loops of a simplified ring stay inside. */
function windings(ring: Ring, x: number, y: number): number {
  let count = 0
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [x1, y1] = ring[before]!
    const [x2, y2] = ring[at]!
    const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
    if (y1 <= y) { if (y2 > y && side > 0) count++ } else if (y2 <= y && side < 0) count--
  }
  return count
}

/** Draws the box round polygons, so that most points are told by four comparisons. */
export function outlineOf(polygons: Polygon[]): Outline {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const polygon of polygons) for (const [x, y] of polygon[0] ?? []) {
    west = Math.min(west, x); east = Math.max(east, x); south = Math.min(south, y); north = Math.max(north, y)
  }
  return { polygons, west, south, east, north }
}

/** True when the point lies inside one of the polygons and in none of its holes. 点在面内 */
export function contains(outline: Outline, point: Point): boolean {
  const { longitude: x, latitude: y } = point
  if (x < outline.west || x > outline.east || y < outline.south || y > outline.north) return false
  return outline.polygons.some(([outer, ...holes]) => outer !== undefined && windings(outer, x, y) !== 0 && holes.every((hole) => windings(hole, x, y) === 0))
}

const metresPerDegree = 111_195
/** Metres between two points, flat: right to a metre within a city. */
export function metresBetween(a: Point, b: Point): number {
  const east = (a.longitude - b.longitude) * Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180)
  return Math.hypot(east, a.latitude - b.latitude) * metresPerDegree
}

/** Metres from a point to the nearest edge of an outline. */
export function metresToEdge(outline: Outline, point: Point): number {
  const shrink = Math.cos((point.latitude * Math.PI) / 180)
  let nearest = Infinity
  for (const ring of outline.polygons.flat()) for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [ax, ay] = [(ring[before]![0] - point.longitude) * shrink, ring[before]![1] - point.latitude]
    const [dx, dy] = [(ring[at]![0] - point.longitude) * shrink - ax, ring[at]![1] - point.latitude - ay]
    const along = dx || dy ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy))) : 0
    nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy))
  }
  return nearest * metresPerDegree
}
