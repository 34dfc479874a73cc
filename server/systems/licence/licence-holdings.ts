import { holding } from '#primitives/registry'
import { contentOf } from './licence-content.ts'
import { licence } from './tables.ts'

/** What is kept of a person here: licences, and which of others' they showed for them. 持有登记 */
export const holdings = [
  holding('licence.licences', licence, { table: 'licence.licence', whose: ['holder_id'], at: 'issued_at', order: 'id', href: '/licences', fields: {
    number: 'text', unit_id: 'unit', issued_at: 'instant', valid_until: 'instant', revoked_at: 'instant', content: (content) => { const said = contentOf({ content }); return [said.kind.name, ...said.fields.map(({ label, value }) => `${label} ${value}`)].join('；') },
  } }),
  holding('licence.looks', licence, { table: 'licence.look', whose: ['agent_id'], at: 'first_at', order: 'id', href: '/licences', fields: { first_at: 'instant', last_at: 'instant', unit_id: 'unit', times: 'text' } }),
]
