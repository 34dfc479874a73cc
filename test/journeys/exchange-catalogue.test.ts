import { randomUUIDv7 } from 'node:crypto'
import { readFileSync } from 'node:fs'
import ExcelJs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { CatalogueChange, EntrySaid } from '#contracts/exchange'
import { loadResources } from '../../server/systems/exchange/resource/load-resources.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

const [marriages, organisations] = ['307012000214', '307012000301']
const DAY = 86_400_000
let city: TestCity
const refused = async (login: string, url: string, body: object, code: string) => {
  const answer = await city.call(login, 'POST', url, body)
  expect(answer.json().code, answer.body).toBe(code)
  return answer.json() as { faults?: string[] }
}
const dayIn = (days: number): string => new Date(city.now().getTime() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10)
const field = (name: string, more: object = {}): EntrySaid['fields'][number] => ({ name, field: 'number', type: 'text', length: 30, required: true, key: true, grade: 1, level: 'general', personal: null, mask: 'full', ...more })
const entry = (more: Partial<EntrySaid> = {}): EntrySaid => ({
  name: '公益性公墓信息', library: null, theme: '生活服务', summary: '经批准的公益性公墓的名称和穴位数', format: 'database', share: 'unconditional', shareCondition: '', shareBasis: '', modes: ['delivery'], open: 'open', cycle: 'monthly', personal: false,
  fields: [field('公墓编号'), field('剩余穴位数', { field: 'left', type: 'integer', length: null, key: false })], ...more,
})
const draft = (more: object = {}) => ({ id: randomUUIDv7(), code: null, base: null, classified: 'none', entry: entry(), derivedFrom: [], derivedReason: '', reason: '新设业务', effectiveOn: dayIn(0), ...more })
const shown = async (login: string, id: string) => (await city.call(login, 'GET', `/exchange/changes/${id}`)).json() as CatalogueChange
const live = async (code: string) => (await city.call('jin', 'GET', `/exchange/resources/${code}`)).json()
const signed = { secrecy: '不含国家秘密和工作秘密', privacy: '不含个人信息' }
const grantTo = async (resource: string, fields: string[]): Promise<string> => {
  const id = randomUUIDv7()
  await city.done('xie', '/exchange/requests', { id, resource, fields, purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: dayIn(200), rowsADay: 1000 })
  return id
}
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())

test('an entry that contradicts itself or is secret is refused with what to do, and nothing is written', async () => {
  const personal = field('联系人', { field: 'contact', key: false, personal: 'name', grade: 3 })
  const cases: [object, string][] = [
    [{ entry: entry({ personal: true, fields: [field('公墓编号'), personal] }) }, 'personal_unconditional'],
    [{ entry: entry({ personal: true, share: 'conditional', shareBasis: '《殡葬管理条例》', shareCondition: '逐件查询', open: 'conditional', fields: [field('公墓编号'), personal] }) }, 'personal_open'],
    [{ entry: entry({ fields: [field('公墓编号'), personal], open: 'closed' }) }, 'personal_undeclared'],
    [{ entry: entry({ share: 'conditional', shareCondition: '逐件查询', open: 'closed', fields: [field('公墓编号', { grade: 2 })] }) }, 'basis_missing'],
    [{ entry: entry({ format: 'file', modes: ['query'] }) }, 'file_not_delivered'],
    [{ entry: entry({ fields: [field('公墓编号'), field('负责人手机号码', { field: 'phone', key: false })] }) }, 'looks_personal:负责人手机号码'],
    [{ derivedFrom: [marriages] }, 'derived_reason_missing'],
  ]
  for (const [more, fault] of cases) expect((await refused('jin', '/exchange/changes', draft(more), 'exchange.entry_faulty')).faults).toContain(fault)
  for (const classified of ['state_secret', 'work_secret']) await refused('jin', '/exchange/changes', draft({ classified }), `exchange.${classified}`)
  await refused('jin', '/exchange/changes', draft({ entry: entry({ name: '婚姻登记信息' }) }), 'exchange.name_taken')
  await refused('jin', '/exchange/changes', draft({ derivedFrom: ['999999999999'], derivedReason: '汇总后看不出个人' }), 'exchange.derived_unknown')
  await refused('jin', '/exchange/changes', draft({ code: marriages, base: 7 }), 'exchange.entry_moved_on')
  for (const login of ['ding', 'hou']) expect((await city.call(login, 'POST', '/exchange/changes', draft())).statusCode).toBe(403)
  expect(await city.sql('select id from exchange.change')).toEqual([])
})

