import type { Http } from '#base/http'
import { BeginAtDoor, DoorNow, Visit } from '../contract.ts'
import { beginAtDoor, doorNow, SERVE_AT_DOOR as may } from './begin-at-door.ts'

/** Where there is no window; whatever follows is a visit's. */
export function doorRoutes(http: Http): void {
  http.get('/counter/door', { config: { may, example: {} }, schema: { response: { 200: DoorNow } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read(doorNow)
  })

  http.post('/counter/door', {
    config: { may, idempotency: 'optional', example: { body: { id: '01930000-0000-7000-8000-0000000ce002', person: { name: '李晓梅', number: '120199197904120029', document: 'identity_card' }, consent: { witness: '邻居王红' } } } },
    schema: { body: BeginAtDoor, response: { 201: Visit } },
  }, (request) => request.perform((deed) => beginAtDoor(deed, request.body)))
}
