import type { Deed } from '#base/deed'
import type { Http } from '#base/http'
import { stepRoutes, type Matter } from '#primitives/matter'
import { AskedCorrection, Followup, FollowupFilter, FollowupId, Followups, RaiseDispute } from '../contract.ts'
import { decideWithholding } from '../withholding/ask-withholding.ts'
import { findFollowups, showFollowup } from './find-followups.ts'
import { followupSteps, type Words } from './followup-steps.ts'
import { advanceDispute, decideDispute, raiseDispute } from './settle-dispute.ts'
import { askWay, stateDisposal } from './state-disposal.ts'

const params = { followupId: '01930000-0000-7000-8000-00000000e005' }
const read = 'exchange.followup.read'

/** The shape of a step's body has said that what a deed needs is there. */
const perform = (deed: Deed, id: string, action: string, words: Words): Promise<Matter> =>
  action === 'decide' || action === 'rule' ? decideDispute(deed, id, action, words as Parameters<typeof decideDispute>[3])
  : action === 'approve' || action === 'refuse' || action === 'disclose' ? decideWithholding(deed, id, action, words)
  : action === 'ask_way' ? askWay(deed, id, words as Parameters<typeof askWay>[2])
  : action === 'dispose' ? stateDisposal(deed, id, words as Parameters<typeof stateDisposal>[2])
  : advanceDispute(deed, id, action, words)

export function followupRoutes(http: Http): void {
  http.post('/exchange/disputes', {
    config: { may: 'exchange.dispute.raise', idempotency: 'optional', example: { body: { id: params.followupId, request: '01930000-0000-7000-8000-00000000e001', words: '符合共享条件，办理依据齐全' } } },
    schema: { body: RaiseDispute, response: { 201: AskedCorrection } },
  }, (request) => request.perform((deed) => raiseDispute(deed, request.body)))

  http.get('/exchange/followups', {
    config: { may: read, example: { query: { kind: 'disposal' } } },
    schema: { querystring: FollowupFilter, response: { 200: Followups } },
  }, (request) => request.read((deed) => findFollowups(deed, request.query)))

  http.get('/exchange/followups/:followupId', {
    config: { may: read, example: { params } },
    schema: { params: FollowupId, response: { 200: Followup } },
  }, (request) => request.read((deed) => showFollowup(deed, request.params.followupId)))

  const step = stepRoutes(http, '/exchange/followups/:followupId', FollowupId, params)
  for (const one of followupSteps) step(one, (deed, id, body) => perform(deed, id, one.action, body as Words))
}
