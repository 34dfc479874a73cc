import type { Home } from '#base/home'
import { accountRoutes } from './account/routes.ts'
import { loadCast } from './demo/load-cast.ts'
import { demoRoutes } from './demo/routes.ts'
import { factorRoutes } from './factor/routes.ts'
import { grantRoutes } from './grant/routes.ts'
import { keyRoutes } from './key/routes.ts'
import { loadRoles } from './load-roles.ts'
import { loadLimits, loadRetention } from './load-settings.ts'
import { purgeAccess } from './purge.ts'
import { sessionRoutes } from './session/routes.ts'
import { holdings } from './access-holdings.ts'

export const primitive: Home = {
  name: 'access',
  chinese: '权限',
  permissions: ['access.account.manage', 'access.grant.manage', 'access.key.manage', 'access.role.manage', 'access.session.end', 'access.trail.read'],
  events: ['access.granted', 'access.revoked', 'access.account_made', 'access.account_disabled', 'access.account_enabled', 'access.key_issued', 'access.key_revoked', 'access.phone_changed', 'access.account_merged', 'access.account_closed'],
  routes: [sessionRoutes, factorRoutes, accountRoutes, grantRoutes, keyRoutes, demoRoutes],
  jobs: [{ name: 'access.purge', everySeconds: 3600, perform: purgeAccess }],
  seeds: [
    { file: 'access.yaml', schema: 'access', load: loadLimits },
    { file: 'city.yaml', schema: 'city', load: loadRetention },
    { file: 'roles.yaml', schema: 'roles', load: loadRoles },
    { file: 'people.yaml', schema: 'people', demo: true, optional: true, load: loadCast },
  ],
  contributions: holdings,
}
