import type { Http } from '#base/http'
import { ChunkOfDelivery, DeliveryChunk, DeliveryId, DeliveryReceipt, FinishedDelivery, GrantId, StartDelivery, StartedDelivery } from '../contract.ts'
import { deliverChunk, startDelivery } from './deliver-chunk.ts'
import { finishDelivery, showReceipt } from './finish-delivery.ts'

const may = 'exchange.row.query'
const params = { deliveryId: '01930000-0000-7000-8000-00000000e002' }

export function deliveryRoutes(http: Http): void {
  http.post('/exchange/grants/:grantId/deliveries', {
    config: { may, idempotency: 'optional', example: { params: { grantId: '01930000-0000-7000-8000-00000000e001' }, body: { id: params.deliveryId } } },
    schema: { params: GrantId, body: StartDelivery, response: { 201: StartedDelivery } },
  }, (request) => request.perform((deed) => startDelivery(deed, request.params.grantId, request.body.id)))

  // a POST, since giving a chunk is counted and leaves leaves; asked again it gives the same bytes
  http.post('/exchange/deliveries/:deliveryId/chunks/:number', {
    config: { may, idempotency: 'none', example: { params: { ...params, number: 1 } }, rateLimit: { max: 3000, timeWindow: 60_000 } },
    schema: { params: ChunkOfDelivery, response: { 200: DeliveryChunk } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => deliverChunk(deed, request.params.deliveryId, Number(request.params.number)))
  })

  http.post('/exchange/deliveries/:deliveryId/finish', {
    config: { may, idempotency: 'optional', example: { params } },
    schema: { params: DeliveryId, response: { 200: FinishedDelivery } },
  }, (request) => request.perform((deed) => finishDelivery(deed, request.params.deliveryId)))

  http.get('/exchange/deliveries/:deliveryId/receipt', {
    config: { may: 'exchange.request.read', example: { params } },
    schema: { params: DeliveryId, response: { 200: DeliveryReceipt } },
  }, (request) => request.read((deed) => showReceipt(deed, request.params.deliveryId)))
}
