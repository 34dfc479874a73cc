import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { actions, KIND, permissions, states } from './case-actions.ts'
import { caseRoutes } from './case/case-routes.ts'
import { listeners } from './listeners.ts'
import { publishFigures } from './publish-figures.ts'
import { loadSettings } from './rating-settings.ts'
import { routes } from './routes.ts'
import { rating } from './tables.ts'
import { holdings } from './rating-holdings.ts'

bindKind({ kind: KIND, actions, states })

export const system: Home = {
  name: 'rating',
  chinese: '好差评',
  needs: [],
  permissions: [...permissions],
  events: ['rating.rating.invited', 'rating.rating.given', 'rating.rating.withdrawn', 'rating.case.called', 'rating.case.passed_on', 'rating.case.answered', 'rating.case.ordered', 'rating.case.ended'],
  routes: [routes, caseRoutes],
  listeners: [followMerge('rating', rating, ['person_id', 'agent_id', 'rated_by'].map((column) => ({ table: 'rating.rating', column }))), ...listeners],
  jobs: [{ name: 'rating.publish_figures', everySeconds: 3600, perform: publishFigures }],
  seeds: [{ file: 'rating.yaml', schema: 'rating', load: loadSettings }],
  contributions: holdings,
}
