import type { Home } from '#base/home'
import { routes } from './routes.ts'
import { sequenceEntries } from './sequence-entries.ts'

export const primitive: Home = {
  name: 'ledger',
  chinese: '存证账本',
  routes: [routes],
  jobs: [{ name: 'ledger.sequence', everySeconds: 1, perform: sequenceEntries }],
}
