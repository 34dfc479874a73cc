import type { FastifyRequest } from 'fastify'
import { sourceOf } from './attempt/rules.ts'
import { cookieOf, deviceCookie } from './cookie.ts'
import type { Visitor } from './session/open-session.ts'
import { looksLikeToken } from './token.ts'
import type { Party } from './factor/challenges.ts'

/** From where a request comes, and from which browser. */
export function visitorOf(request: FastifyRequest): Visitor {
  const deviceToken = cookieOf(request.headers.cookie, deviceCookie)
  return { source: sourceOf(request.ip), device: nameOfDevice(request.headers['user-agent'] ?? ''), deviceToken: deviceToken && looksLikeToken(deviceToken) ? deviceToken : null }
}

/** 'Chrome, Android': enough to know one's own device again, too little to follow anyone. */
export function nameOfDevice(agent: string): string {
  const browser = /MicroMessenger/.test(agent) ? 'WeChat' : /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrome\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : ''
  const system = /HarmonyOS|OpenHarmony/.test(agent) ? 'HarmonyOS' : /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS' : /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : ''
  return [browser, system].filter(Boolean).join(', ')
}

/** The host that passkeys belong to is the one that the browser asked; a passkey made for one host is refused at another. */
export const partyOf = (request: FastifyRequest): Party => ({ id: request.hostname, origin: new URL(`${request.protocol}://${request.host}`).origin })
