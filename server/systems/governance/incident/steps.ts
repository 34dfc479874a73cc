import type { TSchema } from 'typebox'
import { ExtendIncident, AddSupporting, NotedStep, RateIncident, ReasonedStep, Step, SuspendIncident } from '../contract.ts'

export type StepBody = Readonly<{
  version?: number; note?: string; reason?: string; evidence?: readonly string[]; until?: string; workingDays?: number; score?: number; supporting?: readonly string[]
}>
/** A step that needs nothing of its own: the kind's file says who may, from where, and what follows. */
export type IncidentStep = Readonly<{ action: string; body: TSchema; example: StepBody; use?: 'before' | 'progress' | 'after' }>

export const steps: readonly IncidentStep[] = [
  { action: 'accept', body: Step, example: {} },
  { action: 'reject', body: ReasonedStep, example: { reason: '不属于城市管理范围，请拨打物业电话' } },
  { action: 'withdraw', body: Step, example: {} },
  { action: 'receive', body: Step, example: {} },
  { action: 'return', body: ReasonedStep, example: { reason: '是供热管道，不是自来水' } },
  { action: 'add_supporting', body: AddSupporting, example: { supporting: ['unit'] } },
  { action: 'support_receive', body: Step, example: {} },
  { action: 'support_finish', body: NotedStep, example: { note: '已关阀' }, use: 'after' },
  { action: 'progress', body: NotedStep, example: { note: '抢修人员已到场' } },
  { action: 'handle', body: Step, example: { note: '已修复' }, use: 'after' },
  { action: 'suspend', body: SuspendIncident, example: { reason: '受天气季节限制', until: '2027-03-01T00:00:00Z' } },
  { action: 'resume', body: Step, example: {} },
  { action: 'extend', body: ExtendIncident, example: { reason: '需更换管段', workingDays: 3 } },
  { action: 'verify', body: Step, example: {} },
  { action: 'send_back', body: ReasonedStep, example: { reason: '路面没有恢复' } },
  { action: 'close', body: Step, example: {} },
  { action: 'rate', body: RateIncident, example: { score: 5 } },
  { action: 'reopen', body: ReasonedStep, example: { reason: '又漏了' } },
  { action: 'recheck', body: Step, example: {} },
  { action: 'recheck_fail', body: ReasonedStep, example: { reason: '照片不是这里' } },
  { action: 'comment', body: NotedStep, example: { note: '请注意楼上有老人' } },
]

/** Actions that code names; a kind file must contain them, and may add others. */
export const boundActions: readonly string[] = [...steps.map((step) => step.action), 'dispatch', 'designate', 'climb', 'hand_down', 'reclassify', 'merge', 'mend']
export const incidentPermissions: readonly string[] = ['report', 'read', 'export', 'advance', 'confirm', ...boundActions].map((action) => `governance.incident.${action}`)
