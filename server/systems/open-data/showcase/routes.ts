import type { Http } from '#base/http'
import { Done, ReviewShowcase, ShowcaseId, ShowcasePage, ShowcaseQuery, SubmitShowcase } from '../contract.ts'
import { findShowcases, reviewShowcase, submitShowcase } from './submit-showcase.ts'

const id = '01930000-0000-7000-8000-00000000d030'

/** What was made of open data. */
export function showcaseRoutes(http: Http): void {
  http.get('/open-data/showcase', {
    config: { may: 'public', example: { query: { view: 'shown' } }, rateLimit: { max: 600, timeWindow: 60_000 } },
    schema: { querystring: ShowcaseQuery, response: { 200: ShowcasePage } },
  }, (request) => request.read((deed) => findShowcases(deed, request.query)))

  http.post('/open-data/showcase', {
    config: { may: 'open_data.showcase.submit', idempotency: 'optional', example: { body: { id, title: '街镇地图', summary: '一张能点的街镇地图', url: 'https://example.org/map', maker: '一位居民', datasets: ['divisions'] } }, rateLimit: { max: 20, timeWindow: 60_000 } },
    schema: { body: SubmitShowcase, response: { 201: Done } },
  }, (request) => request.perform(async (deed) => { await submitShowcase(deed, request.body); return { done: true } }))

  http.post('/open-data/showcase/:showcaseId/review', {
    config: { may: 'open_data.showcase.review', idempotency: 'optional', example: { params: { showcaseId: id }, body: { show: true } } },
    schema: { params: ShowcaseId, body: ReviewShowcase, response: { 200: Done } },
  }, (request) => request.perform(async (deed) => { await reviewShowcase(deed, request.params.showcaseId, request.body); return { done: true } }))
}
