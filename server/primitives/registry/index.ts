export { contributedCredential, contributedCredentials, contributedResource, contributedScenarios, useContributions } from './contributions.ts'
export type { DataResource, KeptRow, KeptValue } from './data-resource.ts'
export type { Claims, CredentialKind } from './credential-kind.ts'
export type { ScenarioList } from './scenario-list.ts'
