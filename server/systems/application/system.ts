import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { actions, KIND, permissions } from './application-actions.ts'
import { archiveClosed } from './archive/archive-closed.ts'
import { archiveRoutes } from './archive/archive-routes.ts'
import { loadArchive } from './archive/archive-settings.ts'
import { leakRoutes } from './leak/leak-routes.ts'
import { drawLetters } from './letter/draw-letters.ts'
import { listeners } from './listeners.ts'
import { ownApplications } from './own-applications.ts'
import { paperRoutes } from './paper/routes.ts'
import { proxyRoutes } from './proxy/proxy-routes.ts'
import { reviewRoutes } from './review/review-routes.ts'
import { routes } from './routes.ts'
import { loadLetters } from './letter-settings.ts'
import { application } from './tables.ts'
import { holdings } from './application-holdings.ts'

bindKind({ kind: KIND, actions, states: ['drafting', 'received', 'supplementing', 'supplied', 'reviewing', 'approved'], limits: ['notice', 'decide', 'deliver'] })

export const system: Home = {
  name: 'application',
  chinese: '办件',
  needs: ['account', 'exchange', 'licence', 'rating', 'service-item'],
  permissions: [...permissions],
  events: ['application.application.began', 'application.application.submitted', 'application.application.approved', 'application.application.refused', 'application.letter.written'],
  routes: [routes, reviewRoutes, paperRoutes, leakRoutes, proxyRoutes, archiveRoutes],
  listeners: [followMerge('application', application, [{ table: 'application.application', column: 'person_id' }, { table: 'application.proxy', column: 'agent_id', unique: ['application_id'] }]), ...listeners],
  jobs: [{ name: 'application.draw_letters', everySeconds: 5, perform: drawLetters }, { name: 'application.archive', everySeconds: 60, perform: archiveClosed }],
  seeds: [{ file: 'catalogues/letters.yaml', schema: 'letters', load: loadLetters }, { file: 'catalogues/archive.yaml', schema: 'archive', load: loadArchive }],
  contributions: [ownApplications, ...holdings],
}
