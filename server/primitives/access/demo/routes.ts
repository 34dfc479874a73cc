import type { About } from '#base/home'
import type { Http } from '#base/http'
import { Cast, LastCode, LastCodeShown } from '../contract.ts'
import { codeSender, useCodeSender } from '../factor/send-code.ts'
import { showCast } from './show-cast.ts'

const sent = new Map<string, string>()

/** Only in the demo: who can log in and how, and the codes that no telephone receives. Without the demo these routes do not exist. */
export function demoRoutes(http: Http, { demo }: About): void {
  if (!demo) return
  if (!codeSender()) useCodeSender(async (phone, code) => {
    if (sent.size > 10_000) sent.clear()
    sent.set(phone, code)
    return true
  })
  http.get('/demo/cast', { config: { may: 'public', example: {} }, schema: { response: { 200: Cast } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read(showCast)
  })
  http.get('/demo/codes/:phone', { config: { may: 'public', example: { params: { phone: '15400001001' } } }, schema: { params: LastCode, response: { 200: LastCodeShown } } },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return { code: sent.get(request.params.phone) ?? null }
    })
}
