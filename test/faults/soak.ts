/** npm run soak -- governance | exchange | fuzz: the full counts of what `npm test` tries in short form, and what only a soak tries (`*.soak.ts`); one line a story at its end. */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const soaks: Record<string, { files: string[]; env: Record<string, string>; /** For one test. */ minutes: number }> = {
  governance: { files: ['test/faults/kill.test.ts', 'test/faults/ledger.test.ts'], env: { HAIHE_KILLS: '20' }, minutes: 60 },
  exchange: {
    files: ['transfer-kill.test.ts', 'transfer.test.ts', 'memory.soak.ts', 'source.soak.ts', 'key-rotation.test.ts'].map((name) => `test/faults/${name}`),
    env: { HAIHE_TRANSFER_ROWS: '150000', HAIHE_TRANSFER_LIVES: '6' }, minutes: 3,
  },
  fuzz: { files: ['test/fuzz'], env: { HAIHE_FUZZ_RUNS: '2000', HAIHE_FUZZ_SEED: String(randomInt(2 ** 31)) }, minutes: 60 },
}
const soak = soaks[process.argv[2] ?? '']
if (!soak) {
  process.stderr.write(`Say which: npm run soak -- ${Object.keys(soaks).join(' | ')}\n`)
  process.exit(1)
}
process.stdout.write(`${Object.entries(soak.env).map((pair) => pair.join('=')).join(' ')}\n`)
const folder = mkdtempSync(join(tmpdir(), 'haihe-soak-'))
const told = join(folder, 'stories')
writeFileSync(told, '')
const done = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...soak.files, `--testTimeout=${soak.minutes * 60_000}`, `--hookTimeout=${soak.minutes * 60_000}`], { stdio: 'inherit', env: { ...process.env, HAIHE_SOAK: told, ...soak.env } })
process.stdout.write(readFileSync(told, 'utf8'))
rmSync(folder, { recursive: true, force: true })
process.exit(done.status ?? 1)
