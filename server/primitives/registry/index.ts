export { contributedCredential, contributedCredentials, contributedResource, useContributions } from './contributions.ts'
export type { DataResource, KeptRow, KeptValue } from './data-resource.ts'
export type { Claims, CredentialKind } from './credential-kind.ts'
