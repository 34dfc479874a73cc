import type { Home } from '#base/home'
import { formRoutes } from './form/form-routes.ts'
import { loadForm } from './form/load-forms.ts'
import { loadClocks, loadSpoken, loadTerms } from './item/load-item-settings.ts'
import { loadServiceItems } from './item/load-service-items.ts'
import { itemRoutes } from './item/routes.ts'
import { writeServiceItems } from './item/write-service-items.ts'
import { paperRoutes } from './paper/paper-routes.ts'
import { warmIndex } from './search/search-items.ts'
import { deskRoutes } from './sheet/desk-routes.ts'
import { loadTightenings, writeTightenings } from './tightening/load-tightenings.ts'

export const system: Home = {
  name: 'service-item',
  chinese: '政务服务事项',
  needs: ['exchange'],
  permissions: ['service_item.item.read', 'service_item.item.edit', 'service_item.item.tighten'],
  events: ['service_item.items_changed', 'service_item.tightened'],
  routes: [itemRoutes, formRoutes, paperRoutes, deskRoutes],
  warm: warmIndex,
  seeds: [
    { file: 'catalogues/legal-clocks.yaml', schema: 'legal-clocks', load: loadClocks },
    { file: 'catalogues/service-terms.yaml', schema: 'service-terms', load: loadTerms },
    { file: 'catalogues/spoken-words.yaml', schema: 'spoken-words', load: loadSpoken },
    { file: 'catalogues/service-items/*.yaml', schema: 'service-items', load: loadServiceItems, write: writeServiceItems },
    { file: 'catalogues/forms/*.yaml', schema: 'forms', optional: true, load: loadForm },
    { file: 'catalogues/service-tightenings.yaml', schema: 'service-tightenings', optional: true, load: loadTightenings, write: writeTightenings },
  ],
}
