import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openBlobStore } from './blob-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'haihe-blobs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const store = openBlobStore(folder)

test('no name from outside becomes a path', async () => {
  for (const name of ['../../etc/passwd', '/etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, '..%2f..%2f']) await expect(async () => store.get(name)).rejects.toThrow('not the name')
})

test('bytes that were changed on disk are not handed out', async () => {
  const name = await store.put(Buffer.from('one'))
  expect(String(await store.get(name))).toBe('one')
  writeFileSync(join(folder, name.slice(0, 2), name), 'two')
  await expect(store.get(name)).rejects.toThrow('changed on disk')
})

test('the same bytes twice are one blob; a draft whose writer died goes with age', async () => {
  const names = await Promise.all([1, 2, 3].map(() => store.put(Buffer.from('same'))))
  expect(new Set(names).size).toBe(1)
  const parent = join(folder, names[0]!.slice(0, 2))
  const draft = join(parent, `${names[0]}.draft`)
  writeFileSync(draft, 'half')
  utimesSync(draft, 1000, 1000)
  const old: string[] = []
  for await (const some of store.writtenBefore(new Date(2000 * 1000))) old.push(...some)
  expect(old).toEqual([])
  expect(readdirSync(parent)).toEqual([names[0]])
  await store.remove(names[0]!)
  await store.remove(names[0]!)
  expect(readdirSync(parent)).toEqual([])
})
