import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { deliveryRoutes } from './delivery/routes.ts'
import { checkContributions } from './fact/check-contributions.ts'
import { pageRoutes } from './page/routes.ts'
import { requestActions, requestPermissions } from './request/request-steps.ts'
import { requestRoutes } from './request/routes.ts'
import { rowRoutes } from './row/routes.ts'
import { loadResources } from './resource/load-resources.ts'
import { resourceRoutes } from './resource/routes.ts'

bindKind({ kind: 'data_request', actions: requestActions, limits: ['use'] })

export const system: Home = {
  name: 'exchange',
  chinese: '信息资源统一共享交换平台',
  needs: [],
  permissions: ['exchange.catalogue.read', ...requestPermissions, 'exchange.row.land', 'exchange.row.query'],
  events: ['exchange.request_filed', 'exchange.granted', 'exchange.landed', 'exchange.delivered'],
  routes: [resourceRoutes, requestRoutes, rowRoutes, deliveryRoutes, pageRoutes],
  seeds: [{ file: 'catalogues/data-resources/*.yaml', schema: 'data-resources', load: loadResources }],
  warm: checkContributions,
}
