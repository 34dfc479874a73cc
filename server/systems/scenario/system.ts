import type { Home } from '#base/home'
import type { ScenarioList } from '#primitives/registry'
import { loadScenarios } from './load-scenarios.ts'
import { routes } from './routes.ts'
import { namedScenario } from './named-scenario.ts'

const list: ScenarioList = { kind: 'scenarios', id: 'scenario.list', named: namedScenario }

export const system: Home = {
  name: 'scenario',
  chinese: '应用场景',
  needs: ['exchange'],
  permissions: ['scenario.scenario.read'],
  routes: [routes],
  seeds: [{ file: 'scenarios/*.yaml', schema: 'scenarios', optional: true, load: loadScenarios }],
  contributions: [list],
}
