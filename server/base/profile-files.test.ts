import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openTestDatabase } from '../../test/kit/database.ts'
import { parts } from '../main.ts'
import { readCityFile, validatorOf } from './profile.ts'
import { cityFile, writtenFiles } from './profile-files.ts'

const cities = join(import.meta.dirname, '../../cities')

describe.each(['tianjin', 'sample-county'])('%s written back to files', (name) => {
  const open = openTestDatabase({ city: name })
  afterAll(async () => (await open).close())

  test('says what the folder says: catalogue, rules, kinds', async () => {
    const files = await (await open).read((deed) => writtenFiles(deed, parts.homes))
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['catalogues/incident-items.csv', 'rules/dispatch.yaml', 'matter-kinds/incident.yaml']))
    const folder = mkdtempSync(join(tmpdir(), 'haihe-profile-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    for (const { path, content } of files) {
      const target = join(folder, path.replaceAll('/', '_'))
      writeFileSync(target, cityFile(join(cities, name, path), content))
      // the order of entries says nothing: the database has none
      const codeOf = (value: unknown): string => String((value as { code?: string } | null)?.code)
      const sorted = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(sorted).toSorted((a, b) => codeOf(a).localeCompare(codeOf(b)))
        return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)])) : value
      }
      expect(sorted(readCityFile(target)), path).toEqual(sorted(readCityFile(join(cities, name, path))))
    }
    const items = files.find(({ path }) => path.endsWith('.csv'))!
    expect(validatorOf(cities, 'incident-items')(items.content)).toBe(true)
  })

  test('keeps the lines at the head of a file that name its source', () => {
    expect(cityFile(join(cities, name, 'catalogues/incident-items.csv'), [{ code: '#1', name: 'a,"b"' }])).toMatch(/^# .+\n(# .+\n)*code,name\n"#1","a,""b"""\n$/)
  })
})
