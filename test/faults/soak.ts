/** npm run soak -- governance | exchange | fuzz: the full counts of what `npm test` tries in short form. */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'

const soaks: Record<string, { files: string[]; env: Record<string, string> }> = {
  governance: { files: ['test/faults'], env: { HAIHE_KILLS: '20' } },
  exchange: { files: ['test/faults/transfer.test.ts', 'test/faults/key-rotation.test.ts'], env: { HAIHE_TRANSFER_ROWS: '200000', HAIHE_TRANSFER_LIVES: '25' } },
  fuzz: { files: ['test/fuzz'], env: { HAIHE_FUZZ_RUNS: '2000', HAIHE_FUZZ_SEED: String(randomInt(2 ** 31)) } },
}
const soak = soaks[process.argv[2] ?? '']
if (!soak) {
  process.stderr.write(`Say which: npm run soak -- ${Object.keys(soaks).join(' | ')}\n`)
  process.exit(1)
}
process.stdout.write(`${Object.entries(soak.env).map((pair) => pair.join('=')).join(' ')}\n`)
const done = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...soak.files, '--testTimeout=3600000', '--hookTimeout=3600000'], { stdio: 'inherit', env: { ...process.env, ...soak.env } })
process.exit(done.status ?? 1)
