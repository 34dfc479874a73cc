import type { RoutedStep } from '#primitives/matter'
import { AgreementStep, ExtendRequest, NotedStep, ReasonedStep, Step } from '../contract.ts'

export type Body = { version?: number; note?: string; reason?: string; workingDays?: number; agreement?: string }
const may = (who: string): string => `exchange.request.${who}`

/** Steps that need nothing of their own, and whose permission each is: users ask, sources answer, the authority judges. */
export const steps: readonly RoutedStep[] = [
  { action: 'ask_supply', permission: may('answer'), body: NotedStep, example: { note: '请补交业务办理依据文件' } },
  { action: 'supply', permission: may('file'), body: NotedStep, example: { note: '依据文件已补交' } },
  { action: 'withdraw', permission: may('file'), body: Step, example: {} },
  { action: 'extend', permission: may('arbitrate'), body: ExtendRequest, example: { reason: '需要征求两个部门意见', workingDays: 10 } },
  { action: 'suspend', permission: may('arbitrate'), body: ReasonedStep, example: { reason: '夜间集中查询，涉嫌超出用途' } },
  { action: 'lift', permission: may('arbitrate'), body: ReasonedStep, example: { reason: '整改完成' } },
  { action: 'end', permission: may('read'), body: ReasonedStep, example: { reason: '业务已办结，不再需要' } },
  { action: 'terminate', permission: may('arbitrate'), body: ReasonedStep, example: { reason: '到期未整改' } },
  { action: 'file_agreement', permission: may('arbitrate'), body: AgreementStep, example: { agreement: '津数协〔2026〕12号', note: '双方商定改用电子证照' } },
  { action: 'end_by_agreement', permission: may('answer'), body: AgreementStep, example: { agreement: '津数协〔2026〕12号', note: '按协议终止' } },
  { action: 'comment', permission: may('read'), body: NotedStep, example: { note: '使用系统已完成等级保护备案' } },
]
const own: Readonly<Record<string, string>> = { grant: may('answer'), refuse: may('answer') }
/** What only the settling of a dispute does. */
export const ordered: readonly string[] = ['order_grant', 'order_lift']
/** Bound by code; the kind says the rest. */
export const requestActions: readonly string[] = [...steps.map(({ action }) => action), ...Object.keys(own), ...ordered, 'forward']
export const requestPermissionOf = (action: string): string => steps.find((step) => step.action === action)?.permission ?? own[action] ?? may('read')
export const requestPermissions: readonly string[] = ['file', 'read', 'read_all', 'answer', 'arbitrate'].map(may)
