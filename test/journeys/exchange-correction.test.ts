import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange } from '../../server/systems/exchange/tables.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { testActor } from '../kit/database.ts'
import { places } from './cast.ts'

const marriages = '307012000214'
const [li, pan] = ['120199197904120029', '120199197307080698']
const DAY = 86_400_000
let city: TestCity
let [matter, incident, grant] = ['', '', '']
const did = async (login: string, url: string, payload: object, status = 200) => {
  const answer = await city.call(login, 'POST', url, payload)
  expect(answer.statusCode, `${url} ${answer.body}`).toBe(status)
  return answer.json() as { id: string; number: string; state: string }
}
const refused = async (login: string, url: string, payload: object, status: number, code: string) => {
  const answer = await city.call(login, 'POST', url, payload)
  expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code])
}
const land = async (state: string) => {
  const edge = 'haihe-edge'
  const text = `男方证件号,女方证件号,男方姓名,女方姓名,婚姻状况,登记日期\r\n${li},${pan},王强,孙丽,${state},2011-03-09`
  const answer = await (await city.as('jin'))({ method: 'POST', url: `/exchange/resources/${marriages}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${edge}--\r\n` })
  expect(answer.statusCode, answer.body).toBe(200)
}
const later = (ms: number) => city.setNow(new Date(city.now().getTime() + ms))
const told = async (login: string) => { await city.deliver(); return (await city.call(login, 'GET', '/notices')).json().items.map((one: { template: string }) => one.template) as string[] }
const uses = async (login = 'li') => (await city.call(login, 'GET', '/exchange/uses/mine')).json().items

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' })
  const report = (await city.call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: places.tianjin.district, itemCode: places.tianjin.item })).json() as { id: string; number: string }
  ;[matter, incident] = [report.number, report.id]
  await land('已婚')
  grant = randomUUIDv7()
  await did('xie', '/exchange/requests', {
    id: grant, resource: marriages, fields: ['groom_number', 'groom_name', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2027-02-01', rowsADay: 1000,
  }, 201)
  await did('jin', `/exchange/requests/${grant}/grant`, {})
  await did('xie', `/exchange/grants/${grant}/queries`, { field: 'groom_number', value: li, matter })
})
afterAll(() => city?.close())

test('a resident sees a use whole: who, which items of whose entry, for which matter of theirs, under which grant and by which law; staff see none of it', async () => {
  const [use] = await uses()
  expect(use).toMatchObject({
    unit: { id: places.tianjin.department('water') }, purpose: '办理公积金提取', resource: { code: marriages, name: '婚姻登记信息' }, source: { id: 'city-civil-affairs' }, matter: { number: matter, id: incident, kind: 'incident' }, correction: null,
    request: { legalBasis: '住房公积金管理条例', scenario: '公积金提取', untilOn: '2027-02-01' }, fields: [{ name: '男方证件号', field: 'groom_number' }, { name: '男方姓名', field: 'groom_name' }, { name: '婚姻状况', field: 'state' }],
  })
  expect(await uses('sun')).toEqual([])
  expect((await city.call('jin', 'GET', '/exchange/uses/mine')).statusCode).toBe(403)
})

