import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { bindKind } from '#primitives/matter'
import { changeActions, changePermissions } from './change/change-steps.ts'
import { enforceChanges } from './change/enforce-changes.ts'
import { changeRoutes } from './change/routes.ts'
import { correctionActions, correctionPermissions } from './correction/correction-steps.ts'
import { correctionRoutes } from './correction/routes.ts'
import { watchJobs, watchRoutes } from './usage/watched-use.ts'
import { demandActions, demandPermissions } from './demand/demand-steps.ts'
import { demandRoutes } from './demand/routes.ts'
import { deliveryRoutes } from './delivery/routes.ts'
import { drawnRoutes } from './drawn/routes.ts'
import { checkContributions } from './fact/check-contributions.ts'
import { loadNegatives } from './list/load-negatives.ts'
import { listRoutes } from './list/routes.ts'
import { pageRoutes } from './page/routes.ts'
import { disposalActions, disputeActions, followupPermissions, provisionActions, withholdingActions } from './followup/followup-steps.ts'
import { followupRoutes } from './followup/routes.ts'
import { grantListeners } from './followup/watch-grants.ts'
import { requestActions, requestPermissions } from './request/request-steps.ts'
import { requestRoutes } from './request/routes.ts'
import { sandboxRoutes } from './sandbox/routes.ts'
import { rowRoutes } from './row/routes.ts'
import { loadResources } from './resource/load-resources.ts'
import { resourceRoutes } from './resource/routes.ts'
import { sheetRoutes } from './sheet/routes.ts'
import { meetUpstream } from './upstream/meet-upstream.ts'
import { upstreamRoutes } from './upstream/routes.ts'
import { ownLists } from './use/own-lists.ts'
import { useRoutes } from './use/routes.ts'
import { purgeUses } from './withholding/purge-uses.ts'
import { withholdingRoutes } from './withholding/routes.ts'
import { loadUseRules } from './withholding/use-rules.ts'
import { exchange } from './tables.ts'
import { holdings } from './exchange-holdings.ts'

export { useUpstream } from './upstream/upstream-port.ts'

bindKind({ kind: 'data_request', actions: requestActions, limits: ['use'] })
bindKind({ kind: 'data_demand', actions: demandActions, states: ['raised', 'named', 'promised', 'met', 'declined'] })
bindKind({ kind: 'catalogue_change', actions: changeActions, states: ['drafting', 'assessing', 'reviewing', 'notifying', 'waiting'], limits: ['effect'] })
bindKind({ kind: 'data_correction', actions: [...correctionActions, 'reopen'] })
bindKind({ kind: 'data_dispute', actions: disputeActions })
bindKind({ kind: 'data_disposal', actions: disposalActions })
bindKind({ kind: 'data_provision', actions: provisionActions })
bindKind({ kind: 'data_withholding', actions: withholdingActions, limits: ['withheld'] })

export const system: Home = {
  name: 'exchange',
  chinese: '信息资源统一共享交换平台',
  needs: [],
  permissions: [
    'exchange.catalogue.read', 'exchange.row.land', 'exchange.row.query', 'exchange.return.read', 'exchange.use.read', 'exchange.sandbox.use', 'exchange.sandbox.manage',
    ...requestPermissions, ...changePermissions, ...demandPermissions, ...correctionPermissions, ...followupPermissions,
  ],
  events: [
    'exchange.request_filed', 'exchange.granted', 'exchange.landed', 'exchange.delivered',
    'exchange.change_drafted', 'exchange.entry_changed', 'exchange.entry_withdrawn', 'exchange.demand_raised',
    'exchange.correction_asked', 'exchange.sandbox_granted', 'exchange.use_unusual', 'exchange.use_judged',
  ],
  routes: [
    resourceRoutes, requestRoutes, rowRoutes, deliveryRoutes, pageRoutes,
    changeRoutes, sheetRoutes, demandRoutes, listRoutes,
    correctionRoutes, useRoutes, followupRoutes, withholdingRoutes,
    sandboxRoutes, upstreamRoutes, drawnRoutes, ...watchRoutes,
  ],
  listeners: [followMerge('exchange', exchange, [{ table: 'exchange.correction', column: 'person_id' }]), ...grantListeners],
  jobs: [
    { name: 'exchange.enforce_changes', everySeconds: 60, perform: enforceChanges },
    { name: 'exchange.meet_upstream', everySeconds: 60, perform: meetUpstream },
    ...watchJobs,
    { name: 'exchange.purge_uses', everySeconds: 86_400, perform: purgeUses },
  ],
  seeds: [
    { file: 'catalogues/data-resources/*.yaml', schema: 'data-resources', load: loadResources }, { file: 'catalogues/negative-list.yaml', schema: 'negative-list', load: loadNegatives },
    { file: 'data-use.yaml', schema: 'data-use', load: loadUseRules },
  ],
  contributions: [...ownLists, ...holdings], warm: checkContributions,
}
