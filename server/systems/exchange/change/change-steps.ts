import type { RoutedStep } from '#primitives/matter'
import { ExtendRequest, NotedStep, ReasonedStep, Step } from '../contract.ts'

type ChangeStep = RoutedStep & Readonly<{ ends?: boolean }>
const may = (who: string): string => `exchange.change.${who}`

/** Steps that need nothing of their own, and whose each is: the data post drafts, the head of its unit signs, the authority reviews. */
export const steps: readonly ChangeStep[] = [
  { action: 'submit', permission: may('draft'), body: Step, example: {} },
  { action: 'submit_withdrawal', permission: may('draft'), body: Step, example: {} },
  { action: 'send_back', permission: may('assess'), body: ReasonedStep, example: { reason: '登记字号没有说明用途，请补充摘要' } },
  { action: 'return', permission: may('review'), body: ReasonedStep, example: { reason: '共享条件要写成可以核对的条款' } },
  { action: 'extend', permission: may('review'), body: ExtendRequest, example: { reason: '机构改革，职责还在交接', workingDays: 5 } },
  { action: 'drop', permission: may('draft'), body: ReasonedStep, example: { reason: '与另一条合并，不再单列' }, ends: true },
  { action: 'call_off', permission: may('review'), body: ReasonedStep, example: { reason: '用数部门还没有改完系统' }, ends: true },
  { action: 'comment', permission: may('read'), body: NotedStep, example: { note: '已与信息中心核对字段' } },
]
const own: Readonly<Record<string, string>> = { revise: may('draft'), assess: may('assess'), name_source: may('review'), pass: may('review') }
/** Bound by code; the kind says the rest. */
export const changeActions: readonly string[] = [...steps.map(({ action }) => action), ...Object.keys(own), 'begin', 'notify', 'enforce']
export const changePermissionOf = (action: string): string => steps.find((step) => step.action === action)?.permission ?? own[action] ?? may('read')
export const changePermissions: readonly string[] = ['draft', 'read', 'assess', 'review'].map(may)