test('a resident asks for a correction of what was used, once at a time; only the source reads it and answers, within ten working days, and nothing unchanged is called corrected', async () => {
  const [{ entryId }] = await uses()
  const asked = { id: randomUUIDv7(), use: entryId, field: 'state', wrong: '我们去年离婚了', believed: '离婚' }
  await refused('sun', '/exchange/corrections/mine', asked, 404, 'exchange.use_unknown')
  await refused('li', '/exchange/corrections/mine', { ...asked, field: 'registered_on' }, 400, 'exchange.field_not_used')
  const { id, number, state } = await did('li', '/exchange/corrections/mine', asked, 201)
  expect(state).toBe('answering')
  expect(await did('li', '/exchange/corrections/mine', asked, 201)).toMatchObject({ id, number })
  await refused('li', '/exchange/corrections/mine', { ...asked, id: randomUUIDv7() }, 409, 'exchange.correction_open')
  expect(JSON.stringify(await city.sql(`select encode(sealed, 'escape') as sealed from exchange.correction_content`))).not.toContain(li)
  expect(await told('jin')).toContain('exchange.correction.arrived')

  const at = `/exchange/corrections/${id}`
  const shown = (await city.call('jin', 'GET', at)).json()
  expect(shown).toMatchObject({ mayRead: true, correction: { origin: 'person', stateName: '待核实', field: { name: '婚姻状况' }, unit: null } })
  expect(Date.parse(shown.correction.stateDueAt)).toBe(Date.parse('2026-12-09T10:00:00Z')) // ten working days, to the end of the last
  expect((await city.call('hou', 'GET', at)).json()).toMatchObject({ mayRead: false }) // the authority sees the clock, not the words
  await refused('hou', `${at}/read`, {}, 404, 'exchange.correction_unknown')
  await refused('xie', `${at}/read`, {}, 404, 'exchange.correction_unknown')
  expect(await city.read((deed) => exchange(deed.tx).selectFrom('exchange.correction_content').select('id').execute(), { actor: testActor({ kind: 'staff', departmentId: places.tianjin.department('water') }) })).toEqual([])
  expect(await did('jin', `${at}/read`, {})).toEqual({ key: { name: null, value: li }, wrong: '我们去年离婚了', believed: '离婚', held: ['已婚'], changed: false })

  await refused('xie', `${at}/stand`, { reason: '不对' }, 404, 'exchange.correction_unknown')
  await refused('jin', `${at}/correct`, { note: '改了' }, 409, 'exchange.correction_not_landed')
  await refused('jin', `${at}/stand`, { reason: `王强 ${li} 登记没有变` }, 400, 'exchange.words_personal')
  later(DAY)
  await land('离婚')
  expect((await did('jin', `${at}/correct`, { note: '按离婚登记档案更正' })).state).toBe('corrected')
  expect(await told('li')).toContain('exchange.correction.correct')
  const own = (await city.call('li', 'GET', `/exchange/corrections/mine/${id}`)).json()
  expect(own).toMatchObject({ wrong: '我们去年离婚了', believed: '离婚', may: [], correction: { stateName: '已更正' } })
  expect(own.trace.steps.map((one: { name: string; unit: { id: string } | null; note: string | null }) => [one.name, one.unit?.id ?? null, one.note])).toContainEqual(['更正', 'city-civil-affairs', '按离婚登记档案更正'])
  expect(JSON.stringify(own.trace)).not.toContain('金婉')
  expect((await uses())[0].correction).toMatchObject({ id, final: true })
  expect((await city.call('sun', 'GET', `/exchange/corrections/mine/${id}`)).json().code).toBe('exchange.correction_unknown')
  const about = (await city.call('li', 'GET', '/ledger/mine')).json().items.map((one: { kind: string }) => one.kind)
  expect(about.slice(0, 2)).toEqual(['exchange.value_corrected', 'exchange.correction_read'])
})

test('a department asks about a value it got under its grant; the source keeps it with a reason, and department and person are told', async () => {
  const asked = { id: randomUUIDv7(), grant, field: 'state', key: { field: 'groom_number', value: li }, wrong: '当事人出示的是结婚证', believed: '已婚' }
  await refused('jin', '/exchange/corrections', asked, 404, 'exchange.grant_unknown')
  await refused('xie', '/exchange/corrections', { ...asked, field: 'registered_on' }, 400, 'exchange.field_not_granted')
  await refused('xie', '/exchange/corrections', { ...asked, key: { field: 'state', value: '离婚' } }, 400, 'exchange.not_a_key')
  const { id } = await did('xie', '/exchange/corrections', asked, 201)
  expect((await did('xie', `/exchange/corrections/${id}/read`, {}))).toMatchObject({ believed: '已婚', held: [] }) // a field that is only compared is not shown by this way
  await refused('jin', `/exchange/corrections/${id}/correct`, { note: '改了' }, 409, 'exchange.correction_not_landed')
  expect((await did('jin', `/exchange/corrections/${id}/stand`, { reason: '以离婚登记为准' })).state).toBe('stood')
  expect(await told('xie')).toContain('exchange.correction.stand')
  expect(await told('li')).toContain('exchange.correction.stand')
  expect((await city.call('li', 'GET', '/exchange/corrections/mine')).json().items.map((one: { id: string }) => one.id)).toContain(id)
  const again = { ...asked, id: randomUUIDv7() }
  await did('xie', '/exchange/corrections', again, 201)
  await refused('xie', `/exchange/corrections/${again.id}/withdraw`, { note: `${li} 本人来电` }, 400, 'exchange.words_personal')
  expect((await did('xie', `/exchange/corrections/${again.id}/withdraw`, {})).state).toBe('withdrawn')
  const twins = await Promise.all([0, 1].map(() => city.call('xie', 'POST', '/exchange/corrections', { ...asked, id: randomUUIDv7() })))
  expect(twins.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]) // two at once
  await did('xie', `/exchange/corrections/${twins.find(({ statusCode }) => statusCode === 201)!.json().id}/withdraw`, {})
})

