import { Type, type Static } from 'typebox'
import { Code, Count, Day, listOf, nullable, object, Uuid } from '#base/shapes'
import { ResourceField, Share } from '#contracts/exchange'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const ResourceCode = Type.String({ pattern: '^[0-9]{12}$', maxLength: 12 })
const UnitNamed = object({ id: Code, name: Type.String() })
const Much = Count(Number.MAX_SAFE_INTEGER)
const Named = listOf(object({ id: Code, name: Type.String() }), 10)
/** running 已在本平台办: kinds of matter of this platform do it; data_ready 数据可申请: its data can be asked for, the service is not built; planned 规划中: nothing can be used. */
export const ScenarioState = oneOf('running', 'data_ready', 'planned')
/** `resource`: only those that need this entry. */
export const ScenarioFilter = object({ q: Type.Optional(Type.String({ maxLength: 60 })), lead: Type.Optional(Code), state: Type.Optional(ScenarioState), resource: Type.Optional(ResourceCode) })
export type ScenarioFilter = Static<typeof ScenarioFilter>
export const ScenarioId = object({ scenarioId: Type.String({ pattern: '^[a-z][a-z0-9_-]*$', maxLength: 40 }) })
/** Requests that name it, grants given, and queries and rows under those. */
export const ScenarioRow = object({ id: Type.String(), name: Type.String(), lead: UnitNamed, state: ScenarioState, purpose: Type.String(), resources: Count(), requests: Count(), grants: Count(), queries: Much, rows: Much })
export type ScenarioRow = Static<typeof ScenarioRow>
/** `dataReady`: those with data to ask for, running ones too; `unlisted`: requests in the asker's own words. */
export const Scenarios = object({ items: listOf(ScenarioRow, 1000), counts: object({ all: Count(), dataReady: Count(), running: Count(), used: Count(), unlisted: Count() }), leads: listOf(object({ key: Type.String(), name: Type.String(), count: Count() }), 1000) })
export type Scenarios = Static<typeof Scenarios>
export const Scenario = object({
  scenario: ScenarioRow, basis: Type.String(), matterKinds: Named, rules: Named, inForce: Count(),
  resources: listOf(object({ code: ResourceCode, name: Type.String(), source: UnitNamed, share: Share, by: Type.String(), askable: Type.Boolean(), fields: listOf(object({ field: Type.String(), name: Type.String(), grade: ResourceField.properties.grade, mask: ResourceField.properties.mask }), 50) }), 30),
  grants: listOf(object({ id: Uuid, unit: UnitNamed, resource: object({ code: ResourceCode, name: Type.String() }), fields: Count(), mode: oneOf('query', 'batch_check', 'page', 'delivery'), untilOn: Day, inForce: Type.Boolean(), queries: Much, rows: Much, lastOn: nullable(Day) }), 200),
})
export type Scenario = Static<typeof Scenario>
