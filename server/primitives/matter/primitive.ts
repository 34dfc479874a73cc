import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { writeKinds } from './kind/write-kinds.ts'
import { loadKind } from './load-kind.ts'
import { ownRoutes } from './own/routes.ts'
import { routes } from './routes.ts'
import { rollUpFacts } from './statistics/roll-up-facts.ts'
import { renewDeadlines } from './tick/renew-deadlines.ts'
import { tickMatters } from './tick/tick-matters.ts'
import { tickShares } from './tick/tick-shares.ts'
import { matter } from './tables.ts'
import { holdings } from './matter-holdings.ts'

export const primitive: Home = {
  name: 'matter',
  chinese: '办理事项',
  permissions: ['matter.own.read', 'matter.trace.read', 'matter.oversight.order', 'matter.oversight.answer', 'matter.kind.edit', 'matter.kind.approve'],
  listeners: [followMerge('matter', matter, [{ table: 'matter.matter', column: 'opener_id', where: ['opener_kind', 'person'] }])],
  routes: [ownRoutes, routes],
  events: ['matter.opened', 'matter.advanced', 'matter.escalated', 'matter.deadline_renewed', 'matter.oversight_ordered', 'matter.oversight_answered', 'matter.kind_published'],
  seeds: [{ file: 'matter-kinds/*.yaml', schema: 'matter-kind', load: loadKind, write: writeKinds }],
  jobs: [
    { name: 'matter.tick', everySeconds: 60, perform: tickMatters },
    { name: 'matter.tick_shares', everySeconds: 60, perform: tickShares },
    { name: 'matter.roll_up', everySeconds: 60, perform: rollUpFacts },
    { name: 'matter.renew_deadlines', everySeconds: 3600, perform: renewDeadlines },
  ],
  contributions: holdings,
}
