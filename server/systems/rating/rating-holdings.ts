import { holding } from '#primitives/registry'
import { openWords } from './find-rating.ts'
import { rating } from './tables.ts'

/** What is kept of a person here: how they rated what was done for them. 持有登记 */
export const holdings = [
  holding('rating.ratings', rating, { table: 'rating.rating', whose: ['person_id', 'agent_id'], also: ['rated_by'], at: 'contact_at', order: 'id', href: '/rate', fields: { item_name: 'text', unit_id: 'unit', contact_at: 'instant', level: 'text', words: openWords, rated_at: 'instant', withdrawn_at: 'instant' } }),
]
