import type { FeatureCollection, Point, Polygon, MultiPolygon } from 'geojson'

export type MapPoint = { id: string, longitude: number, latitude: number, title: string, text?: string, tone?: 'calm' | 'warn' | 'alert' }
export type Districts = FeatureCollection<Polygon | MultiPolygon, { code?: string, name?: string }>
export type Bounds = [number, number, number, number]

export const pointsOf = (points: readonly MapPoint[]): FeatureCollection<Point, MapPoint> => ({
  type: 'FeatureCollection',
  features: points.map(point => ({ type: 'Feature', properties: point, geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] } })),
})

/** The smallest box around everything, a little wider; null when there is nothing to draw. */
export const boundsOf = (points: readonly MapPoint[], districts: Districts | null): Bounds | null => {
  const pairs: number[][] = points.map(point => [point.longitude, point.latitude])
  if (pairs.length === 0) for (const feature of districts?.features ?? []) pairs.push(...(feature.geometry.type === 'Polygon' ? feature.geometry.coordinates.flat() : feature.geometry.coordinates.flat(2)))
  if (pairs.length === 0) return null
  const [xs, ys] = [pairs.map(pair => pair[0] ?? 0), pairs.map(pair => pair[1] ?? 0)]
  const low = (values: number[]): number => values.reduce((least, value) => Math.min(least, value))
  const high = (values: number[]): number => values.reduce((most, value) => Math.max(most, value))
  return [low(xs) - 0.004, low(ys) - 0.004, high(xs) + 0.004, high(ys) + 0.004]
}
