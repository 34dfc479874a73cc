import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/testing/longest-first.ts'

const env = { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' }
const include = ['{server,scripts,test,web}/**/*.test.ts', ...(process.env.HAIHE_SOAK ? ['test/faults/*.soak.ts'] : [])]

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', 'scripts/fixtures/**'], globalSetup: ['test/kit/cluster.ts'], testTimeout: 30_000, hookTimeout: 120_000,
    pool: 'forks', maxWorkers: 2, isolate: false, env, sequence: { sequencer: LongestFirst },
    // the journeys on a second PostgreSQL are a project beside the rest, so that both workers are busy to the end; a list here would be joined to those of the projects
    ...(process.env.HAIHE_TEST_POSTGRES === 'both'
      ? { projects: [{ extends: true as const, test: { name: 'embedded', include } }, { extends: true as const, test: { name: 'debian', include: ['test/journeys/*.test.ts'], env: { HAIHE_TEST_POSTGRES: 'debian' } } }] }
      : { include }),
  },
})
