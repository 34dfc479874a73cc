import type { Home } from '#base/home'
import { divisionIndex } from './division-index.ts'
import { loadBoundaries } from './load-boundaries.ts'
import { loadCity } from './load-city.ts'
import { loadDivisions } from './load-divisions.ts'
import { routes } from './routes.ts'

export const primitive: Home = {
  name: 'place',
  chinese: '地点',
  permissions: ['place.grid.manage'],
  events: ['place.grid_made', 'place.grid_renamed', 'place.grid_retired'],
  routes: [routes],
  seeds: [
    { file: 'city.yaml', schema: 'city', load: loadCity },
    { file: 'divisions.csv', schema: 'divisions', load: loadDivisions },
    { file: 'boundaries.geojson', schema: 'boundaries', optional: true, load: loadBoundaries },
  ],
  async warm(deed) {
    await divisionIndex(deed, true)
  },
}
