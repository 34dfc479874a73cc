export { contributedResource, useContributions } from './contributions.ts'
export type { DataResource, KeptRow, KeptValue } from './data-resource.ts'
