import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { proveCast } from './proof/prove-cast.ts'
import { providerRoutes } from './provider/routes.ts'
import { routes } from './routes.ts'
import { loadSettings } from './account-settings.ts'
import { account } from './tables.ts'
import { holdings } from './account-holdings.ts'

export { useIdentityProviders } from './provider/identity-provider.ts'

bindKind({ kind: 'identity_check', actions: ['match', 'lapse'], states: ['checking', 'matched', 'lapsed'] })

export const system: Home = {
  name: 'account',
  chinese: '账户',
  needs: ['exchange', 'service-item'],
  permissions: ['account.own.keep', 'account.delegation.give', 'account.proof.confirm'],
  events: ['account.proven', 'account.delegated', 'account.delegation_ended', 'account.acted_for', 'account.merged', 'account.provider_tied', 'account.provider_untied'],
  listeners: [followMerge('account', account, [{ table: 'account.delegation', column: 'granted_by' }, { table: 'account.delegation', column: 'principal_id' }, { table: 'account.delegation', column: 'agent_id' }, { table: 'account.provider_link', column: 'person_id', unique: ['provider'] }])],
  routes: [routes, providerRoutes],
  seeds: [{ file: 'account.yaml', schema: 'account', load: loadSettings }, { file: 'people.yaml', schema: 'people', demo: true, optional: true, load: proveCast }],
  contributions: holdings,
}
