import type { TSchema } from 'typebox'
import { CallBackOrder, ExtendOrder, NotedStep, ReasonedStep, Step, SupportOrder, SuspendOrder } from '../contract.ts'

export type OrderStepBody = Readonly<{ version?: number; note?: string; reason?: string; until?: string; workingDays?: number; score?: number; supporting?: readonly string[] }>
/** A step that needs nothing of its own: the kind's file says who may, from where, and what follows. */
export type OrderStep = Readonly<{ action: string; body: TSchema; example: OrderStepBody }>

export const orderSteps: readonly OrderStep[] = [
  { action: 'receive', body: Step, example: {} },
  { action: 'return', body: ReasonedStep, example: { reason: '是供热管道，不是自来水' } },
  { action: 'add_supporting', body: SupportOrder, example: { supporting: ['unit'] } },
  { action: 'support_receive', body: Step, example: {} },
  { action: 'support_finish', body: NotedStep, example: { note: '已配合关阀' } },
  { action: 'progress', body: NotedStep, example: { note: '抢修人员已到场' } },
  { action: 'handle', body: NotedStep, example: { note: '已入户测温并调阀，室温 20 度' } },
  { action: 'suspend', body: SuspendOrder, example: { reason: '等待权利人同意', until: '2027-03-01T00:00:00Z' } },
  { action: 'resume', body: Step, example: {} },
  { action: 'extend', body: ExtendOrder, example: { reason: '需更换管段', workingDays: 3 } },
  { action: 'call_back', body: CallBackOrder, example: { score: 5 } },
  { action: 'send_back', body: ReasonedStep, example: { reason: '来电人说还是不热' } },
  { action: 'redo', body: ReasonedStep, example: { reason: '事件办结了，来电人说没有解决' } },
  { action: 'close', body: Step, example: {} },
  { action: 'reopen', body: ReasonedStep, example: { reason: '又不热了' } },
  { action: 'unlink', body: ReasonedStep, example: { reason: '不是城市管理的事，转回热线办理' } },
  { action: 'comment', body: NotedStep, example: { note: '来电人家中有婴儿' } },
]

/** Actions that code names; each of the five kinds must contain them, and may add others. */
export const orderActions: readonly string[] = [...orderSteps.map(({ action }) => action), 'answer_on_call', 'transfer', 'refuse', 'raise', 'follow', 'merge', 'reclassify', 'dispatch', 'designate']
export const orderPermissions: readonly string[] = [
  'register', 'read', 'read_all', 'answer_on_call', 'transfer', 'refuse', 'raise', 'merge', 'reclassify', 'dispatch', 'designate', 'look', 'dial', ...orderSteps.map(({ action }) => action),
].map((action) => `hotline.order.${action}`)
