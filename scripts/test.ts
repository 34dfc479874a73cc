/** Runs every check and every test, and says in one last line how many passed. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { type Count, readResults } from './testing/results.ts'
import { type Step, checks, programs, quickTests, tests, webBuild } from './testing/steps.ts'

const root = join(import.meta.dirname, '..')
const results = join(root, '.cache/test-results')
const quick = process.argv.includes('--quick')
const began = performance.now()
const total: Count = { passed: 0, failed: 0, skipped: 0, files: [], faults: [] }
const say = (line: string) => process.stdout.write(`${line}\n`)
const running = new Set<ReturnType<typeof spawn>>()

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGTERM')
    process.exit(130)
  })
}

type How = { loud?: boolean; aside?: boolean; env?: Record<string, string> }

/** Runs one step; its words are shown when it fails, or all along when `loud`; `aside` it takes only what the others leave of the machine. */
async function perform(step: Step, { loud = false, aside = false, env = {} }: How = {}): Promise<boolean> {
  const started = performance.now()
  const [command, ...args] = step.run
  const child = spawn(command!, args, { cwd: root, stdio: ['ignore', loud ? 'inherit' : 'pipe', loud ? 'inherit' : 'pipe'], env: { ...process.env, NO_COLOR: '1', ...step.env, ...env } })
  running.add(child)
  if (aside && child.pid !== undefined) setPriority(child.pid, 19)
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { words += String(chunk) })
  const code = await new Promise<number | null>((done) => {
    child.once('error', () => done(null))
    child.once('close', done)
  })
  running.delete(child)
  say(`${code === 0 ? '✓' : '✗'} ${step.name}  ${((performance.now() - started) / 1000).toFixed(1)} s`)
  if (code !== 0 && !loud) say(words.trimEnd().split('\n').map((line) => `    ${line}`).join('\n'))
  return code === 0
}

async function check(step: Step, how: How): Promise<void> {
  const passed = await perform(step, how)
  total[passed ? 'passed' : 'failed'] += 1
  if (!passed) total.faults.push(`check: ${step.name}`)
}

async function runTests(step: Step): Promise<void> {
  say(`\n${step.name}`)
  const output = join(results, 'tests.json')
  const times = join(results, 'times.json')
  const passed = await perform({ ...step, run: [...step.run, '--reporter=dot', '--reporter=json', '--reporter=./scripts/testing/files-reporter.ts', `--outputFile.json=${output}`] }, { loud: true, env: { HAIHE_FILE_TIMES: times } })
  const count = readResults(root, output, times)
  if (!passed && count.failed === 0) {
    count.failed += 1
    count.faults.push(`${step.name}: the run failed outside its tests; its words stand above`)
  }
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key]
  total.files.push(...count.files)
  total.faults.push(...count.faults)
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const waiting = checks.values() // shared: whoever has done one takes the next
const take = async () => { for (const step of waiting) await check(step, { aside: true }) }
const beside = take()
const [hasPrograms] = await Promise.all([quick || perform(programs, { loud: true }), check(webBuild, {})])
if (!hasPrograms) {
  await beside
  say(`${total.passed} passed, ${total.failed + 1} failed, 0 skipped`)
  process.exit(1)
}
await runTests(quick ? quickTests(process.argv.slice(2).filter((name) => !name.startsWith('--'))) : tests)
await Promise.all([beside, take()])

say('\nSlowest files:')
for (const { path, seconds } of total.files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 20)) say(`  ${seconds.toFixed(1).padStart(6)} s  ${path}`)
if (total.faults.length > 0) say(`\nFailed:\n${total.faults.map((fault) => `  ${fault}`).join('\n')}`)
say(`\n${((performance.now() - began) / 60_000).toFixed(1)} minutes`)
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 ? 1 : 0)