test('a new entry is signed by the head of its unit, reviewed within two working days by the authority, and is in force on its day and not before', async () => {
  const made = await city.done<{ id: string; state: string; code: string }>('jin', '/exchange/changes', draft({ effectiveOn: dayIn(5), derivedFrom: [organisations], derivedReason: '按区汇总，单列名称，重新定为 1 级' }))
  expect(made).toMatchObject({ state: 'drafting', code: expect.stringMatching(/^307012\d{6}$/) })
  const at = (action: string) => `/exchange/changes/${made.id}/${action}`
  await refused('jin', at('assess'), signed, 'base.not_allowed')
  await refused('ding', at('assess'), signed, 'matter.not_in_this_state')
  await city.done('jin', at('submit'))
  await city.done('ding', at('send-back'), { reason: '摘要太短' })
  await city.done('jin', at('revise'), { ...draft({ effectiveOn: dayIn(5), derivedFrom: [organisations], derivedReason: '按区汇总，单列名称，重新定为 1 级', entry: entry({ summary: '经批准的公益性公墓，按区汇总' }) }), id: undefined, code: undefined, base: undefined })
  await city.done('jin', at('submit'))
  await refused('hou', at('pass'), {}, 'exchange.not_assessed')
  await city.done('ding', at('assess'), signed)
  const review = await shown('hou', made.id)
  expect(review).toMatchObject({ change: { state: 'reviewing', kind: 'new', overdue: false }, assessments: [{ subject: 'secrecy', post: '负责人' }, { subject: 'privacy', words: '不含个人信息' }] })
  expect(Date.parse(review.change.dueAt!) - city.now().getTime()).toBeLessThan(4 * DAY)
  expect((await city.call('hou', 'GET', '/exchange/changes?view=to_review')).json().items.map((one: { id: string }) => one.id)).toEqual([made.id])
  expect((await city.call('xie', 'GET', `/exchange/changes/${made.id}`)).json().code).toBe('exchange.change_unknown')
  expect((await city.done('hou', at('pass'))).state).toBe('waiting')
  await city.tick()
  expect((await live(made.code)).code).toBe('exchange.resource_unknown')
  await city.tick(new Date(city.now().getTime() + 5 * DAY))
  city.setNow(city.now())
  expect(await live(made.code)).toMatchObject({ resource: { version: 1, grade: 1, unitId: 'city-civil-affairs', summary: '经批准的公益性公墓，按区汇总' }, derivedFrom: [{ code: organisations }] })
  expect((await shown('jin', made.id)).change.state).toBe('in_force')
  expect(await city.sql(`select kind from ledger.entry where kind like 'exchange.%' order by at, id`)).toEqual([{ kind: 'exchange.change_assessed' }, { kind: 'exchange.entry_changed' }])
})

test('a field that another department holds waits until the authority has named its source; what is another\'s does not come into force', async () => {
  const [theirs] = await city.sql<{ name: string; unit_id: string }>(`select f ->> 'name' as name, unit_id from exchange.resource, jsonb_array_elements(fields) f where library = 'legal_person' and unit_id <> 'city-civil-affairs' and not (f ->> 'key')::boolean and f ->> 'personal' is null limit 1`)
  const { name, unit_id: unit } = theirs!
  const made = await city.done<{ id: string; state: string; code: string }>('jin', '/exchange/changes', draft({ entry: entry({ name: '公墓经营单位信息', fields: [field('公墓编号'), field(name, { field: 'other', key: false })] }) }))
  const at = (action: string) => `/exchange/changes/${made.id}/${action}`
  await refused('jin', '/exchange/changes', draft({ code: made.code, entry: entry({ name: '公墓另名' }) }), 'exchange.change_open')
  await city.done('jin', at('submit'))
  await city.done('ding', at('assess'), signed)
  const { conflicts } = await shown('hou', made.id)
  expect(conflicts).toMatchObject([{ name, ruling: null, holders: expect.arrayContaining([expect.objectContaining({ unit: expect.objectContaining({ id: unit }) })]) }])
  await refused('hou', at('pass'), {}, 'exchange.item_unruled')
  await refused('hou', at('name-source'), { rulings: [{ name: '公墓编号', unit: null }], reason: '不同' }, 'exchange.item_undisputed')
  await city.done('hou', at('name-source'), { rulings: [{ name, unit }], reason: '登记机关是源头' })
  await refused('hou', at('pass'), {}, 'exchange.item_of_another')
  await city.done('hou', at('name-source'), { rulings: [{ name, unit: null }], reason: '是公墓自己的，不是企业登记的' })
  expect((await city.done('hou', at('pass'))).state).toBe('in_force')
  expect(await city.sql(`select count(*)::int as n from ledger.entry where kind = 'exchange.source_named'`)).toEqual([{ n: 2 }])
})

