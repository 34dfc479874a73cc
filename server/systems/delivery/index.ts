export type { Carrier, Sending, Status, Word } from './carriers.ts'
