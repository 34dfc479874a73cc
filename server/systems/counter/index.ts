export type { Card, CardReader } from './reader/card-reader.ts'
