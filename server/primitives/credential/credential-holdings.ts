import { holding } from '#primitives/registry'
import { credential } from './tables.ts'

/** What is kept of a person here: the signed codes of their licences. 持有登记 */
export const holdings = [
  holding('credential.codes', credential, { table: 'credential.credential', whose: ['holder_id'], at: 'issued_at', order: 'id', href: '/licences', fields: { kind: 'text', department_id: 'unit', issued_at: 'instant', valid_until: 'instant' } }),
]
