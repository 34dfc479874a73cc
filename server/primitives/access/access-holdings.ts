import { holding } from '#primitives/registry'
import { access } from './tables.ts'

/** What is kept of a person here: the account, and where and when it was used. 持有登记 */
export const holdings = [
  holding('access.account', access, { table: 'access.account', whose: ['party_id'], at: 'created_at', order: null, href: '/account', fields: { name: 'text', created_at: 'instant', shares_phone: 'yes', disabled_at: 'instant' } }),
  holding('access.sessions', access, { table: 'access.session', whose: ['account_id'], through: { table: 'access.account', person: 'party_id' }, at: 'created_at', order: 'id', href: '/own', fields: { device: 'text', created_at: 'instant', last_seen_at: 'instant', ended_at: 'instant' } }),
  holding('access.log', access, { table: 'access.login_log', whose: ['account_id'], through: { table: 'access.account', person: 'party_id' }, at: 'at', order: 'id', href: '/own', fields: { at: 'instant', device: 'text', source: 'text' } }),
]
