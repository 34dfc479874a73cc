import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { checkCreditCode } from '#primitives/party'
import { entryOf, type EntryLine } from '../resource/entry.ts'
import { readCell } from '../row/read-cell.ts'
import { madePeople } from './made-people.ts'
import { madeRows } from './made-rows.ts'

const cities = join(import.meta.dirname, '../../../../cities')
const nobody = { area: '120199', phonePrefix: '154' }
const people = madePeople(nobody).slice(0, 20)
const rules = { today: '2026-11-28', areas: new Map(), nobodyArea: nobody.area, demo: true }
const entriesOf = (city: string) => readdirSync(join(cities, city, 'catalogues/data-resources')).flatMap((file) => {
  const { unit, resources } = parse(readFileSync(join(cities, city, 'catalogues/data-resources', file), 'utf8')) as { unit: string; resources: EntryLine[] }
  return resources.map((line) => entryOf(unit, line))
})

describe.each(['tianjin', 'sample-county'])('what the sandbox makes up in %s', (city) => {
  test('is good under the contract of every entry, has its keys apart, and is of nobody who exists', () => {
    const bad: string[] = []
    for (const { code, name, fields } of entriesOf(city)) {
      const rows = madeRows(code, fields, people)
      const keyed = fields.filter((one) => one.key)
      if (new Set(rows.map((row) => keyed.map(({ field }) => row[field]).join('|'))).size < 10) bad.push(`${code} ${name}: its keys do not tell rows apart`)
      for (const row of rows)
        for (const field of fields) {
          const value = row[field.field]
          const read = readCell(field, value === null || value === undefined ? '' : String(value), rules)
          if ('fault' in read || read.value !== value) bad.push(`${code} ${name} ${field.name}: ${String(value)} ${JSON.stringify(read)}`)
          if (field.personal === 'identity_number' && !String(value ?? nobody.area).startsWith(nobody.area)) bad.push(`${code} ${field.name}: ${String(value)} may be somebody's`)
          if (field.field.endsWith('credit_code') && field.length === 18 && value !== null && 'fault' in checkCreditCode(String(value))) bad.push(`${code} ${field.name}: ${String(value)}`)
        }
    }
    expect(bad.slice(0, 10)).toEqual([])
  })
})

test('the same entry gives the same rows, another other ones', () => {
  const [one, other] = entriesOf('sample-county')
  expect(madeRows(one!.code, one!.fields, people)).toEqual(madeRows(one!.code, one!.fields, madePeople(nobody).slice(0, 20)))
  expect(madeRows(other!.code, one!.fields, people)).not.toEqual(madeRows(one!.code, one!.fields, people))
})
