import { handOver } from './bootstrap.mjs'

handOver('scripts/profile.ts', { development: false })
