import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Announcement } from './announce.ts'
import { newsSource } from './news.ts'

const KEEP_ALIVE = 20_000

/** Server-sent events: names and ids of what changed. The reader refetches through ordinary routes, where access is checked. 实时推送 */
export function streamNews(_request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  raw.write('retry: 2000\n\n')
  const send = (news: readonly Announcement[]): void => {
    // a reader that does not keep up is cut off: it comes back and refetches, which costs less than an endless buffer
    if (!raw.write(`data: ${JSON.stringify(news)}\n\n`) && raw.writableLength > 1_000_000) raw.destroy()
  }
  const leave = newsSource().onNews(send)
  const alive = setInterval(() => raw.write(': alive\n\n'), KEEP_ALIVE)
  raw.on('close', () => {
    leave()
    clearInterval(alive)
  })
}
