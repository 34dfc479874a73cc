import { createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type, type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { DepartmentSystem, PushAnswer } from '#systems/application'
import { judgedRequest, type Answer } from './judged-request.ts'
import { reachable } from './reachable.ts'

export type DepartmentSystemAccount = Readonly<{ url: string; secret: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>
const MOST = { answer: 1_000_000, document: 20_000_000 } as const
/** A call-back is good for so long, so that one that was overheard cannot be sent again later. */
const FRESH_SECONDS = 300
const text = (most: number) => Type.String({ maxLength: most })
const Taken = Type.Object({ receipt: Type.Union([text(100), Type.Null()]) })
const Refused = Type.Object({ reason: text(400), faults: Type.Array(Type.Object({ field: text(60), reason: text(400) }), { maxItems: 100 }) })
const Statuses = Type.Object({ statuses: Type.Array(Type.Unknown(), { maxItems: 1000 }), next: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()]) })

/** The accounts in department-systems.json of the key folder, by the system's code in the city's folder. */
export function departmentSystemAccounts(keyFolder: string): Record<string, DepartmentSystemAccount> {
  const path = join(keyFolder, 'department-systems.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, DepartmentSystemAccount>) : {}
}

/** A department's own system by HTTP, each call signed as our other calls are: POST /papers/<sha256>, POST /applications with an idempotency-key of number and version (200 = taken, 422 = refused, with the faults), GET /statuses?after=…, GET /documents/<sha256>. What it needs otherwise is a connector of its own. 部门业务系统（HTTP） */
export function departmentSystemHttp({ url, secret }: DepartmentSystemAccount, { networks, timeout = 20_000, clock }: Options): DepartmentSystem {
  const mayReach = reachable(networks)
  const call = async (method: 'GET' | 'POST', path: string, most: number, body?: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const at = new URL(`${url.replace(/\/$/, '')}${path}`)
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${method} ${at.pathname}${at.search}.`).update(body ?? '').digest('hex')
    return judgedRequest(at, { method, headers: { ...headers, 'haihe-signature': `t=${seconds},v1=${signature}` }, ...(body === undefined ? {} : { body }), mayReach, most, signal: AbortSignal.timeout(timeout) })
  }
  return {
    paper: async ({ sha256, type, bytes }) => { good(await call('POST', `/papers/${sha256}`, 0, bytes, { 'content-type': type })) },
    push: async (application) => {
      const answer = await call('POST', '/applications', MOST.answer, JSON.stringify(application), { 'content-type': 'application/json', 'idempotency-key': `${application.number}-${application.version}` })
      return answer.status === 422 ? { taken: false, ...shaped(Refused, answer) } : ({ taken: true, ...shaped(Taken, good(answer)) } satisfies PushAnswer)
    },
    statuses: async (after) => shaped(Statuses, good(await call('GET', `/statuses${after === null ? '' : `?after=${encodeURIComponent(after)}`}`, MOST.answer))),
    document: async (sha256) => good(await call('GET', `/documents/${sha256}`, MOST.document)).body,
    signed: (signature, body, now) => signedBy(secret, signature, body, now),
  }
}

/** `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">`, as our own pushes are signed. 回传验签 */
export function signedBy(secret: string, signature: string, body: string, now: Date): boolean {
  const [, seconds, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  if (seconds === undefined || Math.abs(now.getTime() / 1000 - Number(seconds)) > FRESH_SECONDS) return false
  return timingSafeEqual(createHmac('sha256', secret).update(`${seconds}.${body}`).digest(), Buffer.from(given!, 'hex'))
}

function good(answer: Answer): Answer {
  if (answer.status < 200 || answer.status >= 300) throw new Error(`HTTP ${answer.status}`)
  return answer
}

/** What the parser would say of nonsense repeats a piece of it, which may be somebody's: that is not for a log. */
function shaped<S extends TSchema>(shape: S, { body }: Answer): Static<S> {
  let said: unknown
  try { said = JSON.parse(body.toString('utf8')) } catch { throw new Error('the answer is no JSON') }
  if (!Value.Check(shape, said)) throw new Error('the answer has not the shape that was agreed')
  return said
}
