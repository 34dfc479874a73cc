import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { judgeCoordinates, type Given } from './coordinates.ts'
import { divisionIndex, type Division } from './division-index.ts'
import { contains, metresToEdge, type Point } from './polygon.ts'

/** Outlines are simplified: a point this near to one still belongs to the city. */
const borderMetres = 500

/** The coordinates in WGS-84, or a refusal that says what is wrong with them: zero, swapped, out of range, outside the city. 坐标归一 */
export async function toWgs84(deed: Deed, given: Given): Promise<Point> {
  const { box, outlines } = await divisionIndex(deed)
  const judged = judgeCoordinates(given, box)
  if ('fault' in judged) throw invalid(`place.${judged.fault}`)
  if (outlines.size > 0 && !(await districtAt(deed, judged))) throw invalid('place.coordinates_outside_city')
  return judged
}

/** The district in whose outline the point lies; just outside all of them, the nearest; null further out. 坐标定区 */
export async function districtAt(deed: Deed, point: Point): Promise<(Division & { onBorder: boolean }) | null> {
  const { outlines, byCode } = await divisionIndex(deed)
  for (const [code, outline] of outlines) if (contains(outline, point)) return { ...byCode.get(code)!, onBorder: false }
  let nearest: { code: string, metres: number } | null = null
  for (const [code, outline] of outlines) {
    const metres = metresToEdge(outline, point)
    if (metres <= borderMetres && metres < (nearest?.metres ?? Infinity)) nearest = { code, metres }
  }
  return nearest ? { ...byCode.get(nearest.code)!, onBorder: true } : null
}
