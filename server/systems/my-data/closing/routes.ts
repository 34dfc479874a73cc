import type { Http } from '#base/http'
import { languageOf } from '#base/texts'
import { requireAccount } from '#primitives/access'
import { AskClosing, AskClosingAtCounter, Closing, ClosingAsked, ClosingBefore, HeldAtCounter, SeenPerson } from '../contract.ts'
import { listAtCounter, takeBackAtCounter } from './list-at-counter.ts'
import { askClosing, askClosingAtCounter, takeBackClosing } from './ask-closing.ts'
import { showClosing } from './show-closing.ts'

const [close, serve] = ['my_data.account.close', 'my_data.desk.serve']
const id = '01930000-0000-7000-8000-0000000dc002'
const seen = { name: '孙德福', number: '120199194809030056', document: 'identity_card' as const }

export function closingRoutes(http: Http): void {
  http.get('/my-data/closing', { config: { may: close, example: {} }, schema: { response: { 200: ClosingBefore } } }, (request) => request.read((deed) => showClosing(deed, languageOf(request.headers['accept-language']))))
  http.post('/my-data/closings', {
    config: { may: close, idempotency: 'none', rateLimit: { max: 30, timeWindow: 60_000 }, example: { body: { id, code: '000000' } } }, schema: { body: AskClosing, response: { 200: ClosingAsked } },
  }, (request) => request.perform((deed) => askClosing(deed, request.body)))
  http.post('/my-data/closings/take-back', { config: { may: close, idempotency: 'optional', example: {} }, schema: { response: { 200: Closing } } },
    (request) => request.perform((deed) => takeBackClosing(deed, requireAccount(deed).partyId)))

  // for whoever has no phone: person and document before a post
  http.post('/my-data/desk/held', { config: { may: serve, idempotency: 'none', example: { body: seen } }, schema: { body: SeenPerson, response: { 200: HeldAtCounter } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => listAtCounter(deed, request.body, languageOf(request.headers['accept-language'])))
  })
  http.post('/my-data/desk/closings', { config: { may: serve, idempotency: 'optional', example: { body: { id, ...seen } } }, schema: { body: AskClosingAtCounter, response: { 201: Closing } } }, (request) => request.perform((deed) => askClosingAtCounter(deed, request.body)))
  http.post('/my-data/desk/closings/take-back', { config: { may: serve, idempotency: 'optional', example: { body: seen } }, schema: { body: SeenPerson, response: { 200: Closing } } }, (request) => request.perform((deed) => takeBackAtCounter(deed, request.body)))
}
