import { expect, test } from 'vitest'
import type { Column } from './docs/columns.ts'
import { withRowTypes } from './docs/row-types.ts'

const column = (name: string, type: string, more: Partial<Column> = {}): Column => ({ name, type, nullable: false, filled: false, choices: null, comment: null, ...more })
const rows = (source: string, columns: Column[]) => withRowTypes(source, [{ name: 'x.thing', comment: 'A thing.', columns }])
const source = (columns: string) => `import { tables } from '#base/database'\n\nexport type XTables = {\n  'x.thing': { ${columns} }\n}\nexport const x = tables<XTables>()\n`

test('a column that is gone leaves, a new one comes with its comment', () => {
  const made = rows(source('old: string'), [column('id', 'uuid', { comment: 'Made by the client.' })])
  expect(made).toContain("  /** A thing. */\n  'x.thing': {\n    /** Made by the client. */\n    id: string\n  }")
  expect(made).not.toContain('old')
})

test('a type that no longer fits is written over', () => {
  expect(rows(source('size: number'), [column('size', 'int8')])).toContain('size: bigint')
  expect(rows(source('at: Date'), [column('at', 'timestamptz', { nullable: true })])).toContain('at: Date | null')
})

test('a type that says it more exactly stays', () => {
  expect(rows(source("state: 'open' | 'done'; facts: Facts; by: Level | null"), [column('state', 'text'), column('facts', 'jsonb'), column('by', 'text', { nullable: true })]))
    .toContain("state: 'open' | 'done'\n    facts: Facts\n    by: Level | null")
})

test('the words of a check become a union, and what the database fills in need not be given', () => {
  const made = rows(source(''), [column('state', 'text', { choices: ['open', 'done'] }), column('version', 'int4', { filled: true })])
  expect(made).toContain("state: 'open' | 'done'\n    version: Generated<number>")
  expect(made.startsWith("import type { Generated } from 'kysely'")).toBe(true)
})

test('a table without a type …Tables is refused', () => expect(() => rows('export const x = 1', [])).toThrow(/no type …Tables/))
