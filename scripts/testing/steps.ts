/** What `npm test` runs: the tests, and the checks beside them. 检查步骤 */
export type Step = { name: string; run: string[]; env?: Record<string, string> }

const node = (script: string, ...args: string[]) => [process.execPath, script, ...args]
const bin = (path: string, ...args: string[]) => [process.execPath, `node_modules/${path}`, ...args]

/** Keeps what the compiler knows, by the hash of each file: the next time it looks at what has changed since and at what that reaches, also in a copy whose packages lie behind a link. */
export const typesKnown = ['--incremental', '--preserveSymlinks', '--tsBuildInfoFile', '.cache/server.tsbuildinfo']

/** The pages that tests look at; before them. */
export const webBuild: Step = { name: 'web build', run: node('scripts/build-web.ts') }

/** They are computed while tests wait for a browser or a database: types of the server first, since the test of a new system goes on from what is known of them. */
export const checks: Step[] = [
  { name: 'types of the server', run: bin('ts7/bin/tsc', '-p', '.', ...typesKnown) },
  { name: 'types of the web', run: bin('vue-tsc/bin/vue-tsc.js', '-p', 'web') },
  { name: 'lint', run: bin('oxlint/bin/oxlint', '--type-aware', '.') },
  { name: 'generated documents', run: node('scripts/generate-docs.ts', '--check') },
  { name: 'row types', run: node('scripts/generate-tables.ts', '--check') },
  { name: 'city data', run: node('scripts/check-city.ts') },
  { name: 'dead code', run: bin('knip/bin/knip.js') },
  { name: 'architecture', run: node('scripts/check-architecture.ts') },
]

/** Programs of the system come over the network while the checks are computed. */
export const programs: Step = { name: 'programs of the system', run: node('scripts/testing/requirements.ts') }

const vitest = (...args: string[]) => bin('vitest/vitest.mjs', 'run', ...args)

/** All tests, and the journeys a second time on the PostgreSQL of Debian. */
export const tests: Step = { name: 'tests', run: vitest(), env: { HAIHE_TEST_POSTGRES: 'both' } }

/** `npm run check`: everything that is quick; `npm run check -- lost-property` tests what bears this name. */
export const quickTests = (names: string[]): Step => ({ name: 'quick tests', run: vitest(...(names.length > 0 ? names : ['server', 'web/'])) })
