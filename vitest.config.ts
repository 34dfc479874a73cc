import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['{server,scripts,test,web}/**/*.test.ts', ...(process.env.HAIHE_SOAK ? ['test/faults/*.soak.ts'] : [])], exclude: ['**/node_modules/**', 'scripts/fixtures/**'], globalSetup: ['test/kit/cluster.ts'], testTimeout: 30_000, hookTimeout: 120_000, pool: 'forks', maxWorkers: 2, isolate: false, env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' } },
})
