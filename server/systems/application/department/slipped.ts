import type { Deed } from '#base/deed'
import { application } from '../tables.ts'

const cases = (deed: Deed) => application(deed.tx).selectFrom('application.department_case').select('application_id as id')

/** Not taken by the system that decides it, or taken and not acknowledged in the time that it promised. 推送未收 */
export const unacknowledged = (deed: Deed, before: Date) => cases(deed).where((is) => is.or([is.and([is('state', '!=', 'pushed'), is('due_since', '<', before)]), is.and([is('promised_at', '<', deed.now), is('receipt', 'is', null), is('heard_at', 'is', null)])]))

/** Acknowledged, and then no word in the time that it promised. 收后无音 */
export const silent = (deed: Deed) => cases(deed).where('promised_at', '<', deed.now).where((is) => is.or([is('receipt', 'is not', null), is('heard_at', 'is not', null)]))

/** It said something, and nobody who applied has it: it changed nothing here, or what should come before it is still missing. 状态未落实 */
export const unheeded = (deed: Deed, before: Date) => application(deed.tx).selectFrom('application.department_message').select('application_id as id').distinct()
  .where('application_id', 'is not', null).where('direction', '=', 'in').where('outcome', 'not in', ['taken', 'repeated']).where('settled_at', 'is', null).where((is) => is.or([is('outcome', '!=', 'waiting'), is('at', '<', before)])).$narrowType<{ id: string }>()
