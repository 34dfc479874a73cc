import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { openTestDatabase, type TestDatabase } from '../../../../test/kit/database.ts'
import type { ResourceField } from '../contract.ts'
import { exchange } from '../tables.ts'
import { castSql } from './cast-sql.ts'
import { readCell } from './read-cell.ts'

let database: TestDatabase
beforeAll(async () => { database = await openTestDatabase() })
afterAll(() => database?.close())

const rules = { today: '2026-11-28', areas: new Map(), nobodyArea: '120199', demo: false }
const field = (changes: Partial<ResourceField>): ResourceField => ({ name: '项', field: 'x', type: 'text', length: null, required: false, key: false, grade: 1, level: 'general', personal: null, mask: 'full', ...changes })
const texts = [
  '', '0', '-0', '00', '7', '-7', '+7', '007', '１２', '999999999999999', '9999999999999999', '1,200', '1,20', '0,200', '-1,200', '1,200.50', '12.5', '.5', '-.5', '0.1', '00.1', '5.', '1e5', '1.5E+3', '1.2e17', '-1.2e17', '1e5000', '三', '30K', '1 000',
  '2026-01-02', '2026-1-2', '2026/1/2', '2026.01.02', '2026-01/02', '2026年1月2日', '2026年1月2', '2026-1-2日', '2024-02-29', '2023-02-29', '1900-02-29', '2000-02-29', '2026-02-30', '2026-04-31', '2026-12-31', '2026-13-01', '2026-00-10', '0000-01-01', '0999-01-01', '20260102', '20261302', '18990102', '２０２６-01-02',
  '2026-01-02 03:04', '2026-01-02T03:04:05', '2026-01-02 03:04:05.678', '2026-01-02 03:04:05,6', '2026-01-02 24:00:00', '2026-01-02 03:60', '2026年1月2日3时4分5秒', '2026-01-02T03:04:05Z', '2026-01-02 03:04:05+08:00', '2026-01-02 03:04:05+0800', '昨天', '25:99',
  '是', '否', 'true', 'FALSE', 'Yes', 'n', '也许', 'truee',
  '120101197904120021', '12010119790412002X', '110101199003070134', '11010119900307013x', '110101199002300134', '990101199003070134', '911101199003070134', '120199197904120029', '120199197904120028', '110101209903070134', '110101184903070134', '1101011990030701', ...Array.from({ length: 22 }, (_, at) => `1234561985${String((at % 12) + 1).padStart(2, '0')}${28 + (at % 4)}${101 + at * 37}`).flatMap((first) => [...'0123456789Xx'].map((digit) => first + digit)), // with every check digit, one of which is right
  '海河边上的一座城市', "引'号\"和\\",
]

test('the database means by a cell what a reader of sheets means by it, value or fault', async () => {
  const fields = [...(['integer', 'decimal', 'date', 'datetime', 'boolean', 'text'] as const).map((type) => field({ type })), field({ length: 5 }), field({ required: true }), field({ personal: 'identity_number' })]
  const { rows } = await database.read((deed) => sql<Record<string, string | null>>`select ${sql.raw(fields.map((one, at) => `${castSql(one, 'c', rules)} as v${at}`).join(', '))} from unnest(${texts.map((text) => (text === '' ? null : text))}::text[]) with ordinality t (c, place) order by place`.execute(exchange(deed.tx)))
  const told = (one: ResourceField, text: string): string | null => {
    const read = readCell(one, text, rules)
    return 'fault' in read ? `\u0001${read.fault}` : read.value === null ? null : Object.is(read.value, -0) ? '-0' : String(read.value)
  }
  const oneOrZero = (one: ResourceField, text: string): boolean => one.type === 'boolean' && /^[01]$/.test(text) // databases write truth so, people do not
  const different = texts.flatMap((text, row) => fields.flatMap((one, at) => (rows[row]![`v${at}`] === told(one, text) || oneOrZero(one, text) ? [] : [{ text, type: one.personal ?? one.type, sql: rows[row]![`v${at}`], read: told(one, text) }])))
  expect(different).toEqual([])
})
