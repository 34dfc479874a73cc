import { Type } from 'typebox'
import type { Http } from '#base/http'
import { stepRoutes } from '#primitives/matter'
import { DeliveryLeakChosen, DeliveryLeaks, PackedParcel, PackParcel, Parcel, ParcelFilter, ParcelId, Parcels, ReasonedStep, StepOnly, WordedStep } from '../contract.ts'
import { pack, readLeaks, readParcels } from '../parcel-actions.ts'
import { dispatchParcel, loadParcel, loseParcel, receiveParcel, reissueParcel, returnParcel } from './desk-steps.ts'
import { drawLabel, openLabel } from './draw-label.ts'
import { findDeliveryLeaks } from './find-delivery-leaks.ts'
import { findParcels, showParcel } from './find-parcels.ts'
import { askCarrier, orderFor, packParcel } from './pack-parcel.ts'

const params = { parcelId: '01930000-0000-7000-8000-0000000de001' }

/** What the unit packs and sends, and what comes back. */
export function parcelRoutes(http: Http): void {
  http.get('/delivery/desk/parcels', {
    config: { may: readParcels, example: { query: { view: 'to_pack', limit: 20 } } }, schema: { querystring: ParcelFilter, response: { 200: Parcels } },
  }, (request) => request.read((deed) => findParcels(deed, request.query)))

  http.get('/delivery/desk/parcels/:parcelId', {
    config: { may: readParcels, example: { params } }, schema: { params: ParcelId, response: { 200: Parcel } },
  }, (request) => request.read((deed) => showParcel(deed, request.params.parcelId)))

  http.post('/delivery/desk/parcels/:parcelId/pack', {
    config: { may: pack, idempotency: 'none', example: { params, body: {} } }, schema: { params: ParcelId, body: PackParcel, response: { 200: PackedParcel } },
  }, async (request) => {
    const { parcelId } = request.params
    const order = await request.perform((deed) => orderFor(deed, parcelId))
    const given = order && (await askCarrier(order)) // between the transactions
    const { id, number, state, version } = await request.perform((deed) => packParcel(deed, parcelId, request.body, given))
    return { id, number, state, version }
  })

  http.get('/delivery/desk/parcels/:parcelId/label', {
    config: { may: pack, example: { params } }, schema: { params: ParcelId, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const label = await request.perform((deed) => openLabel(deed, request.params.parcelId))
    return reply.type('application/pdf').header('cache-control', 'private, no-store').header('content-disposition', `inline; filename="${label.number}.pdf"`).send(await drawLabel(label))
  })

  const step = stepRoutes(http, '/delivery/desk/parcels/:parcelId', ParcelId, params)
  step({ action: 'dispatch', permission: pack, body: StepOnly, example: {} }, dispatchParcel)
  step({ action: 'load', permission: pack, body: StepOnly, example: {} }, loadParcel)
  step({ action: 'receive', permission: pack, body: WordedStep, example: { words: '社区回执：本人已签收' } }, receiveParcel)
  step({ action: 'return', permission: pack, body: ReasonedStep, example: { reason: '地址不对' } }, returnParcel)
  step({ action: 'lose', permission: pack, body: WordedStep, example: { words: '承运方书面确认遗失' } }, loseParcel)
  step({ action: 'reissue', permission: pack, body: StepOnly, example: {} }, reissueParcel)

  http.get('/delivery/leaks', {
    config: { may: readLeaks, example: { query: { kind: 'not_sent' } } }, schema: { querystring: DeliveryLeakChosen, response: { 200: DeliveryLeaks } },
  }, (request) => request.read((deed) => findDeliveryLeaks(deed, request.query)))
}
