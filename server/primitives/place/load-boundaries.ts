import type { Deed } from '#base/deed'
import { restamp } from './division-index.ts'
import type { Polygon } from './polygon.ts'
import { place } from './tables.ts'

type Collection = {
  source?: string, notice?: string, note?: string
  features: { properties: { code: string }, geometry: { type: 'Polygon', coordinates: Polygon } | { type: 'MultiPolygon', coordinates: Polygon[] } }[]
}

/** Takes boundaries.geojson in; outlines that left the file are forgotten. 边界入库 */
export async function loadBoundaries(deed: Deed, content: unknown): Promise<void> {
  const { features, source, notice, note } = content as Collection
  await place(deed.tx).deleteFrom('place.boundary').execute()
  for (const { properties, geometry } of features)
    await place(deed.tx).insertInto('place.boundary').values({
      division_code: properties.code, source: source ?? '', notice: notice ?? note ?? '',
      polygons: JSON.stringify(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates),
    }).execute()
  await restamp(deed)
}
