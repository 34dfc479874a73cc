import { Type } from 'typebox'
import type { Http } from '#base/http'
import { Brief, BriefFilter, BriefId, BriefPage, MadeBrief, MakeBrief } from '../contract.ts'
import { drawBrief } from './draw-brief.ts'
import { findBriefs, requireBrief } from './find-briefs.ts'
import { BRIEFS, makeBrief } from './make-brief.ts'

const params = { briefId: '01930000-0000-7000-8000-000000000000' }

export function briefRoutes(http: Http): void {
  http.get('/governance/briefs', {
    config: { may: BRIEFS, example: { query: { kind: 'daily', division: '{district}' } } },
    schema: { querystring: BriefFilter, response: { 200: BriefPage } },
  }, (request) => request.read((deed) => findBriefs(deed, request.query)))

  http.post('/governance/briefs', {
    config: { may: BRIEFS, idempotency: 'optional', example: { body: { kind: 'daily', division: '{district}' } } },
    schema: { body: MakeBrief, response: { 200: MadeBrief } },
  }, (request) => request.perform((deed) => makeBrief(deed, request.body)))

  http.get('/governance/briefs/:briefId', {
    config: { may: BRIEFS, example: { params } },
    schema: { params: BriefId, response: { 200: Brief } },
  }, (request) => request.read(async (deed) => ({ id: request.params.briefId, content: await requireBrief(deed, request.params.briefId) })))

  http.get('/governance/briefs/:briefId/pdf', {
    config: { may: BRIEFS, example: { params } },
    schema: { params: BriefId, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const content = await request.read((deed) => requireBrief(deed, request.params.briefId))
    const pdf = await drawBrief(content) // drawn after the transaction
    return reply.type('application/pdf').header('content-disposition', `inline; filename="brief-${content.kind}-${content.from}.pdf"`).send(pdf)
  })
}
