import type { RoutedStep } from '#primitives/matter'
import { DecideDispute, NotedStep, ReasonedStep, Step, WayStep } from '../contract.ts'

export type Way = 'deleted' | 'returned' | 'archived'
export type Words = { version?: number; note?: string; reason?: string; outcome?: 'raiser' | 'other'; way?: Way }
const [raise, state] = ['exchange.dispute.raise', 'exchange.disposal.state']

/** Who may do which step of what follows a decision: the units settle first, then the authority decides, then its government; a user says how it disposed of data. */
export const followupSteps: readonly RoutedStep[] = [
  { action: 'settle', permission: raise, body: NotedStep, example: { note: '改为逐件查询，另提申请' } },
  { action: 'concede', permission: raise, body: NotedStep, example: { note: '材料已补全，同意共享' } },
  { action: 'escalate', permission: raise, body: Step, example: {} },
  { action: 'accept', permission: raise, body: Step, example: {} },
  { action: 'appeal', permission: raise, body: ReasonedStep, example: { reason: '办理依据是国务院条例' } },
  { action: 'withdraw', permission: raise, body: Step, example: {} },
  { action: 'decide', permission: 'exchange.dispute.decide', body: DecideDispute, example: { outcome: 'raiser', reason: '符合目录登记的共享条件' } },
  { action: 'rule', permission: 'exchange.dispute.rule', body: DecideDispute, example: { outcome: 'other', reason: '维持主管部门裁定' } },
  { action: 'approve', permission: 'exchange.withholding.decide', body: ReasonedStep, example: { reason: '属于办案期间，期限适当' } },
  { action: 'refuse', permission: 'exchange.withholding.decide', body: ReasonedStep, example: { reason: '不属于清单内的情形' } },
  { action: 'disclose', permission: 'exchange.followup.read', body: ReasonedStep, example: { reason: '调查已结束' } },
  { action: 'ask_way', permission: state, body: WayStep, example: { way: 'returned', note: '退还光盘' } },
  { action: 'dispose', permission: state, body: WayStep, example: { way: 'deleted', note: '业务库和备份中均已删除' } },
]
export const followupPermissionOf = (action: string): string => followupSteps.find((step) => step.action === action)?.permission ?? 'exchange.followup.read'
export const followupPermissions: readonly string[] = ['exchange.followup.read', raise, 'exchange.dispute.decide', 'exchange.dispute.rule', state, 'exchange.withholding.ask', 'exchange.withholding.decide']
/** Bound by code; the kinds say the rest. */
export const disputeActions: readonly string[] = ['forward', 'settle', 'concede', 'escalate', 'accept', 'appeal', 'withdraw', 'decide', 'rule']
export const disposalActions: readonly string[] = ['forward', 'ask_way', 'dispose']
export const withholdingActions: readonly string[] = ['approve', 'refuse', 'disclose', 'end']
export const provisionActions: readonly string[] = ['forward', 'provide', 'lapse']
