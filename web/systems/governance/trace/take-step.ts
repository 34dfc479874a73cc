import { api, type Intent } from '../../../base/api/api.ts'

/** A reporter's own step, by the link that only they hold (按链接办). */
export const takeStep = (token: string, action: 'rate' | 'reopen' | 'comment', body: Record<string, unknown>, intent: Intent): Promise<unknown> =>
  api.post(`/governance/traces/${encodeURIComponent(token)}/${action}`, body, { intent })
