import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf } from './check-architecture.ts'
import { readTree } from './architecture/tree.ts'
import { newSystem } from './new-system.ts'
import { typesKnown } from './testing/steps.ts'

const root = join(import.meta.dirname, '..')
const name = 'scaffold-sample' // not the how-to's own example: who follows it has that one already
let copy: string

/** The repository without what is made, installed or kept. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'haihe-new-system-'))
  cpSync(root, copy, { recursive: true, filter: (path) => !['node_modules', '.git', 'data', 'dist', '.cache', 'test-results', 'fixtures'].includes(basename(path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const known = typesKnown.at(-1)!
  if (existsSync(join(root, known))) cpSync(join(root, known), join(copy, known))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const run = (...args: string[]) => {
  const done = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, VITEST: undefined, NO_COLOR: '1' } })
  return `${done.status === 0 ? 'passed' : 'failed'}\n${done.status === 0 ? '' : done.stdout + done.stderr}`
}

describe('a new system', () => {
  test('without a name, with a wrong one, or with one that is taken is refused', () => {
    expect(() => newSystem(copy, 'Lost Property', '失物招领', '2026-11-25')).toThrow(/lower-case words/)
    expect(() => newSystem(copy, name, 'Sample', '2026-11-25')).toThrow(/Chinese name/)
    expect(() => newSystem(copy, 'place', '地点', '2026-11-25')).toThrow(/there already/)
  })

  test('is of the shape that the architecture asks for', () => {
    const before = faultsOf(readTree(copy))
    expect(newSystem(copy, name, '样板系统', '2026-11-25')).toContain(`server/systems/${name}/add-${name}-entry.ts`)
    expect(faultsOf(readTree(copy))).toEqual(before)
    expect(readFileSync(join(copy, 'server/main.ts'), 'utf8')).toContain('scaffoldSample]')
  })

  test('compiles, on the server and in the browser', () => {
    expect(run('node_modules/ts7/bin/tsc', '-p', '.', ...typesKnown)).toBe('passed\n')
    // its own pages and what they import; all others are checked where they lie
    writeFileSync(join(copy, 'web/tsconfig.own.json'), JSON.stringify({ extends: './tsconfig.json', include: ['env.d.ts', `systems/${name}`] }))
    expect(run('node_modules/vue-tsc/bin/vue-tsc.js', '-p', 'web/tsconfig.own.json')).toBe('passed\n')
  }, 120_000)

  test('has nothing that lint refuses, and row types as its migration makes them', () => {
    expect(run('node_modules/oxlint/bin/oxlint', '--type-aware', `server/systems/${name}`, `web/systems/${name}`)).toBe('passed\n')
    expect(run('scripts/generate-tables.ts', '--check', name)).toBe('passed\n')
  }, 120_000)

  test('passes its own test', () => expect(run('node_modules/vitest/vitest.mjs', 'run', `server/systems/${name}`)).toBe('passed\n'), 120_000)
})
