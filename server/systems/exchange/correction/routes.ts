import type { Http } from '#base/http'
import { stepRoutes } from '#primitives/matter'
import { AskCorrection, AskedCorrection, AskOwnCorrection, Correction, CorrectionFilter, CorrectionId, Corrections, OpenedCorrection, OwnCorrection, OwnCorrections, Step } from '../contract.ts'
import { correctValue, standBy, withdrawCorrection } from './answer-correction.ts'
import { askCorrection, askOwnCorrection } from './ask-correction.ts'
import { correctionSteps, type Words } from './correction-steps.ts'
import { findCorrections, findOwnCorrections, showCorrection, showOwnCorrection } from './find-corrections.ts'
import { readCorrection } from './read-correction.ts'

const params = { correctionId: '01930000-0000-7000-8000-00000000e003' }
const [read, own] = ['exchange.correction.read', 'exchange.correction.ask']
const deeds = { correct: correctValue, stand: standBy, withdraw: (deed: Parameters<typeof standBy>[0], id: string, words: Words) => withdrawCorrection(deed, id, words, false) }

export function correctionRoutes(http: Http): void {
  http.post('/exchange/corrections', {
    config: { may: 'exchange.correction.file', idempotency: 'optional', example: { body: { id: params.correctionId, grant: '01930000-0000-7000-8000-00000000e001', field: 'state', key: { field: 'groom_number', value: '120199197904120029' }, wrong: '离婚证上是离婚', believed: '离婚' } } },
    schema: { body: AskCorrection, response: { 201: AskedCorrection } },
  }, (request) => request.perform((deed) => askCorrection(deed, request.body)))

  http.get('/exchange/corrections', {
    config: { may: read, example: { query: { view: 'to_answer' } } },
    schema: { querystring: CorrectionFilter, response: { 200: Corrections } },
  }, (request) => request.read((deed) => findCorrections(deed, request.query)))

  http.get('/exchange/corrections/:correctionId', {
    config: { may: read, example: { params } },
    schema: { params: CorrectionId, response: { 200: Correction } },
  }, (request) => request.read((deed) => showCorrection(deed, request.params.correctionId)))

  // a POST, since reading what is sealed leaves a leaf
  http.post('/exchange/corrections/:correctionId/read', {
    config: { may: read, idempotency: 'none', example: { params } },
    schema: { params: CorrectionId, response: { 200: OpenedCorrection } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => readCorrection(deed, request.params.correctionId))
  })

  const step = stepRoutes(http, '/exchange/corrections/:correctionId', CorrectionId, params)
  for (const one of correctionSteps) step(one, (deed, id, body) => deeds[one.action](deed, id, body as Words))

  http.post('/exchange/corrections/mine', {
    config: { may: own, idempotency: 'optional', example: { body: { id: params.correctionId, use: '01930000-0000-7000-8000-00000000e004', field: 'state', wrong: '我已经离婚', believed: '离婚' } } },
    schema: { body: AskOwnCorrection, response: { 201: AskedCorrection } },
  }, (request) => request.perform((deed) => askOwnCorrection(deed, request.body)))

  http.get('/exchange/corrections/mine', { config: { may: own, example: {} }, schema: { response: { 200: OwnCorrections } } }, (request) => request.read(findOwnCorrections))

  http.get('/exchange/corrections/mine/:correctionId', {
    config: { may: own, example: { params } },
    schema: { params: CorrectionId, response: { 200: OwnCorrection } },
  }, (request) => request.read((deed) => showOwnCorrection(deed, request.params.correctionId)))

  stepRoutes(http, '/exchange/corrections/mine/:correctionId', CorrectionId, params)({ action: 'withdraw', permission: own, body: Step, example: {} }, (deed, id, body) => withdrawCorrection(deed, id, body, true))
}
