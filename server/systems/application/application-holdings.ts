import { holding } from '#primitives/registry'
import { openApplicant, openFilled, valuesOf } from './filled.ts'
import { application } from './tables.ts'

/** What is kept of a person here: what they applied for and filled in, and for whom they did it. 持有登记 */
export const holdings = [
  holding('application.applications', application, { table: 'application.application', whose: ['person_id'], at: 'began_at', order: 'id', href: '/applications', fields: {
    number: 'text', item_code: 'item', unit_id: 'unit', began_at: 'instant', submitted_at: 'instant', applicant: (applicant) => Object.values(openApplicant({ applicant })).filter(Boolean).join(' '), filled: (filled) => JSON.stringify(valuesOf(openFilled({ filled }))),
  } }),
  holding('application.proxies', application, { table: 'application.proxy', whose: ['agent_id'], at: 'since', order: 'application_id', href: '/applications', fields: { agent_name: 'text', since: 'instant' } }),
]
