import type { Http } from '#base/http'
import { AskCandidates, Candidates, NotTakenList } from '../contract.ts'
import { findCandidates } from './find-candidates.ts'
import { allNotTaken } from './not-taken.ts'

export function candidateRoutes(http: Http): void {
  http.post('/hotline/candidates', {
    config: { may: 'hotline.order.register', idempotency: 'none', example: { body: { words: '家里没水，水管爆了' } } },
    schema: { body: AskCandidates, response: { 200: Candidates } },
  }, (request) => request.read((deed) => findCandidates(deed, request.body)))

  http.get('/hotline/not-taken', { config: { may: 'hotline.order.read', example: {} }, schema: { response: { 200: NotTakenList } } },
    (request) => request.read(async (deed) => ({ items: await allNotTaken(deed) })))
}
