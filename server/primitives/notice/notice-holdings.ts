import { holding } from '#primitives/registry'
import { notice } from './tables.ts'

/** What is kept of a person here: what they were told. 持有登记 */
export const holdings = [
  holding('notice.notices', notice, { table: 'notice.notice', whose: ['recipient'], prefix: 'party:', at: 'at', order: 'id', href: '/messages', forgotten: true, fields: { at: 'instant', template: 'text' } }),
]
