import { handOver } from './bootstrap.mjs'

handOver('scripts/rotate-keys.ts', { development: false })
