import type { TSchema } from 'typebox'
import { RefuseWish, WishStep } from '../contract.ts'

export type Body = { version?: number; note?: string; reason?: string }
type Step = Readonly<{ action: string; permission: string; body: TSchema; example: Body }>
const may = (who: string): string => `open_data.wish.${who}`

/** Steps that need nothing of their own: the city's data post reviews, a unit answers, whoever asked withdraws. */
export const steps: readonly Step[] = [
  { action: 'refuse', permission: may('review'), body: RefuseWish, example: { reason: '不属于公共数据', note: '这些数据由企业自己持有' } },
  { action: 'decline', permission: may('answer'), body: RefuseWish, example: { reason: '会认出个人', note: '到小区一级会认出人家，可申请合作研究' } },
  { action: 'withdraw', permission: may('ask'), body: WishStep, example: {} },
]
const own: Readonly<Record<string, string>> = { accept: may('review'), open: may('answer') }
export const wishActions: readonly string[] = [...steps.map(({ action }) => action), ...Object.keys(own)]
export const wishPermissionOf = (action: string): string => steps.find((step) => step.action === action)?.permission ?? own[action] ?? may('read')
export const wishPermissions: readonly string[] = ['ask', 'read', 'review', 'answer'].map(may)
