import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultsOf, rules } from './check-architecture.ts'
import { readTree } from './architecture/tree.ts'

const fixtures = join(import.meta.dirname, 'fixtures/architecture')
const good = join(fixtures, 'good')

/** The good house with one file written over. */
function faultsWith(path: string, text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-architecture-'))
  try {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    return faultsOf(readTree(good, folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the architecture check', () => {
  test('finds nothing in a well-built house', () => expect(faultsOf(readTree(good))).toEqual([]))

  test('has a fixture for every rule, and no other', () => expect(readdirSync(fixtures).sort()).toEqual([...rules.map(({ name }) => name), 'good'].sort()))

  test.each(rules)('fails when $says: $name', ({ name }) => {
    const faults = faultsOf(readTree(good, join(fixtures, name)))
    expect(faults.length).toBeGreaterThan(0)
    expect([...new Set(faults.map(({ rule }) => rule))]).toEqual([name])
  })

  test.each([
    ['a migration that refers to a system beside it', 'server/systems/hotline/migrations/2026-01-03-calls.sql', 'create table hotline.call (incident uuid references governance.incident(id));', 'foreign-table'],
    ['a migration that indexes a table of a primitive above', 'server/primitives/place/migrations/2026-01-04-more.sql', 'create index later on notice.message (id);', 'foreign-table'],
    ['a Kysely query of another home', 'server/systems/hotline/find-calls.ts', "export const findCalls = (db: any) => db.selectFrom('governance.incident')", 'foreign-table'],
    ['a default of now() in a migration', 'server/systems/governance/migrations/2026-01-05-more.sql', 'alter table governance.incident add at timestamptz default now();', 'ambient-clock'],
    ['new Date() without an instant', 'server/systems/governance/find-incidents.ts', 'export const findIncidents = () => new Date()', 'ambient-clock'],
    ['a division code', 'web/base/look.ts', "export const start = '990102001'", 'city-in-code'],
    ['the name of the city without its 市', 'server/base/shapes.ts', "export const title = '河湾统管'", 'city-in-code'],
    ['a folder of a city in Latin letters', 'server/base/shapes.ts', "export const start = 'Riverton'", 'city-in-code'],
    ['an import of a contract of a system that is not needed', 'server/systems/governance/find-incidents.ts', "import type { Call } from '#contracts/hotline'\nexport type Found = Call", 'undeclared-need'],
    ['a page of one system in another by glob', 'web/systems/governance/more.ts', "export const all = import.meta.glob('../hotline/*.vue')", 'web-layers'],
    ['code of the server in the web', 'web/base/look.ts', "import { now } from '../../server/base/clock.ts'\nexport const colour = now", 'web-knows-types-only'],
    ['a long README of a system', 'server/systems/governance/README.md', 'a line\n'.repeat(61), 'file-length'],
  ])('sees %s', (_, path, text, rule) => expect(faultsWith(path, text).map((fault) => fault.rule)).toContain(rule))

  test.each([
    ['an instant that was given', 'server/systems/governance/find-incidents.ts', 'export const findIncidents = (at: string) => new Date(at)'],
    ['an event of another system by name', 'server/systems/governance/listeners.ts', "export const listeners = [{ on: 'hotline.call_taken' }]"],
    ['a join on an alias that is also the name of a home', 'server/systems/governance/find-incidents.ts', 'export const text = `from governance.incident as place join governance.step as notice on place.id = notice.id`'],
    ['a test that names a division', 'server/systems/governance/find-incidents.test.ts', "export const start = '990102001'"],
    ['an import that is only a comment', 'server/systems/governance/find-incidents.ts', "// import { x } from '../hotline/take-call.ts'\nexport const found = 1"],
  ])('allows %s', (_, path, text) => expect(faultsWith(path, text)).toEqual([]))
})
