export type { EntryPage, ExistingExchange, ListedEntry, SentRow } from './existing-exchange-port.ts'