test('where two sources differ a correction opens by itself, one at a time, and a late answer is on the clock of the source and its superior', async () => {
  const [held] = await city.sql<{ code: string }>(`select code from exchange.resource where code = $1 and 'batch_check' = any(modes)`, [marriages])
  expect(held).toBeDefined()
  const second = randomUUIDv7()
  await did('nie', '/exchange/requests', { id: second, resource: marriages, fields: ['groom_number', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'batch_check', untilOn: '2027-02-01', rowsADay: 1000 }, 201)
  await did('jin', `/exchange/requests/${second}/grant`, {})
  const ask = async (own: object) => (await city.call('xie', 'POST', `/exchange/grants/${grant}/queries`, { field: 'groom_number', value: li, matter, own })).json() as { rows: object[]; differs: { field: string; correction: string }[]; code?: string }
  const open = async (login: string) => ((await city.call(login, 'GET', '/exchange/corrections?open=true')).json().items as { id: string; number: string; origin: string; unit: { id: string } | null }[])
  const list = async (state: string) => {
    const edge = 'haihe-edge'
    return (await (await city.as('nie'))({ method: 'POST', url: `/exchange/grants/${second}/checks?matter=${matter}&own=true`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="own.csv"\r\nContent-Type: text/csv\r\n\r\n男方证件号,婚姻状况\r\n${li},${state}\r\n--${edge}--\r\n` })).json()
  }

  expect((await ask({ groom_name: '王强' })).code).toBe('exchange.own_not_comparable') // masked in part: the answer would tell more than the grant
  expect(await ask({ state: '离婚' })).toMatchObject({ rows: [{ state: '离婚' }], differs: [] })
  const told = await ask({ state: '丧偶' })
  expect(told).toMatchObject({ rows: [{ state: '离婚' }], differs: [{ field: 'state', name: '婚姻状况' }] }) // the source's value stands
  const { id } = (await open('jin'))[0]!
  expect((await city.call('jin', 'GET', `/exchange/corrections/${id}`)).json().correction).toMatchObject({ number: told.differs[0]!.correction, origin: 'difference', unit: { id: places.tianjin.department('water') } })
  expect((await ask({ state: '丧偶' })).differs).toEqual(told.differs)
  expect(await list('已婚')).toMatchObject({ no: 1, differing: { values: 1, opened: 0 } }) // another unit's, of the same value: one at a time
  await did('jin', `/exchange/corrections/${id}/stand`, { reason: '以离婚登记为准' })
  expect((await ask({ state: '丧偶' })).differs).toEqual(told.differs) // answered, and not asked again
  expect(await open('jin')).toEqual([])
  expect(await list('离婚')).toMatchObject({ yes: 1, differing: { values: 0, opened: 0 } })
  expect(await list('已婚')).toMatchObject({ no: 1, differing: { values: 1, opened: 1 } })
  const [other] = await open('jin')
  expect(other).toMatchObject({ origin: 'difference', unit: { id: 'city-housing-fund' } })
  expect((await open('xie')).map((one) => one.id)).not.toContain(other!.id)
  await city.tick(new Date(city.now().getTime() + 20 * DAY))
  city.setNow(city.now())
  const [row] = (await city.call('hou', 'GET', '/exchange/corrections?view=all&open=true')).json().items
  expect(row).toMatchObject({ id: other!.id, overdue: true })
  expect((await city.call('hou', 'GET', `/exchange/corrections/${other!.id}`)).json().trace.steps.map((one: { note: string | null }) => one.note)).toContain('校核超时')
})
