import type { Http } from '#base/http'
import { PageByIdQuery, object } from '#base/shapes'
import { give } from './case-actions.ts'
import { FigureQuery, Figures, GiveRating, OwnRating, OwnRatings, RateAgain, RatingId, RatingLink } from './contract.ts'
import { findFigures } from './find-figures.ts'
import { requireGivable, requireLinked, requireOwn } from './find-rating.ts'
import { giveRating, withdrawRating } from './give-rating.ts'
import { findOwnRatings, showLinked, showRating } from './own-ratings.ts'
import { rateAgain } from './rate-again.ts'

const params = { ratingId: '01930000-0000-7000-8000-00000000c000' }
const link = { token: 'AAAAAAAAAAAAAAAAAAAAAA' }
const body = { level: 2, reasons: ['slow'], words: '等了三周没有消息' }

/** What people say of a contact, and what anybody may read. */
export function routes(http: Http): void {
  http.get('/rating/figures', {
    config: { may: 'public', example: { query: { item: 'old-age-allowance' } } }, schema: { querystring: FigureQuery, response: { 200: Figures } },
  }, (request) => request.read((deed) => findFigures(deed, request.query)))

  http.get('/rating/ratings', {
    config: { may: give, example: { query: { limit: 20 } } }, schema: { querystring: object(PageByIdQuery), response: { 200: OwnRatings } },
  }, (request) => request.read((deed) => findOwnRatings(deed, request.query)))

  http.get('/rating/ratings/:ratingId', {
    config: { may: give, example: { params } }, schema: { params: RatingId, response: { 200: OwnRating } },
  }, (request) => request.read(async (deed) => showRating(deed, await requireOwn(deed, request.params.ratingId))))

  http.post('/rating/ratings/:ratingId', {
    config: { may: give, idempotency: 'optional', example: { params, body } }, schema: { params: RatingId, body: GiveRating, response: { 200: OwnRating } },
  }, (request) => request.perform(async (deed) => {
    await giveRating(deed, await requireOwn(deed, request.params.ratingId, { lock: true }), request.body)
    return showRating(deed, await requireOwn(deed, request.params.ratingId))
  }))

  http.post('/rating/ratings/:ratingId/withdraw', {
    config: { may: give, idempotency: 'optional', example: { params } }, schema: { params: RatingId, response: { 200: OwnRating } },
  }, (request) => request.perform(async (deed) => {
    await withdrawRating(deed, await requireOwn(deed, request.params.ratingId, { lock: true }))
    return showRating(deed, await requireOwn(deed, request.params.ratingId))
  }))

  http.post('/rating/ratings/:ratingId/again', {
    config: { may: give, idempotency: 'optional', example: { params, body: { level: 4 } } }, schema: { params: RatingId, body: RateAgain, response: { 200: OwnRating } },
  }, (request) => request.perform(async (deed) => {
    await rateAgain(deed, await requireOwn(deed, request.params.ratingId, { lock: true }), request.body.level)
    return showRating(deed, await requireOwn(deed, request.params.ratingId))
  }))

  http.get('/rating/links/:token', {
    config: { may: 'link', example: { params: link } }, schema: { params: RatingLink, response: { 200: OwnRating } },
  }, (request) => request.read(async (deed) => showLinked(deed, await requireLinked(deed, request.params.token))))

  http.post('/rating/links/:token', {
    config: { may: 'link', idempotency: 'optional', example: { params: link, body } }, schema: { params: RatingLink, body: GiveRating, response: { 200: OwnRating } },
  }, (request) => request.perform(async (deed) => {
    await giveRating(deed, await requireGivable(deed, request.params.token), request.body)
    return showLinked(deed, await requireLinked(deed, request.params.token))
  }))

  http.post('/rating/links/:token/withdraw', {
    config: { may: 'link', idempotency: 'optional', example: { params: link } }, schema: { params: RatingLink, response: { 200: OwnRating } },
  }, (request) => request.perform(async (deed) => {
    await withdrawRating(deed, await requireGivable(deed, request.params.token))
    return showLinked(deed, await requireLinked(deed, request.params.token))
  }))

  http.post('/rating/links/:token/again', {
    config: { may: 'link', idempotency: 'optional', example: { params: link, body: { level: 4 } } }, schema: { params: RatingLink, body: RateAgain, response: { 200: OwnRating } },
  }, (request) => request.perform(async (deed) => {
    await rateAgain(deed, await requireGivable(deed, request.params.token), request.body.level)
    return showLinked(deed, await requireLinked(deed, request.params.token))
  }))
}
