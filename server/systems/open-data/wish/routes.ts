import type { Http } from '#base/http'
import { AcceptWish, AdvancedWish, AskForData, DataWishes, DataWishId, OpenWish, WishFilter } from '../contract.ts'
import { acceptWish, advanceWish, askForData, openWish } from './ask-for-data.ts'
import { findWishes } from './find-wishes.ts'
import { steps, wishPermissionOf, type Body } from './wish-steps.ts'

const params = { wishId: '01930000-0000-7000-8000-00000000d040' }
const at = (action: string): string => `/open-data/wishes/:wishId/${action}`

/** Data that people would like to have open. */
export function wishRoutes(http: Http): void {
  http.get('/open-data/wishes', {
    config: { may: 'public', example: { query: { view: 'public' } }, rateLimit: { max: 600, timeWindow: 60_000 } },
    schema: { querystring: WishFilter, response: { 200: DataWishes } },
  }, (request) => request.read((deed) => findWishes(deed, request.query)))

  http.post('/open-data/wishes', {
    config: { may: 'open_data.wish.ask', idempotency: 'optional', example: { body: { id: params.wishId, title: '公厕开放时间', words: '每座公厕的位置和开放时间', purpose: '做一个找公厕的小程序' } }, rateLimit: { max: 20, timeWindow: 60_000 } },
    schema: { body: AskForData, response: { 201: AdvancedWish } },
  }, (request) => request.perform((deed) => askForData(deed, request.body)))

  http.post(at('accept'), {
    config: { may: wishPermissionOf('accept'), idempotency: 'optional', example: { params, body: { unit: 'city-civil-affairs' } } },
    schema: { params: DataWishId, body: AcceptWish, response: { 200: AdvancedWish } },
  }, (request) => request.perform((deed) => acceptWish(deed, request.params.wishId, request.body.unit, request.body.version)))

  http.post(at('open'), {
    config: { may: wishPermissionOf('open'), idempotency: 'optional', example: { params, body: { dataset: 'divisions', note: '已经开放' } } },
    schema: { params: DataWishId, body: OpenWish, response: { 200: AdvancedWish } },
  }, (request) => request.perform((deed) => openWish(deed, request.params.wishId, request.body)))

  for (const { action, permission, body, example } of steps)
    http.post(at(action), {
      config: { may: permission, idempotency: 'optional', example: { params, body: example } },
      schema: { params: DataWishId, body, response: { 200: AdvancedWish } },
    }, (request) => request.perform((deed) => advanceWish(deed, request.params.wishId, action, request.body as Body)))
}
