export type { ExistingExchange } from './existing-exchange-port.ts'
