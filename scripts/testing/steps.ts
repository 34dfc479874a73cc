/** What `npm test` runs, in order. A step of `checks` runs beside its neighbours; the tests run after them. 检查步骤 */
export type Step = { name: string; run: string[]; env?: Record<string, string> }

const node = (script: string, ...args: string[]) => [process.execPath, script, ...args]
const bin = (path: string, ...args: string[]) => [process.execPath, `node_modules/${path}`, ...args]

/** Two lanes, since two cores: steps of a lane run one after the other, the lanes side by side. */
export const checks: Step[][] = [
  [
    { name: 'types of the server', run: bin('ts7/bin/tsc', '-p', '.') },
    { name: 'lint', run: bin('oxlint/bin/oxlint', '--type-aware', '.') },
    { name: 'architecture', run: node('scripts/check-architecture.ts') },
    { name: 'row types', run: node('scripts/generate-tables.ts', '--check') },
    { name: 'city data', run: node('scripts/check-city.ts') },
    { name: 'dead code', run: bin('knip/bin/knip.js') },
    { name: 'generated documents', run: node('scripts/generate-docs.ts', '--check') },
  ],
  [
    { name: 'types of the web', run: bin('vue-tsc/bin/vue-tsc.js', '-p', 'web') },
    { name: 'web build', run: node('scripts/build-web.ts') },
  ],
]

const vitest = (...args: string[]) => bin('vitest/vitest.mjs', 'run', ...args)

/** Each writes its results where the count is taken from. */
export const tests: Step[] = [
  { name: 'tests', run: vitest() },
  { name: 'journeys on the PostgreSQL of Debian', run: vitest('test/journeys'), env: { HAIHE_TEST_POSTGRES: 'debian' } },
]

/** `npm run check`: everything that is quick; `npm run check -- lost-property` tests what bears this name. */
export const quickTests = (names: string[]): Step[] => [{ name: 'quick tests', run: vitest(...(names.length > 0 ? names : ['server', 'web/'])) }]
