export { askFact, type Fact, type Facts, type FactUse } from './fact/ask-fact.ts'
export { disputeValue } from './correction/dispute-value.ts'
export { showResource } from './resource/show-resource.ts'
