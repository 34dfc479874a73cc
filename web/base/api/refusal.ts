import { text } from '../texts/texts.ts'

export type Problem = { type?: string, title?: string, status?: number, code?: string, requestId?: string, [fact: string]: unknown }

/** What the server would not do, in the reader's words: problem+json (RFC 9457) as a value to show (拒绝). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: Record<string, unknown>
  readonly requestId: string | null
  readonly at: Date
  constructor(status: number, problem: Problem, at: Date = new Date()) {
    super(`${status} ${problem.code ?? 'unknown'}`)
    this.status = status
    this.code = problem.code ?? 'unknown'
    const { type: _type, title, status: _status, code: _code, requestId, ...facts } = problem
    this.detail = facts
    this.requestId = requestId ?? null
    this.title = title ?? text('refusal.web.unknown') // the server says it in the reader's language
    this.at = at
  }
}

/** No network, or the server gave no answer: what was typed stays, and it may be sent again (没有网络). */
export const offline = (): Refusal => new Refusal(0, { code: 'offline', title: text('refusal.web.offline') })

export const asRefusal = (error: unknown): Refusal => error instanceof Refusal ? error : new Refusal(500, { code: 'unknown' })
