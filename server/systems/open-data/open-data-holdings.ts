import { holding } from '#primitives/registry'
import { openData } from './tables.ts'

/** What is kept of a person here: keys, what they said of data sets, what they made of them and what they asked for. 持有登记 */
export const holdings = [
  holding('open_data.keys', openData, { table: 'open_data.key', whose: ['person_id'], at: 'made_at', order: 'id', href: '/data-api', forgotten: true, fields: { ending: 'text', purpose: 'text', made_at: 'instant', revoked_at: 'instant' } }),
  holding('open_data.feedback', openData, { table: 'open_data.feedback', whose: ['person_id'], at: 'given_at', order: 'id', href: '/data', fields: { unit_id: 'unit', rating: 'text', words: 'text', given_at: 'instant', answer: 'text' } }),
  holding('open_data.showcases', openData, { table: 'open_data.showcase', whose: ['person_id'], at: 'submitted_at', order: 'id', href: '/data-showcase', fields: { title: 'text', summary: 'text', url: 'text', maker: 'text', submitted_at: 'instant' } }),
  holding('open_data.wishes', openData, { table: 'open_data.wish', whose: ['person_id'], at: 'asked_at', order: 'id', href: '/data-wishes', fields: { title: 'text', words: 'text', purpose: 'text', unit_id: 'unit', asked_at: 'instant', answer: 'text' } }),
]
