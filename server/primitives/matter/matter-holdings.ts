import { holding } from '#primitives/registry'
import { matter } from './tables.ts'

/** What is kept of a person here: number, state and clock of what they opened; what it says lies with its system. 持有登记 */
export const holdings = [
  holding('matter.matters', matter, { table: 'matter.matter', whose: ['opener_id'], where: ['opener_kind', 'person'], at: 'opened_at', order: 'id', href: '/mine', fields: { number: 'text', opened_at: 'instant', unit_id: 'unit', closed_at: 'instant' } }),
]
