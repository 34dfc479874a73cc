import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { doorRoutes } from './door/door-routes.ts'
import { routes } from './routes.ts'
import { counter } from './tables.ts'
import { endLeftVisits } from './visit/end-visit.ts'
import { fillRoutes } from './visit/fill-routes.ts'
import { inviteRatingOfVisit } from './visit/invite-rating-of-visit.ts'
import { holdings } from './counter-holdings.ts'

export { useCardReader } from './reader/card-reader.ts'

export const system: Home = {
  name: 'counter',
  chinese: '综合窗口',
  needs: ['account', 'application', 'booking', 'licence', 'payment', 'rating', 'service-item'],
  permissions: ['counter.visit.serve', 'counter.door.serve'],
  events: ['counter.visit_begun', 'counter.visit_ended', 'counter.handed_out'],
  listeners: [followMerge('counter', counter, [{ table: 'counter.visit', column: 'person_id' }, { table: 'counter.handout', column: 'person_id' }]), { name: 'counter.invite_rating', on: 'counter.visit_ended', perform: inviteRatingOfVisit }],
  routes: [routes, fillRoutes, doorRoutes],
  jobs: [{ name: 'counter.end_left_visits', everySeconds: 600, perform: endLeftVisits }],
  contributions: holdings,
}
