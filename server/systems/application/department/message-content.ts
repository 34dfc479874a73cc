import { keys } from '#base/keys'
import type { DepartmentStatus } from '../contract.ts'
import type { FieldFault, Pushed } from './department-port.ts'

/** What was pushed, and what that system did not accept of it. */
export type OutContent = Readonly<{ pushed: Pushed; reason?: string; faults?: readonly FieldFault[] }>
export type InContent = DepartmentStatus

export const sealContent = (content: OutContent | InContent): Buffer => keys().seal('application.department', JSON.stringify(content))
export const openContent = <T extends OutContent | InContent>({ content }: { content: Buffer }): T => JSON.parse(keys().open('application.department', content).toString()) as T
