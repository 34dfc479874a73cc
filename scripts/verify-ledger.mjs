import { handOver } from './bootstrap.mjs'

handOver('scripts/verify-ledger.ts', { development: false })
