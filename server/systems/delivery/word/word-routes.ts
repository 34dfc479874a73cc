import type { Http } from '#base/http'
import { CabinetCode, CarrierCode, OpenBox, OpenedBoxes, SaidWord, WordTaken } from '../contract.ts'
import { openBoxes } from '../locker/open-boxes.ts'
import { takeCall } from './hear-word.ts'
import { requireSigned } from './signed.ts'

const sign = { t: 1_795_831_200, v1: '0'.repeat(64) }

/** What carriers and cabinets call: each call is signed with their secret, over its own fields. */
export function wordRoutes(http: Http): void {
  http.post('/delivery/words/:carrier', {
    config: { may: 'public', idempotency: 'none', example: { params: { carrier: 'post' }, body: { id: 'w-1', tracking: 'EX123456789CN', status: 'moving', at: '2026-11-28T02:00:00Z', place: '河西营业部', ...sign } } },
    schema: { params: CarrierCode, body: SaidWord, response: { 200: WordTaken } },
  }, (request) => request.perform(async (deed) => {
    const { id, tracking, status, at, place } = request.body
    const { carrier } = request.params
    requireSigned(deed, carrier, `/delivery/words/${carrier}`, request.body, [id, tracking, status, at, place])
    await takeCall(deed, carrier, { id, tracking, status, at: new Date(at), place })
    return { taken: true as const }
  }))

  http.post('/delivery/cabinets/:cabinet/open', {
    config: { may: 'public', idempotency: 'none', example: { params: { cabinet: 'hexi' }, body: { code: '00000000', number: null, ...sign } } },
    schema: { params: CabinetCode, body: OpenBox, response: { 200: OpenedBoxes } },
  }, (request) => request.perform(async (deed) => {
    const { code, number } = request.body
    const { cabinet } = request.params
    requireSigned(deed, 'locker', `/delivery/cabinets/${cabinet}/open`, request.body, [code, number])
    return { boxes: await openBoxes(deed, cabinet, { code, number }) }
  }))
}
