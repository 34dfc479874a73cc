import { api, type Intent } from '../../../base/api/api.ts'

/** A reporter's own step: a rating, a word more, do it again (上报人办一步). */
export const takeStep = (id: string, action: 'rate' | 'reopen' | 'comment', body: Record<string, unknown>, intent: Intent): Promise<unknown> =>
  api.post(`/governance/incidents/${id}/${action}`, body, { intent })
