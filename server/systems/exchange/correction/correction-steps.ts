import type { RoutedStep } from '#primitives/matter'
import { NotedStep, ReasonedStep, Step } from '../contract.ts'

export type Words = { version?: number; note?: string; reason?: string }
const may = (who: string): string => `exchange.correction.${who}`

/** Who may do which step at a desk: the source answers, the asker withdraws. */
export const correctionSteps: readonly (RoutedStep & Readonly<{ action: 'correct' | 'stand' | 'withdraw' }>)[] = [
  { action: 'correct', permission: may('answer'), body: NotedStep, example: { note: '已按婚姻登记档案更正' } },
  { action: 'stand', permission: may('answer'), body: ReasonedStep, example: { reason: '与登记档案一致' } },
  { action: 'withdraw', permission: may('file'), body: Step, example: {} },
]
/** Bound by code; the kind says the rest. */
export const correctionActions: readonly string[] = [...correctionSteps.map(({ action }) => action), 'forward']
export const correctionPermissionOf = (action: string): string => correctionSteps.find((step) => step.action === action)?.permission ?? may('read')
export const correctionPermissions: readonly string[] = ['file', 'read', 'answer', 'ask'].map(may)
