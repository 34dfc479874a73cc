import type { FastifyReply, FastifyRequest } from 'fastify'

export const sessionCookie = 'haihe_session'
export const deviceCookie = 'haihe_device'
const deviceSeconds = 400 * 86_400 // the longest that browsers keep one

/** The value of a cookie in a Cookie header; of two of the same name the first, which the longer path set. */
export function cookieOf(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

const options = (request: FastifyRequest) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const

export function setSession(request: FastifyRequest, reply: FastifyReply, token: string, expiresAt: Date): void {
  void reply.setCookie(sessionCookie, token, { ...options(request), expires: expiresAt })
}
export function setDevice(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(deviceCookie, token, { ...options(request), maxAge: deviceSeconds })
}
export function clearSession(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, options(request))
}
