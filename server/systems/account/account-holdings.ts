import { holding } from '#primitives/registry'
import { account } from './tables.ts'

/** What is kept of a person here: how it is known who they are, and who acts for whom. 持有登记 */
export const holdings = [
  holding('account.proofs', account, { table: 'account.proof', whose: ['person_id'], at: 'proven_at', order: 'id', href: '/account', fields: { level: 'text', unit_id: 'unit', proven_at: 'instant', ended_at: 'instant' } }),
  holding('account.checks', account, { table: 'account.identity_check', whose: ['person_id'], at: null, order: null, href: '/account', forgotten: true, fields: { on_day: 'day', tries: 'text' } }),
  holding('account.delegations', account, { table: 'account.delegation', whose: ['principal_id', 'granted_by', 'agent_id'], at: 'made_at', order: 'id', href: '/account', fields: { principal_name: 'text', agent_name: 'text', items: 'item', made_at: 'instant', until_on: 'day', ended_at: 'instant' } }),
  holding('account.logins', account, { table: 'account.provider_link', whose: ['person_id'], at: 'tied_at', order: null, href: '/account', forgotten: true, fields: { provider: 'text', tied_at: 'instant', untied_at: 'instant' } }),
]
