import type { RoutedStep } from '#primitives/matter'
import { NotedStep, ReasonedStep, Step } from '../contract.ts'

const may = (who: string): string => `exchange.demand.${who}`

/** Steps that need nothing of their own, and whose each is. Declining and meeting are the source's and the authority's: the kind says whose. */
export const steps: readonly RoutedStep[] = [
  { action: 'return', permission: may('answer'), body: ReasonedStep, example: { reason: '这项由市场监管部门登记' } },
  { action: 'withdraw', permission: may('raise'), body: Step, example: {} },
  { action: 'comment', permission: 'exchange.catalogue.read', body: NotedStep, example: { note: '已和业务处室核对' } },
]
const own: Readonly<Record<string, readonly string[]>> = { name_source: [may('settle')], promise: [may('answer')], meet: [may('answer'), may('settle')], decline: [may('answer'), may('settle')] }
/** Bound by code; the kind says the rest. */
export const demandActions: readonly string[] = [...steps.map(({ action }) => action), ...Object.keys(own)]
/** Any of these will do. */
export const demandPermissionsOf = (action: string): readonly string[] => own[action] ?? steps.filter((step) => step.action === action).map(({ permission }) => permission)
export const demandPermissions: readonly string[] = ['raise', 'answer', 'settle'].map(may)
