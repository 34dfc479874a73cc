import type { Home } from '#base/home'
import { harvest } from './harvest.ts'
import { harvestedCatalogue } from './harvested-catalogue.ts'
import { routes } from './routes.ts'

export { useExistingExchange } from './platform-here.ts'

export const system: Home = {
  name: 'front',
  chinese: '既有平台前置',
  needs: ['exchange'],
  permissions: ['front.entry.read', 'front.department.map'],
  events: ['front.department_mapped'],
  routes: [routes],
  contributions: [harvestedCatalogue],
  jobs: [{ name: 'front.harvest', everySeconds: 600, perform: harvest }],
}
