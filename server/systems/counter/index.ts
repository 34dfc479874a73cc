export type { Card, CardReader } from './reader/card-reader.ts'
export { personAtWindow } from './visit/find-visit.ts'
