import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { bridgeCalls } from './call/bridge-calls.ts'
import { putThrough } from './call/put-through.ts'
import { callRoutes } from './call/routes.ts'
import { endLeftFilings } from './filing/find-filing.ts'
import { heldFilings } from './filing/filing-holdings.ts'
import { filingRoutes } from './filing/routes.ts'
import { loadNotTaken } from './candidates/not-taken.ts'
import { candidateRoutes } from './candidates/routes.ts'
import { loadArticles } from './knowledge/load-articles.ts'
import { remindReviews } from './knowledge/remind-reviews.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { followIncident } from './order/follow-incident.ts'
import { matterKinds } from './order/kinds.ts'
import { heldCalls, ownCalls } from './order/own-orders.ts'
import { orderActions, orderPermissions } from './order/order-steps.ts'
import { orderRoutes } from './order/routes.ts'
import { widenWords, withdrawWords } from './order/share-words.ts'
import { hotline } from './tables.ts'

export { useTelephony } from './telephony.ts'

for (const kind of matterKinds) bindKind({ kind, actions: orderActions })

export const system: Home = {
  name: 'hotline',
  chinese: '政务服务便民热线',
  needs: ['account', 'application', 'governance', 'rating', 'service-item'],
  permissions: [...orderPermissions, 'hotline.call.take', 'hotline.call.file', 'hotline.knowledge.read', 'hotline.knowledge.edit', 'hotline.knowledge.approve'],
  events: [
    'hotline.order_registered', 'hotline.incident_linked', 'hotline.support_asked', 'hotline.call_ended', 'hotline.call_transferred', 'hotline.caller_dialled',
    'hotline.article_written', 'hotline.article_approved', 'hotline.article_sent_back', 'hotline.article_reviewed', 'hotline.review_due',
  ],
  routes: [callRoutes, filingRoutes, candidateRoutes, orderRoutes, knowledgeRoutes],
  listeners: [
    followMerge('hotline', hotline, [{ table: 'hotline.filing', column: 'person_id' }, { table: 'hotline.filed', column: 'person_id' }]),
    { name: 'hotline.withdraw_words', on: 'matter.advanced', where: { kind: matterKinds }, perform: withdrawWords },
    { name: 'hotline.widen_words', on: 'hotline.support_asked', perform: widenWords },
    { name: 'hotline.follow_incident', on: 'matter.advanced', where: { kind: ['incident'], final: [true] }, perform: followIncident },
  ],
  jobs: [
    { name: 'hotline.put_through', everySeconds: 1, perform: putThrough },
    { name: 'hotline.bridge_calls', everySeconds: 1, perform: bridgeCalls },
    { name: 'hotline.end_left_filings', everySeconds: 600, perform: endLeftFilings },
    { name: 'hotline.remind_reviews', everySeconds: 3600, perform: remindReviews },
  ],
  seeds: [
    { file: 'not-taken.yaml', schema: 'not-taken', load: loadNotTaken },
    { file: 'knowledge/*.yaml', schema: 'knowledge', load: loadArticles },
  ],
  contributions: [ownCalls, heldCalls, ...heldFilings],
}
