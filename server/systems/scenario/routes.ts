import type { Http } from '#base/http'
import { Scenario, ScenarioFilter, ScenarioId, Scenarios } from './contract.ts'
import { findScenarios } from './find-scenarios.ts'
import { showScenario } from './show-scenario.ts'

const may = 'scenario.scenario.read'

export function routes(http: Http): void {
  http.get('/scenario/scenarios', {
    config: { may, example: { query: { state: 'data_ready' } } },
    schema: { querystring: ScenarioFilter, response: { 200: Scenarios } },
  }, (request) => request.read((deed) => findScenarios(deed, request.query)))

  http.get('/scenario/scenarios/:scenarioId', {
    config: { may, example: { params: { scenarioId: 'legal_aid' } } },
    schema: { params: ScenarioId, response: { 200: Scenario } },
  }, (request) => request.read((deed) => showScenario(deed, request.params.scenarioId)))
}