test('a department\'s catalogue goes out as a sheet and comes back unchanged; of a sheet with faults the good entries become drafts, and twice is not double', async () => {
  const download = async (query = ''): Promise<ExcelJs.Workbook> => {
    const book = new ExcelJs.Workbook()
    await book.xlsx.load((await city.call('jin', 'GET', `/exchange/catalogue.xlsx${query}`)).rawPayload as never)
    return book
  }
  const bring = async (book: ExcelJs.Workbook) => {
    const edge = 'haihe-edge'
    const payload = Buffer.concat([Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="catalogue.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`), Buffer.from(await book.xlsx.writeBuffer()), Buffer.from(`\r\n--${edge}--\r\n`)])
    const answer = await (await city.as('jin'))({ method: 'POST', url: `/exchange/catalogue/import?reason=${encodeURIComponent('年度梳理')}&effectiveOn=${dayIn(10)}`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json() as { drafted: number; unchanged: number; rejected: number; total: number; faults: { line: number; column: string; code: string }[] }
  }
  const own = await download()
  const entries = (await city.call('jin', 'GET', '/exchange/resources?unit=city-civil-affairs&limit=200')).json().count
  expect(await bring(own)).toMatchObject({ drafted: 0, unchanged: entries, rejected: 0, faults: [] })
  const empty = await download('?empty=true')
  const sheet = empty.worksheets[0]!
  const headings = (sheet.getRow(1).values as string[]).slice(1)
  const rowOf = (cells: Record<string, string>) => headings.map((heading) => cells[heading] ?? '')
  const good = { 信息资源名称: '殡仪馆信息', 信息资源摘要: '经批准的殡仪馆名称', 主题: '生活服务', 信息资源格式: '数据库', 共享类型: '无条件共享', 共享方式: '整批交付', 开放属性: '不开放', 更新周期: '每月', 涉密情况: '不涉密', 信息项名称: '馆号', 字段名: 'number', 数据类型: '字符', 是否主键: '是', 数据分级: '1' }
  sheet.getRow(2).values = rowOf(good)
  sheet.getRow(3).values = rowOf({ ...good, 信息资源名称: '殡仪服务站信息', 数据长度: '20字节' })
  sheet.getRow(4).values = rowOf({ ...good, 信息资源名称: '婚姻登记 信息'.replace(' ', '-') })
  expect(await bring(empty)).toMatchObject({ drafted: 1, unchanged: 0, rejected: 2, faults: [{ line: 3, column: '数据长度', code: 'unit_in_number' }, { line: 4, column: '信息资源名称', code: 'name_in_catalogue' }] })
  expect(await bring(empty)).toMatchObject({ drafted: 0, rejected: 3, faults: [{ line: 2, code: 'name_in_catalogue' }, {}, {}] })
  expect((await city.call('jin', 'GET', '/exchange/changes?open=true')).json().items).toMatchObject([{ kind: 'new', state: 'drafting', resource: { name: '殡仪馆信息' }, effectiveOn: dayIn(10) }])
})

test('users of a field that goes are told at once and have thirty days; a change that touches no user is in force today; two edits of one version do not both pass', async () => {
  const grant = await grantTo(organisations, ['credit_code', 'name'])
  const { resource, fields, ...rest } = await live(organisations)
  const said = (changed: EntrySaid['fields']) => entry({
    name: resource.name, library: resource.library, theme: resource.theme, summary: `${resource.summary}。`, format: rest.format, share: resource.share, shareCondition: rest.shareCondition, shareBasis: rest.shareBasis, modes: rest.modes, open: resource.open, cycle: resource.cycle, personal: resource.personal, fields: changed,
  })
  const edit = async (changed: EntrySaid['fields'], base: number) => {
    const made = await city.done<{ id: string; state: string; code: string }>('jin', '/exchange/changes', draft({ code: organisations, base, entry: said(changed) }))
    await city.done('jin', `/exchange/changes/${made.id}/submit`)
    await city.done('ding', `/exchange/changes/${made.id}/assess`, signed)
    return made.id
  }
  const harmless = await edit(fields, 1)
  await refused('hou', `/exchange/changes/${harmless}/pass`, { version: 1 }, 'matter.moved_on')
  expect((await city.done('hou', `/exchange/changes/${harmless}/pass`)).state).toBe('in_force')
  await refused('jin', '/exchange/changes', draft({ code: organisations, base: 1, entry: said(fields) }), 'exchange.entry_moved_on')
  const without = fields.filter((one: { field: string }) => one.field !== 'name')
  const cutting = await edit(without, 2)
  expect((await shown('hou', cutting)).fields).toEqual([{ field: 'name', name: expect.any(String), how: 'removed' }])
  expect((await city.done('hou', `/exchange/changes/${cutting}/pass`)).state).toBe('notifying')
  expect((await city.call('xie', 'GET', '/notices')).json().items.map((one: { template: string }) => one.template)).toContain('exchange.change.fields_coming')
  expect((await city.done('hou', `/exchange/changes/${cutting}/call-off`, { reason: '用数部门还没有改完' })).state).toBe('dropped')
  expect((await city.call('xie', 'GET', '/notices')).json().items.map((one: { template: string }) => one.template)).toContain('exchange.change.called_off')
  expect((await city.done('hou', `/exchange/changes/${await edit(without, 2)}/pass`)).state).toBe('notifying')
  await city.tick(new Date(city.now().getTime() + 29 * DAY))
  city.setNow(city.now())
  expect((await live(organisations)).resource.version).toBe(2)
  await city.tick(new Date(city.now().getTime() + 2 * DAY))
  city.setNow(city.now())
  expect(await live(organisations)).toMatchObject({ resource: { version: 3 }, fields: without })
  expect((await city.call('xie', 'GET', `/exchange/requests/${grant}`)).json().request.state).toBe('granted')
})

test('a withdrawn entry ends every use of it on its day, its users know why, and the city\'s folder does not bring it back', async () => {
  const grant = await grantTo(organisations, ['credit_code'])
  await refused('xie', '/exchange/withdrawals', { id: randomUUIDv7(), code: organisations, base: 3, reason: '不归我们', effectiveOn: dayIn(0) }, 'exchange.resource_unknown')
  const made = await city.done('jin', '/exchange/withdrawals', { id: randomUUIDv7(), code: organisations, base: 3, reason: '登记职责划转', effectiveOn: dayIn(3) })
  expect(made.state).toBe('reviewing')
  expect((await city.done('hou', `/exchange/changes/${made.id}/pass`)).state).toBe('waiting')
  const state = async () => (await city.call('xie', 'GET', `/exchange/requests/${grant}`)).json().request.state
  expect(await state()).toBe('granted')
  await city.tick(new Date(city.now().getTime() + 3 * DAY))
  city.setNow(city.now())
  expect(await state()).toBe('ended')
  expect((await live(organisations)).withdrawnAt).not.toBeNull()
  const told = (await city.call('xie', 'GET', '/notices')).json().items as { template: string; text: string }[]
  expect(told.map(({ template }) => template)).toEqual(expect.arrayContaining(['exchange.change.withdrawal_coming', 'exchange.change.withdrawn']))
  await city.deed((deed) => loadResources(deed, parse(readFileSync('cities/tianjin/catalogues/data-resources/city-civil-affairs.yaml', 'utf8')), { path: 'again.yaml' }))
  expect(await live(organisations)).toMatchObject({ resource: { version: 3 }, withdrawnAt: expect.any(String) })
  expect((await city.call('xie', 'POST', `/exchange/grants/${grant}/deliveries`, { id: randomUUIDv7() })).json().code).toBe('exchange.grant_not_in_force')
})
