import { holding } from '#primitives/registry'
import { governance } from './tables.ts'

/** What is kept of a person here: what they reported in their own words, and what they complained of as a worker. 持有登记 */
export const holdings = [
  holding('governance.reports', governance, { table: 'governance.statement', whose: ['person_id'], at: null, order: 'report_id', href: '/mine', fields: { words: 'text', place_words: 'text', division_path: 'division' } }),
  holding('governance.complaints', governance, { table: 'governance.worker_complaint', whose: ['person_id'], at: 'at', order: 'id', href: '/mine', fields: { unit_id: 'unit', words: 'text', at: 'instant' } }),
]
