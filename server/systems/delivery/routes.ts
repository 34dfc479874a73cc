import type { Http } from '#base/http'
import { appliedOf, asApplicant, ownApplied } from '#systems/application'
import { personAtWindow } from '#systems/counter'
import { chooseWay } from './choice/choose-way.ts'
import { showReceiving } from './choice/show-receiving.ts'
import { ApplicationId, AtVisit, ChooseWay, Receiving } from './contract.ts'
import { choose, chooseAtCounter } from './parcel-actions.ts'

const params = { applicationId: '01930000-0000-7000-8000-0000000ad001' }
const visit = { ...params, visitId: '01930000-0000-7000-8000-0000000ce001' }
const body = { way: 'post' as const, to: { name: '孙德福', phone: '15400001002', division: '{community}', address: '光明里 1 号楼 2 门 301' } }

/** How the person receives it: chosen by the person or who acts for them, or by a clerk with whoever stands at the window. */
export function routes(http: Http): void {
  http.get('/delivery/applications/:applicationId', {
    config: { may: choose, example: { params } }, schema: { params: ApplicationId, response: { 200: Receiving } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => asApplicant(async (acting, id) => showReceiving(acting, await ownApplied(acting, id)), { counts: false })(deed, request.params.applicationId))
  })

  http.put('/delivery/applications/:applicationId', {
    config: { may: choose, idempotency: 'optional', example: { params, body } }, schema: { params: ApplicationId, body: ChooseWay, response: { 200: Receiving } },
  }, (request) => request.perform((deed) => asApplicant(async (acting, id) => {
    await chooseWay(acting, await ownApplied(acting, id), request.body)
    return showReceiving(acting, await ownApplied(acting, id))
  }, { counts: false })(deed, request.params.applicationId)))

  http.get('/delivery/visits/:visitId/applications/:applicationId', {
    config: { may: chooseAtCounter, example: { params: visit } }, schema: { params: AtVisit, response: { 200: Receiving } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    const { visitId, applicationId } = request.params
    return request.perform(async (deed) => {
      const person = await personAtWindow(deed, visitId)
      return showReceiving(deed, await appliedOf(deed, person.id, applicationId), person.name)
    })
  })

  http.put('/delivery/visits/:visitId/applications/:applicationId', {
    config: { may: chooseAtCounter, idempotency: 'optional', example: { params: visit, body } }, schema: { params: AtVisit, body: ChooseWay, response: { 200: Receiving } },
  }, (request) => request.perform(async (deed) => {
    const { visitId, applicationId } = request.params
    const person = await personAtWindow(deed, visitId)
    await chooseWay({ ...deed, subject: person.id }, await appliedOf(deed, person.id, applicationId), request.body)
    return showReceiving(deed, await appliedOf(deed, person.id, applicationId), person.name)
  }))
}
