import { holding } from '#primitives/registry'
import { counter } from './tables.ts'

/** What is kept of a person here: visits to a counter, and papers that were handed out. 持有登记 */
export const holdings = [
  holding('counter.visits', counter, { table: 'counter.visit', whose: ['person_id'], at: 'begun_at', order: 'id', href: '/mine', fields: { unit_id: 'unit', begun_at: 'instant', ended_at: 'instant' } }),
  holding('counter.handouts', counter, { table: 'counter.handout', whose: ['person_id'], at: 'handed_at', order: 'id', href: '/applications', fields: { unit_id: 'unit', papers: 'text', handed_at: 'instant' } }),
]
