import type { Deed } from './deed.ts'

export type RefusalDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** An expected refusal: shown to people in their language by its code. Anything else thrown is a bug. 拒绝
 *  `keep` runs after the rollback in its own short transaction, for what must stay (a failed login, a refused attempt). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly detail: RefusalDetail
  readonly keep: ((deed: Deed) => Promise<void>) | undefined
  constructor(status: number, code: string, detail: RefusalDetail = {}, keep?: (deed: Deed) => Promise<void>) {
    super(code)
    this.status = status
    this.code = code
    this.detail = detail
    this.keep = keep
  }
}

export const invalid = (code: string, detail?: RefusalDetail) => new Refusal(400, code, detail)
export const forbidden = (code: string, detail?: RefusalDetail) => new Refusal(403, code, detail)
export const notFound = (code: string, detail?: RefusalDetail) => new Refusal(404, code, detail)
export const conflict = (code: string, detail?: RefusalDetail, keep?: Refusal['keep']) => new Refusal(409, code, detail, keep)
export const gone = (code: string, detail?: RefusalDetail) => new Refusal(410, code, detail)
export const stale = (code: string, detail?: RefusalDetail) => new Refusal(412, code, detail)
export const unprocessable = (code: string, detail?: RefusalDetail) => new Refusal(422, code, detail)
export const tooMany = (code: string, detail?: RefusalDetail) => new Refusal(429, code, detail)
