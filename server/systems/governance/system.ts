import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { bindKind } from '#primitives/matter'
import { makeDueBriefs } from './brief/make-due-briefs.ts'
import { briefRoutes } from './brief/routes.ts'
import { loadItems } from './catalogue/load-items.ts'
import { writeItems } from './catalogue/write-items.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { complaintActions, complaintPermissions, complaintRoutes } from './complaint/routes.ts'
import { duplicateRoutes } from './duplicate/routes.ts'
import { photoRoutes } from './incident/photo-routes.ts'
import { exportRoutes } from './export/routes.ts'
import { incidentRoutes } from './incident/routes.ts'
import { leakRoutes } from './leak/routes.ts'
import { publicationRoutes } from './publication/routes.ts'
import { statisticsRoutes } from './statistics/routes.ts'
import { eraseContacts } from './incident/erase-contacts.ts'
import { ownIncidents } from './incident/own-incidents.ts'
import { ratingListener } from './incident/invite-reporters.ts'
import { reporterListener } from './incident/tell-reporters.ts'
import { sampleListeners } from './sample/draw-sample.ts'
import { boundActions, incidentPermissions } from './incident/steps.ts'
import { closedIncidents } from './statistics/closed-incidents.ts'
import { whistleRoutes } from './whistle/routes.ts'
import { whistleActions, whistlePermissions } from './whistle/whistle-steps.ts'
import { orderListener } from './unit/note-order.ts'
import { unitRoutes } from './unit/routes.ts'
import { governance } from './tables.ts'
import { holdings } from './governance-holdings.ts'

bindKind({ kind: 'incident', actions: boundActions })
bindKind({ kind: 'worker_complaint', actions: complaintActions })
bindKind({ kind: 'whistle', actions: whistleActions })

export const system: Home = {
  name: 'governance',
  chinese: '一网统管',
  needs: ['rating'],
  permissions: [...incidentPermissions, ...complaintPermissions, ...whistlePermissions, 'governance.catalogue.read', 'governance.catalogue.edit', 'governance.publication.review', 'governance.statistics.read', 'governance.leak.read', 'governance.brief.read', 'governance.unit.connect'],
  events: ['governance.catalogue_changed', 'governance.incident_confirmed', 'governance.incident_published', 'governance.incident_withdrawn_from_public', 'governance.publication_declined', 'governance.whistle_repeated'],
  routes: [incidentRoutes, complaintRoutes, photoRoutes, duplicateRoutes, catalogueRoutes, publicationRoutes, statisticsRoutes, exportRoutes, leakRoutes, briefRoutes, whistleRoutes, unitRoutes],
  jobs: [
    { name: 'governance.briefs', everySeconds: 300, perform: makeDueBriefs },
    { name: 'governance.erase_contacts', everySeconds: 3600, perform: eraseContacts },
  ],
  listeners: [followMerge('governance', governance, [{ table: 'governance.statement', column: 'person_id' }]), reporterListener, ratingListener, orderListener, ...sampleListeners],
  seeds: [{ file: 'catalogues/incident-items.csv', schema: 'incident-items', load: loadItems, write: writeItems }],
  contributions: [closedIncidents, ownIncidents, ...holdings],
}
