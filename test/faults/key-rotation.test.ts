import { randomUUIDv7 } from 'node:crypto'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDataKey } from '#base/crypto'
import { keys } from '#base/keys'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { ownKeys, type OwnKeys } from '../kit/own-keys.ts'
import { tellStory } from './tell-story.ts'

const marriages = '307012000214'
const [husband, wife, newcomer] = ['120199197904120029', '120199194809030056', '120199199004110668']
let city: TestCity
let own: OwnKeys | undefined
beforeAll(async () => {
  city = await openTestCity()
  own = ownKeys()
})
afterAll(async () => { own?.end(); await city?.close() })

const land = async (...rows: string[]) => {
  const edge = 'haihe-edge'
  const sheet = ['男方证件号,女方证件号,男方姓名,婚姻状况,登记日期', ...rows].join('\n')
  const payload = `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${sheet}\r\n--${edge}--\r\n`
  return (await (await city.as('jin'))({ method: 'POST', url: `/exchange/resources/${marriages}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload })).json() as { rows: number; changed: number }
}

test('a key added with data in place: what was landed is found and not landed twice, what is new is sealed with the new key once all may know it, and the person sees the uses of both times', async () => {
  const old = `${husband},${wife},王强,已婚,2011-03-09`
  expect(await land(old)).toMatchObject({ rows: 1, changed: 1 })
  const { number: matter } = (await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: '120103' } })).json() as { number: string }
  const grant = randomUUIDv7()
  await city.done('xie', '/exchange/requests', { id: grant, resource: marriages, fields: ['groom_name'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2030-12-31', rowsADay: 100 })
  await city.done('jin', `/exchange/requests/${grant}/grant`)
  const ask = async (value: string) => ((await (await city.as('xie'))({ method: 'POST', url: `/exchange/grants/${grant}/queries`, payload: { field: 'groom_number', value, matter } })).json() as { rows: unknown[] }).rows
  const uses = async () => ((await (await city.as('li'))({ url: '/ledger/mine' })).json() as { items: { kind: string }[] }).items.filter(({ kind }) => kind === 'exchange.used').length
  const keyOf = async () => (await city.sql<{ key: number }>('select get_byte(sealed, 1) as key from exchange.row order by id')).map(({ key }) => key)
  expect(await ask(husband)).toEqual([{ groom_name: '王*' }])

  const { folder, openAnew } = own!
  expect(addDataKey(folder)).toBe(2)
  openAnew()
  expect(keys().seal('test', 'x')[1]).toBe(1) // not all processes need know it yet
  utimesSync(join(folder, 'data-2.key'), 0, 0)
  openAnew()
  expect(keys().seal('test', 'x')[1]).toBe(2)

  expect(await ask(husband)).toEqual([{ groom_name: '王*' }])
  expect(await land(old, `${newcomer},${wife},赵刚,已婚,2012-05-20`)).toMatchObject({ rows: 2, changed: 1 })
  expect(await keyOf()).toEqual([1, 2])
  expect(await ask(newcomer)).toEqual([{ groom_name: '赵*' }])
  expect(await land(`${husband},${wife},王强,离异,2011-03-09`)).toMatchObject({ changed: 1 })
  expect(await keyOf()).toEqual([2, 2])
  expect(await ask(husband)).toEqual([{ groom_name: '王*' }])
  expect(await uses()).toBe(3)
  tellStory('a new data key with rows in place: those landed before are found and not landed twice, new and changed ones lie under the new key, and all 3 uses are shown to the person')
})
