import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheet, streamSheet } from '#base/spreadsheet'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import { importItems } from './import-items.ts'
import { catalogue } from './items.ts'
import { itemColumns, toSheet } from './sheet.ts'

let city: TestCity
beforeAll(async () => { city = await openTestCity() })
afterAll(() => city.close())

test('the catalogue that went out as Excel comes in again and changes nothing: every list is the same list', async () => {
  const before = await city.read(async (deed) => (await catalogue(deed)).live)
  const chunks: Buffer[] = []
  for await (const chunk of streamSheet('事项目录', itemColumns, (async function* () { yield* before.map(toSheet) })())) chunks.push(chunk as Buffer)
  const rows = await readSheet(Buffer.concat(chunks), itemColumns, 2000)
  expect(await city.deed((deed) => importItems(deed, rows))).toEqual({ rows: before.length, changed: 0, unchanged: before.length, faults: [] })
})
