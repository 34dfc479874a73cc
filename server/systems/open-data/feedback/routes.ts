import type { Http } from '#base/http'
import { AnswerFeedback, DatasetName, Done, FeedbackId, FeedbackPage, FeedbackQuery, GiveFeedback, OpenFeedbackQuery } from '../contract.ts'
import { requirePublished } from '../dataset/require-dataset.ts'
import { answerFeedback, findFeedback, giveFeedback } from './give-feedback.ts'

const params = { name: 'divisions' }
const id = '01930000-0000-7000-8000-00000000d020'

/** What people say of datasets, and what units answer. */
export function feedbackRoutes(http: Http): void {
  http.get('/open-data/datasets/:name/feedback', {
    config: { may: 'public', example: { params }, rateLimit: { max: 600, timeWindow: 60_000 } },
    schema: { params: DatasetName, querystring: FeedbackQuery, response: { 200: FeedbackPage } },
  }, (request) => request.read(async (deed) => findFeedback(deed, { ...request.query, datasetId: (await requirePublished(deed, request.params.name)).dataset.id })))

  http.post('/open-data/datasets/:name/feedback', {
    config: { may: 'open_data.feedback.give', idempotency: 'optional', example: { params, body: { id, rating: 4, words: '能不能加上每个街镇的面积？' } }, rateLimit: { max: 20, timeWindow: 60_000 } },
    schema: { params: DatasetName, body: GiveFeedback, response: { 201: Done } },
  }, (request) => request.perform(async (deed) => { await giveFeedback(deed, request.params.name, request.body); return { done: true } }))

  http.get('/open-data/desk/feedback', {
    config: { may: 'open_data.feedback.answer', example: { query: { open: true } } },
    schema: { querystring: OpenFeedbackQuery, response: { 200: FeedbackPage } },
  }, (request) => request.read((deed) => findFeedback(deed, { ...request.query, unitId: deed.actor.departmentId ?? '' })))

  http.post('/open-data/feedback/:feedbackId/answer', {
    config: { may: 'open_data.feedback.answer', idempotency: 'optional', example: { params: { feedbackId: id }, body: { outcome: 'kept', answer: '面积以规划部门公布的为准，另有数据集' } } },
    schema: { params: FeedbackId, body: AnswerFeedback, response: { 200: Done } },
  }, (request) => request.perform(async (deed) => { await answerFeedback(deed, request.params.feedbackId, request.body); return { done: true } }))
}
