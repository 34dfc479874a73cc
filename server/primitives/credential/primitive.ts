import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { routes } from './routes.ts'
import { credential } from './tables.ts'
import { holdings } from './credential-holdings.ts'

export const primitive: Home = {
  name: 'credential',
  chinese: '凭证',
  listeners: [followMerge('credential', credential, [{ table: 'credential.credential', column: 'holder_id' }])],
  routes: [routes],
  events: ['credential.issued', 'credential.revoked'],
  contributions: holdings,
}
