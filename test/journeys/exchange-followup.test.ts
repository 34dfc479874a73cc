import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { places } from './cast.ts'

const [marriages, condition] = ['307012000214', '按人逐件查询，不批量导出']
const [li, pan] = ['120199197904120029', '120199197307080698']
const DAY = 86_400_000
let city: TestCity
let matter = ''
const did = async (login: string, url: string, payload: object, status = 200) => {
  const answer = await city.call(login, 'POST', url, payload)
  expect(answer.statusCode, `${url} ${answer.body}`).toBe(status)
  return answer.json() as { id: string; number: string; state: string }
}
const refused = async (login: string, url: string, payload: object, status: number, code?: string) => {
  const answer = await city.call(login, 'POST', url, payload)
  expect([answer.statusCode, ...(code ? [answer.json().code] : [])], answer.body).toEqual([status, ...(code ? [code] : [])])
}
const land = async () => {
  const edge = 'haihe-edge'
  const text = `男方证件号,女方证件号,男方姓名,女方姓名,婚姻状况,登记日期\r\n${li},${pan},王强,孙丽,已婚,2011-03-09`
  const answer = await (await city.as('jin'))({ method: 'POST', url: `/exchange/resources/${marriages}/rows`, headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${edge}--\r\n` })
  expect(answer.statusCode, answer.body).toBe(200)
}
const later = (days: number) => city.tick(new Date(city.now().getTime() + days * DAY)).then(() => city.setNow(city.now())) // whoever was logged in logs in again
const file = async (changes: object = {}) => (await did('xie', '/exchange/requests', { id: randomUUIDv7(), resource: marriages, fields: ['groom_name', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2027-12-31', rowsADay: 1000, ...changes }, 201)).id
const granted = async () => { const id = await file(); await did('jin', `/exchange/requests/${id}/grant`, {}); await city.deliver(); return id }
const query = (grant: string) => city.call('xie', 'POST', `/exchange/grants/${grant}/queries`, { field: 'groom_number', value: li, matter })
const list = async (login: string, kind: string, about?: string) => ((await city.call(login, 'GET', `/exchange/followups?kind=${kind}`)).json().items as { id: string; state: string; overdue: boolean; about: { id: string }; way: string }[]).filter((one) => about === undefined || one.about.id === about)
const told = async (login: string) => { await city.deliver(); return (await city.call(login, 'GET', '/notices')).json().items.map((one: { template: string }) => one.template) as string[] }
const state = async (id: string) => (await city.call('hou', 'GET', `/exchange/requests/${id}`)).json().request.state as string

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' })
  matter = ((await city.call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: places.tianjin.district, itemCode: places.tianjin.item })).json() as { number: string }).number
})
afterAll(() => city?.close())

test('what was granted must be provided within its days: late, source and authority are told; landed, it is provided; later grants wait for nothing', async () => {
  const first = await granted()
  const [waits] = await list('jin', 'provision', first)
  expect((await city.call('jin', 'GET', `/exchange/followups/${waits!.id}`)).json()).toMatchObject({ may: [], followup: { stateName: '待供数', unit: { id: places.tianjin.department('water') }, source: { id: 'city-civil-affairs' } } })
  await later(40)
  expect(await list('hou', 'provision')).toMatchObject([{ id: waits!.id, overdue: true }])
  expect(await told('jin')).toContain('exchange.late')
  expect(await told('hou')).toContain('exchange.late')
  await land()
  await city.deliver()
  expect((await list('hou', 'provision', first))[0]!.state).toBe('provided')
  expect(await list('hou', 'provision', await granted())).toEqual([])
})

test('a source ends a grant only by an agreement that is filed; what was got is disposed of as the source asks, and late is late', async () => {
  const [unused, used] = [await granted(), await granted()]
  expect((await query(used)).statusCode).toBe(200)
  await refused('jin', `/exchange/requests/${used}/end`, { reason: '不想给了' }, 403)
  await refused('hou', `/exchange/requests/${used}/terminate`, { reason: '没有违规' }, 409) // misuse is suspended first
  const agreement = { agreement: '津数协〔2026〕12号', note: '双方商定改用电子证照' }
  await refused('jin', `/exchange/requests/${used}/end-by-agreement`, agreement, 409, 'exchange.agreement_not_filed')
  await refused('jin', `/exchange/requests/${used}/file-agreement`, agreement, 403)
  await did('hou', `/exchange/requests/${used}/file-agreement`, agreement)
  await refused('jin', `/exchange/requests/${unused}/end-by-agreement`, agreement, 409, 'exchange.agreement_not_filed')
  expect((await did('jin', `/exchange/requests/${used}/end-by-agreement`, agreement)).state).toBe('ended')
  expect((await query(used)).json().code).toBe('exchange.grant_not_in_force')
  await did('xie', `/exchange/requests/${unused}/end`, { reason: '业务已办结' })
  await city.deliver()
  expect(await list('hou', 'disposal', unused)).toEqual([]) // nothing was got under it
  const [{ id } = { id: '' }] = await list('xie', 'disposal', used)
  const at = `/exchange/followups/${id}`
  await refused('xie', `${at}/ask-way`, { way: 'archived', note: '想留着' }, 403, 'exchange.not_the_source')
  await did('jin', `${at}/ask-way`, { way: 'returned', note: '退还介质' })
  await later(20)
  expect(await list('hou', 'disposal', used)).toMatchObject([{ overdue: true, way: 'returned' }])
  expect(await told('xie')).toEqual(expect.arrayContaining(['exchange.followup.disposal', 'exchange.followup.asked_way', 'exchange.late']))
  await refused('xie', `${at}/dispose`, { way: 'deleted', note: '已删除' }, 409, 'exchange.disposal_other_way')
  await refused('jin', `${at}/dispose`, { way: 'returned', note: '收到了' }, 403)
  expect((await did('xie', `${at}/dispose`, { way: 'returned', note: '介质已退还，业务库已清' })).state).toBe('disposed')
  expect(await told('jin')).toContain('exchange.followup.disposed')
  expect(await city.sql(`select count(*)::int as n from ledger.entry where kind in ('exchange.disposed', 'exchange.grant_end_by_agreement')`)).toEqual([{ n: 2 }])
})

test('a refusal is disputed: two units first, then by itself the authority, whose decision for the asker grants; one at a time, and only by who was refused', async () => {
  const id = await file()
  await refused('xie', '/exchange/disputes', { id: randomUUIDv7(), request: id, words: '应当共享' }, 409, 'exchange.nothing_to_dispute')
  await did('jin', `/exchange/requests/${id}/refuse`, { condition, reason: '申请的是批量比对' })
  const dispute = { id: randomUUIDv7(), request: id, words: '申请的就是逐件查询' }
  await refused('jin', '/exchange/disputes', dispute, 404, 'exchange.request_unknown')
  const twins = (await Promise.all([dispute, { ...dispute, id: randomUUIDv7() }].map((one) => city.call('xie', 'POST', '/exchange/disputes', one)))).toSorted((a, b) => a.statusCode - b.statusCode)
  expect(twins.map((one) => [one.statusCode, one.json().state ?? one.json().code])).toEqual([[201, 'negotiating'], [409, 'exchange.dispute_open']]) // two at once
  await refused('xie', '/exchange/disputes', { ...dispute, id: randomUUIDv7() }, 409, 'exchange.dispute_open')
  const at = `/exchange/followups/${twins[0]!.json().id}`
  const ruling = { outcome: 'raiser', reason: '符合目录登记的共享条件' }
  await refused('hou', `${at}/decide`, ruling, 409)
  await later(9)
  expect((await list('hou', 'dispute', id))[0]!.state).toBe('deciding')
  await refused('jin', `${at}/decide`, ruling, 403)
  expect((await did('hou', `${at}/decide`, ruling)).state).toBe('closed')
  expect(await state(id)).toBe('granted')
  expect((await query(id)).statusCode).toBe(200)
  expect(await city.sql('select granted_by from exchange.grant where id = $1', [id])).toMatchObject([{ granted_by: expect.stringMatching(/^staff:/) }])
  expect((await city.call('xie', 'GET', `/exchange/requests/${id}`)).json()).toMatchObject({ condition: null })
})

test('against the authority\'s decision the government rules; what it suspended is lifted; a correction that was not made is checked once more', async () => {
  const id = await granted()
  await did('hou', `/exchange/requests/${id}/suspend`, { reason: '夜间集中查询' })
  const dispute = { id: randomUUIDv7(), request: id, words: '夜间是定时任务' }
  const at = `/exchange/followups/${dispute.id}`
  await did('xie', '/exchange/disputes', dispute, 201)
  await refused('jin', `${at}/concede`, { note: '没有意见' }, 409, 'exchange.not_yours_to_lift')
  await did('xie', `${at}/escalate`, {})
  expect((await did('hou', `${at}/decide`, { outcome: 'other', reason: '没有说明夜间查询的必要' })).state).toBe('decided')
  await refused('ma', `${at}/rule`, { outcome: 'raiser', reason: '说明充分' }, 409)
  await did('xie', `${at}/appeal`, { reason: '已补充说明' })
  expect((await did('ma', `${at}/rule`, { outcome: 'raiser', reason: '说明充分，应恢复' })).state).toBe('closed')
  expect(await state(id)).toBe('granted')
  expect(await told('jin')).toContain('exchange.dispute.raiser')

  const correction = randomUUIDv7()
  await did('xie', '/exchange/corrections', { id: correction, grant: id, field: 'state', key: { field: 'groom_number', value: li }, wrong: '当事人出示离婚证', believed: '离婚' }, 201)
  await did('jin', `/exchange/corrections/${correction}/stand`, { reason: '以登记为准' })
  const second = { id: randomUUIDv7(), correction, words: '离婚证在后' }
  await did('xie', '/exchange/disputes', second, 201)
  expect((await did('jin', `/exchange/followups/${second.id}/concede`, { note: '重新核对档案' })).state).toBe('settled')
  expect((await city.call('jin', 'GET', `/exchange/corrections/${correction}`)).json().correction.state).toBe('answering')
})

test('a use is withheld only by a listed basis, approved by an outside unit, until a day on which it shows itself; the public reads how many', async () => {
  const grant = await granted()
  const until = (days: number) => new Date(city.now().getTime() + days * DAY).toISOString().slice(0, 10)
  const asked = { id: randomUUIDv7(), grant, matter, basis: 'hinders_duty', untilOn: until(30), words: '正在查办，告知会妨碍调查' }
  await refused('xie', '/exchange/withholdings', { ...asked, basis: 'we_would_rather_not' }, 400, 'exchange.basis_not_listed')
  await refused('xie', '/exchange/withholdings', { ...asked, untilOn: until(400) }, 400, 'exchange.withholding_too_long')
  await did('xie', '/exchange/withholdings', asked, 201)
  const at = `/exchange/followups/${asked.id}`
  expect(await told('hou')).toContain('exchange.followup.withholding')
  expect((await city.call('jin', 'GET', at)).json().code).toBe('exchange.followup_unknown')
  const seen = async () => (await city.call('li', 'GET', '/exchange/uses/mine')).json().items.length as number
  const leaves = async () => (await city.call('li', 'GET', '/ledger/mine')).json().items.length as number
  const before = [await seen(), await leaves()]
  expect((await query(grant)).statusCode).toBe(200)
  expect(await seen()).toBe(before[0]! + 1) // asking withholds nothing
  for (const login of ['xie', 'jin']) await refused(login, `${at}/approve`, { reason: '同意' }, 403)
  await city.sql(`update exchange.followup set source_id = (select department_id from party.post where role = 'data_authority' and ended_at is null limit 1) where id = $1`, [asked.id])
  await refused('hou', `${at}/approve`, { reason: '同意' }, 403, 'exchange.withholding_not_outside') // as long as it is the source itself
  await city.sql(`update exchange.followup set source_id = 'city-civil-affairs' where id = $1`, [asked.id])
  expect((await did('hou', `${at}/approve`, { reason: '属于办案期间，期限适当' })).state).toBe('withheld')
  expect((await query(grant)).statusCode).toBe(200)
  expect([await seen(), await leaves()]).toEqual([before[0]! + 1, before[1]! + 1])
  const { quarters, bases } = (await city.anonymous({ url: '/exchange/withheld-uses' })).json()
  expect(quarters).toEqual([{ quarter: expect.stringMatching(/^\d{4}-Q[1-4]$/), decisions: 1, uses: 1, bases: [{ code: 'hinders_duty', decisions: 1, uses: 1 }] }])
  expect(bases.map((one: { article: string }) => one.article)).toContain('个人信息保护法第三十五条')
  await later(29)
  expect(await seen()).toBe(before[0]! + 1)
  await later(2)
  expect(await seen()).toBe(before[0]! + 2)
  expect((await city.call('li', 'GET', '/exchange/uses/mine')).json().items[0].withheld).toMatchObject({ article: '个人信息保护法第三十五条', untilOn: asked.untilOn })
  expect((await city.call('hou', 'GET', at)).json().followup.state).toBe('ended')

  const again = { ...asked, id: randomUUIDv7(), untilOn: until(30) }
  await did('xie', '/exchange/withholdings', again, 201)
  await did('hou', `/exchange/followups/${again.id}/approve`, { reason: '属于办案期间' })
  expect((await query(grant)).statusCode).toBe(200)
  expect(await seen()).toBe(before[0]! + 2)
  expect((await did('xie', `/exchange/followups/${again.id}/disclose`, { reason: '调查已结束' })).state).toBe('ended')
  expect(await seen()).toBe(before[0]! + 3)
})

test('a whole copy is withheld as a whole, by the number of its own request, and its people are counted in public', async () => {
  await city.sql(`update exchange.resource set modes = '{query,delivery}' where code = $1`, [marriages])
  const grant = await file({ mode: 'delivery' })
  await did('jin', `/exchange/requests/${grant}/grant`, {})
  const { number } = (await city.call('xie', 'GET', `/exchange/requests/${grant}`)).json().request as { number: string }
  const seen = async () => (await city.call('li', 'GET', '/exchange/uses/mine')).json().items.length as number
  const used = async () => (await city.anonymous({ url: '/exchange/withheld-uses' })).json().quarters[0].uses as number
  const copy = async () => { const id = randomUUIDv7(); await did('xie', `/exchange/grants/${grant}/deliveries`, { id }, 201); return did('xie', `/exchange/deliveries/${id}/chunks/1`, {}) }
  const [before, counted] = [await seen(), await used()]
  const asked = { id: randomUUIDv7(), grant, matter: number, basis: 'hinders_duty', untilOn: new Date(city.now().getTime() + 30 * DAY).toISOString().slice(0, 10), words: '正在查办，告知会妨碍调查' }
  await refused('xie', '/exchange/withholdings', { ...asked, matter }, 400, 'exchange.withholding_whole_copy')
  await did('xie', '/exchange/withholdings', asked, 201)
  await copy()
  expect(await seen()).toBe(before + 1)
  await did('hou', `/exchange/followups/${asked.id}/approve`, { reason: '属于办案期间' })
  await copy()
  expect([await seen(), await used()]).toEqual([before + 1, counted + 2]) // a couple
  await later(31)
  expect(await seen()).toBe(before + 2)
})

test('records of use stay three years, and go then', async () => {
  const uses = async () => (await city.sql<{ n: number }>('select count(*)::int as n from exchange.usage'))[0]!.n
  const before = await uses()
  expect(before).toBeGreaterThan(0)
  await city.sql(`update exchange.usage set on_day = $1::date - 1090 where grant_id = (select grant_id from exchange.usage limit 1)`, [city.now().toISOString().slice(0, 10)])
  await later(1)
  expect(await uses()).toBe(before)
  await later(9)
  expect(await uses()).toBe(before - 1)
})
