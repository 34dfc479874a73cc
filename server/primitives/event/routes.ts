import type { Http } from '#base/http'
import { ParkedDeliveries, ParkedDeliveryId, Retried } from './contract.ts'
import { findParked } from './find-parked.ts'
import { retryDelivery } from './retry-delivery.ts'
import { streamNews } from './stream-news.ts'

export function routes(http: Http): void {
  http.get('/events/parked', {
    config: { may: 'event.parked.read', example: {} },
    schema: { response: { 200: ParkedDeliveries } },
  }, (request) => request.read(findParked))

  http.post('/events/parked/:eventId/:listener/retry', {
    config: { may: 'event.parked.retry', idempotency: 'optional', example: { params: { eventId: '01930000-0000-7000-8000-000000000000', listener: 'governance.tell_reporter' } } },
    schema: { params: ParkedDeliveryId, response: { 200: Retried } },
  }, (request) => request.perform((deed) => retryDelivery(deed, request.params.eventId, request.params.listener)))

  http.get('/events/stream', { config: { may: 'event.stream.read', example: {}, stream: true } }, streamNews)
}
