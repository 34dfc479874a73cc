import { holding } from '#primitives/registry'
import { openField } from './person/sealed-person.ts'
import { party } from './tables.ts'

/** What is kept of a person here: who they are, and which units have their business. 持有登记 */
export const holdings = [
  holding('party.person', party, { table: 'party.person', whose: ['id'], at: null, order: null, href: '/account', fields: {
    name: (sealed) => openField('name', sealed), number: (sealed) => openField('number', sealed), phone: (sealed) => openField('phone', sealed), address: (sealed) => openField('address', sealed), division_path: 'division', changed_at: 'instant',
  } }),
  holding('party.ties', party, { table: 'party.person_tie', whose: ['person_id'], at: 'since', order: null, href: '/leaves', fields: { department_id: 'unit', division_path: 'division', since: 'instant' } }),
]
