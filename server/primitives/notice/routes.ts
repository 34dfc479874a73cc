import type { Http } from '#base/http'
import { languageOf } from '#base/texts'
import { Inbox, InboxQuery, MarkAllRead, Marked, MarkedOne, NoticeId, ParkedNotices } from './contract.ts'
import { markAllRead, markRead, readInbox } from './inbox.ts'
import { findParked, retryParked } from './parked-notices.ts'

const params = { noticeId: '01920000-0000-7000-8000-000000000000' }

export function routes(http: Http): void {
  // An inbox is its reader's own: whoever is signed in has one, and no permission widens it.
  http.get('/notices', { config: { may: 'public', example: { query: { limit: 20 } } }, schema: { querystring: InboxQuery, response: { 200: Inbox } } },
    (request) => request.read((deed) => readInbox(deed, languageOf(request.headers['accept-language']), request.query)))
  http.post('/notices/:noticeId/read', { config: { may: 'public', idempotency: 'optional', example: { params } }, schema: { params: NoticeId, response: { 200: MarkedOne } } },
    (request) => request.perform((deed) => markRead(deed, request.params.noticeId)))
  http.post('/notices/read', { config: { may: 'public', idempotency: 'optional', example: { body: {} } }, schema: { body: MarkAllRead, response: { 200: Marked } } },
    (request) => request.perform((deed) => markAllRead(deed, request.body.upTo)))

  http.get('/notices/parked', { config: { may: 'notice.parked.read', example: {} }, schema: { response: { 200: ParkedNotices } } }, (request) => request.read((deed) => findParked(deed)))
  http.post('/notices/:noticeId/retry', { config: { may: 'notice.parked.retry', idempotency: 'optional', example: { params } }, schema: { params: NoticeId, response: { 200: MarkedOne } } },
    (request) => request.perform((deed) => retryParked(deed, request.params.noticeId)))
}
