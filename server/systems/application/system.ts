import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { actions, KIND, permissions } from './application-actions.ts'
import { archiveClosed } from './archive/archive-closed.ts'
import { archiveRoutes } from './archive/archive-routes.ts'
import { loadArchive } from './archive/archive-settings.ts'
import { askStatuses } from './department/ask-statuses.ts'
import { departmentRoutes } from './department/department-routes.ts'
import { loadDepartmentSystems } from './department/department-settings.ts'
import { pushDue } from './department/push-due.ts'
import { takeStatuses } from './department/take-statuses.ts'
import { feeListeners } from './fee/follow-payment.ts'
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

bindKind({ kind: KIND, actions, states: ['drafting', 'received', 'supplementing', 'supplied', 'reviewing', 'paying', 'approved'], limits: ['notice', 'decide', 'deliver'] })

export { useDepartmentSystems } from './department/department-port.ts'

export const system: Home = {
  name: 'application',
  chinese: '办件',
  needs: ['account', 'exchange', 'licence', 'payment', 'rating', 'service-item'],
  permissions: [...permissions],
  events: ['application.application.began', 'application.application.submitted', 'application.application.approved', 'application.application.refused', 'application.letter.written'],
  routes: [routes, reviewRoutes, paperRoutes, leakRoutes, proxyRoutes, archiveRoutes, departmentRoutes],
  listeners: [followMerge('application', application, [{ table: 'application.application', column: 'person_id' }, { table: 'application.proxy', column: 'agent_id', unique: ['application_id'] }]), ...listeners, ...feeListeners],
  jobs: [
    { name: 'application.draw_letters', everySeconds: 5, perform: drawLetters }, { name: 'application.archive', everySeconds: 60, perform: archiveClosed },
    { name: 'application.push_to_department', everySeconds: 5, perform: pushDue },
    { name: 'application.ask_statuses', everySeconds: 60, perform: askStatuses }, { name: 'application.take_statuses', everySeconds: 5, perform: takeStatuses },
  ],
  seeds: [{ file: 'catalogues/letters.yaml', schema: 'letters', load: loadLetters }, { file: 'catalogues/archive.yaml', schema: 'archive', load: loadArchive }, { file: 'catalogues/department-systems.yaml', schema: 'department-systems', load: loadDepartmentSystems }],
  contributions: [ownApplications, ...holdings],
}
