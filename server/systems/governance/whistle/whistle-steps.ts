import type { TSchema } from 'typebox'
import { NotedStep, ReasonedStep, Step } from '../contract.ts'

export const may = (action: string): string => `governance.whistle.${action}`
export type Body = { version?: number; note?: string; reason?: string; evidence?: readonly string[] }

/** Steps that need nothing of their own, and whose permission each is: streets blow and close, centres pass on, departments come and answer. */
export const steps: readonly { action: string; permission: string; body: TSchema; example: Body }[] = [
  { action: 'refuse', permission: 'refuse', body: ReasonedStep, example: { reason: '一个部门就能办，请直接派遣' } },
  { action: 'blow_again', permission: 'blow', body: ReasonedStep, example: { reason: '涉及三家产权，一家办不了' } },
  { action: 'give_up', permission: 'blow', body: Step, example: {} },
  { action: 'sign_in', permission: 'sign_in', body: Step, example: {} },
  { action: 'support_receive', permission: 'sign_in', body: Step, example: {} },
  { action: 'support_finish', permission: 'answer', body: NotedStep, example: { note: '已拆除违建部分' } },
  { action: 'answer', permission: 'answer', body: NotedStep, example: { note: '现场已清理，立了警示牌' } },
  { action: 'send_back', permission: 'close', body: ReasonedStep, example: { reason: '垃圾还没清完' } },
  { action: 'leave_unsolved', permission: 'close', body: ReasonedStep, example: { reason: '产权争议，待诉讼' } },
  { action: 'comment', permission: 'read', body: NotedStep, example: { note: '明早九点现场见' } },
]
/** Bound by code; the kind says the rest. */
export const whistleActions: readonly string[] = [...steps.map(({ action }) => action), 'pass_on', 'add_supporting', 'close']
const others: Readonly<Record<string, string>> = { pass_on: 'pass_on', add_supporting: 'pass_on', close: 'close' }
export const whistlePermissionOf = (action: string): string => may(steps.find((step) => step.action === action)?.permission ?? others[action] ?? 'read')
export const whistlePermissions: readonly string[] = ['blow', 'read', 'pass_on', 'refuse', 'sign_in', 'answer', 'close'].map(may)
