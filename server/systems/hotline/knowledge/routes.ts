import type { Http } from '#base/http'
import { ArticleDetail, ArticleId, Articles, ArticleSearch, ArticleVersionId, DecideArticle, NewArticle, ReviewArticle, WriteArticle, WrittenArticle } from '../contract.ts'
import { decideArticle, reviewArticle } from './decide-article.ts'
import { findArticles, showArticle } from './find-articles.ts'
import { newArticle, writeArticle } from './write-article.ts'

const params = { articleId: 'water-cut' }
const text = { title: '停水了怎么办', words: ['停水', '没水'], answer: '计划停水会提前公告；没有公告的，请登记地点，半小时内转供水单位。', source: '城市供水条例', reviewOn: '2030-01-15' }
const [read, edit] = ['hotline.knowledge.read', 'hotline.knowledge.edit']

export function knowledgeRoutes(http: Http): void {
  http.get('/hotline/knowledge', { config: { may: read, example: { query: { q: '停水' } } }, schema: { querystring: ArticleSearch, response: { 200: Articles } } },
    (request) => request.read((deed) => findArticles(deed, request.query)))

  http.get('/hotline/knowledge/:articleId', { config: { may: read, example: { params } }, schema: { params: ArticleId, response: { 200: ArticleDetail } } },
    (request) => request.read((deed) => showArticle(deed, request.params.articleId)))

  http.post('/hotline/knowledge', {
    config: { may: edit, idempotency: 'optional', example: { body: { id: 'new-article', ...text } } },
    schema: { body: NewArticle, response: { 201: WrittenArticle } },
  }, (request) => request.perform((deed) => newArticle(deed, request.body)))

  http.post('/hotline/knowledge/:articleId/versions', {
    config: { may: edit, idempotency: 'optional', example: { params, body: text } },
    schema: { params: ArticleId, body: WriteArticle, response: { 201: WrittenArticle } },
  }, (request) => request.perform((deed) => writeArticle(deed, request.params.articleId, request.body)))

  http.post('/hotline/knowledge/:articleId/versions/:version/decision', {
    config: { may: 'hotline.knowledge.approve', idempotency: 'optional', example: { params: { ...params, version: '2' }, body: { approve: true } } },
    schema: { params: ArticleVersionId, body: DecideArticle, response: { 200: WrittenArticle } },
  }, (request) => request.perform((deed) => decideArticle(deed, request.params.articleId, request.params.version, request.body)))

  http.post('/hotline/knowledge/:articleId/review', {
    config: { may: edit, idempotency: 'optional', example: { params, body: { reviewOn: '2030-01-15' } } },
    schema: { params: ArticleId, body: ReviewArticle, response: { 200: WrittenArticle } },
  }, (request) => request.perform((deed) => reviewArticle(deed, request.params.articleId, request.body)))
}
