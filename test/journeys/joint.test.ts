/** A company is opened by three departments at the same time: each has its part, its queue and its time; what is missing is asked for once for all of them; one answer. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobRun } from '#base/jobs'
import type { Application, BeganApplication, DeskApplication, DeskApplications, Letter, OwnApplications, Subjects, SubmittedApplication } from '#contracts/application'
import type { ConsentCode, ConsentTaken, OwnAccount } from '#contracts/account'
import type { VerdictView } from '#contracts/credential'
import type { OneLicence, OwnLicences, ShownLicence } from '#contracts/licence'
import { tickMatters } from '../../server/primitives/matter/tick/tick-matters.ts'
import { tickShares } from '../../server/primitives/matter/tick/tick-shares.ts'
import { acceptApplication } from '../../server/systems/application/review/accept-application.ts'
import { approveApplication } from '../../server/systems/application/review/decide-application.ts'
import { findDeskLicence } from '../../server/systems/licence/desk-licences.ts'
import { holderMark } from '#primitives/credential'
import { drawDocuments } from '../../server/systems/licence/draw-documents.ts'
import { revokeLicence } from '../../server/systems/licence/revoke-licence.ts'
import { staffAt } from '../kit/actors.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { companyValues, foundCompany, openCompany } from '../kit/new-company.ts'
import { openRegister, personRow } from '../kit/register.ts'
import { jpeg } from './pictures.ts'

let city: TestCity
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T01:30:00Z' }) }) // a Wednesday, 9:30 there
afterAll(() => city?.close())

const [lead, police, labour, fund] = ['xinyue', 'shilei', 'bailu', 'jiangyu'] as const
const at = (id: string, rest = '') => `/application/applications/${id}${rest}`
const desk = (id: string, rest = '') => `/application/desk/applications/${id}${rest}`
const seen = (login: string, id: string) => city.get<DeskApplication>(login, desk(id))
const queue = async (login: string, view: string) => (await city.get<DeskApplications>(login, `/application/desk/applications?view=${view}`)).items
const refused = async (login: string, id: string, step: string, payload: object = {}) => (await city.call(login, 'POST', desk(id, `/${step}`), payload)).json<{ status: number; code: string }>()
const may = async (login: string, id: string) => (await seen(login, id)).may.map(({ action }) => action)
const letterOf = async (id: string, kind: string): Promise<Letter> => { const { letters } = await city.get<Application>('li', at(id)); return city.get<Letter>('li', at(id, `/letters/${letters.find((one) => one.kind === kind)!.id}`)) }

test('each sees its part in its own queue and by its own time; two find something missing and the founder is asked once; all agree, the last of them decides, and the answer is one', async () => {
  const values = await companyValues(city, 'li')
  const { id, faults } = await openCompany(city, 'li', values)
  expect(faults).toEqual([])
  expect((await queue(lead, 'open')).map((row) => row.id)).toEqual([id])
  for (const login of [police, labour, fund]) expect((await queue(login, 'opinion')).map((row) => [row.id, row.dueAt!.slice(0, 16)])).toEqual([[id, '2026-11-25T07:30']]) // four working hours, with the midday rest
  expect(await queue('mo', 'opinion')).toEqual([])

  const part = await seen(police, id)
  expect([part.part, part.clauses, part.parts.flatMap(({ fields }) => fields.map(({ field }) => field)), part.materials.map(({ material }) => material)]).toEqual(['公章刻制备案', null, ['wanted_names', 'company_kind', 'legal_person', 'seals'], ['登记申请书', '股东和法定代表人身份证明']])
  expect(part.application.dueAt).toMatch(/^2026-11-25T07:30/)
  const opened = await city.done<DeskApplication>(police, desk(id, '/open'))
  expect(JSON.stringify(opened)).toContain('120199197904120029')
  const { papers } = await seen(lead, id)
  const paper = (label: string) => `/papers/${papers.find((one) => one.label === label)!.id}`
  expect([opened.papers.map(({ label }) => label), (await city.call(police, 'GET', desk(id, paper('任职文件')))).statusCode, (await city.call(police, 'GET', desk(id, paper('公司章程')))).statusCode]).toEqual([['任职文件'], 200, 404])
  expect(JSON.stringify(opened)).not.toContain('120199194809030056') // the head of finance is no business of the police
  const whole = await seen(lead, id)
  expect(whole.parts.flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual(expect.arrayContaining(['shareholders', 'finance_person', 'staff_soon']))
  expect(JSON.stringify(whole)).not.toMatch(/120199197904120029|李晓梅|15400001001/) // masked in lists and of persons too

  expect(await refused(lead, id, 'accept')).toMatchObject({ status: 409, code: 'application.joint_looking' })
  expect(await refused(lead, id, 'ask-missing', { materials: ['公司章程'], words: '' })).toMatchObject({ code: 'application.joint_looking' })
  expect(await refused(police, id, 'report-missing', { materials: ['公司章程'], words: '缺页' })).toMatchObject({ code: 'application.not_of_your_part' })
  await city.done(labour, desk(id, '/give-opinion'), { agrees: true, words: '可以登记' })
  await city.done(police, desk(id, '/report-missing'), { materials: ['登记申请书'], words: '没有选公章' })
  expect(await queue(police, 'opinion')).toEqual([])
  await city.done(fund, desk(id, '/report-missing'), { materials: ['登记申请书'], words: '写明从哪个月起缴' })
  expect(await refused(lead, id, 'accept')).toMatchObject({ code: 'application.joint_missing' })
  expect((await city.get<Application>('li', at(id))).steps.map(({ action }) => action)).not.toContain('report_missing') // what departments tell each other is told her once
  await city.done(lead, desk(id, '/ask-missing'), { materials: ['公司章程'], words: '章程缺签字页' })
  const notice = await letterOf(id, 'missing')
  expect([notice.list, notice.paragraphs[1]]).toEqual([['公司章程', '登记申请书'], '章程缺签字页；天津市公安局河西区分局：没有选公章；天津市住房公积金管理中心：写明从哪个月起缴'])
  for (const [login, code] of [[police, 'matter.not_in_this_state'], [labour, 'application.not_asked'], [fund, 'matter.not_in_this_state']] as const) expect(await refused(login, id, 'report-missing', { materials: ['登记申请书'], words: '还缺' }), login).toMatchObject({ code })

  city.setNow('2026-12-02T01:30:00Z') // a week later
  const { filledVersion } = await city.get<Application>('li', at(id))
  expect(await city.done<SubmittedApplication>('li', at(id, '/supply'), { version: filledVersion, values: { ...values, seals: ['company', 'finance'] } })).toMatchObject({ state: 'supplied' })
  expect(await queue(labour, 'opinion')).toEqual([]) // its part is as it was
  expect((await queue(police, 'opinion')).map((row) => row.dueAt!.slice(0, 16))).toEqual(['2026-12-02T07:30']) // her week was not counted
  expect(await refused(police, id, 'report-missing', { materials: ['登记申请书'], words: '还缺' })).toMatchObject({ status: 409, code: 'matter.not_in_this_state' })
  await city.done(lead, desk(id, '/accept'))
  expect(await may(lead, id)).not.toContain('approve')
  expect(await refused(lead, id, 'approve', { words: '已核' })).toMatchObject({ code: 'matter.supporting_open' })
  expect(await refused(lead, id, 'answer-own', { agrees: false, words: '不行', grounds: ['moon'] })).toMatchObject({ code: 'application.not_a_ground' })
  const firm = foundCompany('MA00000C')
  expect((await seen(lead, id)).asks).toMatchObject([{ code: 'firm_name', options: ['海河晨光商贸有限公司'] }, { code: 'credit_code' }])
  for (const [found, code] of [[undefined, 'application.say_what_was_found'], [{ ...firm, firm_name: '别的公司' }, 'application.say_what_was_found'], [{ ...firm, credit_code: firm.credit_code.replace('91120103', '91120102') }, 'party.credit_code_check_digit']] as const) expect(await refused(lead, id, 'answer-own', { agrees: true, words: '都核对过', ...(found && { found }) })).toMatchObject({ code })
  await city.done(lead, desk(id, '/answer-own'), { agrees: true, words: '名称、住所、任职都核对过', found: firm })
  expect(await may(lead, id)).not.toContain('answer_own')
  const last = await Promise.all([police, fund].map((login) => city.done(login, desk(id, '/give-opinion'), { agrees: true, words: '可以办' }))) // both at once: one of them is the last
  expect(last.map(({ state }) => state).sort()).toEqual(['approved', 'reviewing'])
  expect((await letterOf(id, 'approved')).list.filter((one) => one.includes('同意'))).toEqual(['社会保险登记：河西区人力资源和社会保障局同意', '公章刻制备案：天津市公安局河西区分局同意', '住房公积金缴存登记：天津市住房公积金管理中心同意'])
  expect((await city.get<Application>('li', at(id)))).toMatchObject({ automatic: false, letters: [{ kind: 'receipt' }, { kind: 'missing' }, { kind: 'accepted' }, { kind: 'approved' }] })
  const [licence] = (await city.get<OwnLicences>('li', '/licence/licences')).items
  expect(licence).toMatchObject({ kind: { code: 'business_licence' }, holder: firm.firm_name, firm: { code: firm.credit_code }, unit: '河西区市场监督管理局', fields: [{ value: '有限责任公司' }, { value: '李晓梅' }, { value: '100000元' }, { value: '2026-12-02' }, { value: '天津市河西区光明路1号' }, { value: '日用品批发、零售' }] })
  expect((await city.get<Application>('li', at(id))).licences).toMatchObject([{ id: licence!.id, ofFirm: true }])
  expect((await city.get<OwnAccount>('li', '/account/own')).held).toMatchObject([{ kind: 'firm_head', source: 'founding', principal: { id: licence!.firm!.id, name: firm.firm_name } }])
})

test('a firm applies by its head or a clerk whose delegation covers the item: one draft for all of them, that stays the firm\'s when a delegation ends; what the register says of the firm and of who acts is filled in, its licence stands for the paper, and the permit is the firm\'s', async () => {
  const firm = (await city.get<OwnLicences>('li', '/licence/licences')).items[0]!.firm!
  const [item, name] = ['labour-dispatch', '海河晨光商贸有限公司']
  const use = { purpose: '审核劳务派遣经营许可', legalBasis: '《劳动合同法》第五十七条', scenario: '人社审批', usingSystem: '办件' }
  await openRegister(city, { resource: '102006000001', fields: ['credit_code', 'enterprise_name', 'legal_representative', 'registered_capital', 'domicile'], unit: '120103-labour', use, rows: [{ credit_code: firm.code, enterprise_name: name, enterprise_kind: '1100', legal_representative: '李晓梅', legal_representative_number: '120199197904120029', registered_capital: '200', domicile: '光明路1号', business_scope: '日用百货', founded_on: '2026-12-02', registration_authority: '河西区市场监管局', registration_status: '1' }] })
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name'], unit: '120103-labour', rows: [personRow('120199194809030056', '孙德福'), personRow('120199197904120029', '李晓梅')], use })
  const chosen = async (login: string, items: string[] | null): Promise<string> => {
    const { code } = await city.done<ConsentCode>('li', '/account/consents', { items, untilOn: '2026-12-31', firm: firm.id })
    return (await city.done<ConsentTaken>(login, '/account/delegations', { code })).delegation!
  }
  const begin = (login: string, more: object) => city.call(login, 'POST', '/application/applications', { id: randomUUIDv7(), ...more })
  const subjects = (login: string) => city.get<Subjects>(login, `/application/items/${item}/subjects`)
  expect((await begin('li', { item })).json()).toMatchObject({ status: 409, code: 'application.not_for_person' })
  expect((await begin('li', { item: 'open-company', subject: firm.id })).json()).toMatchObject({ status: 409, code: 'application.not_for_firm' })
  expect((await begin('sun', { item, subject: firm.id })).json()).toMatchObject({ status: 403, code: 'account.may_not_act' })
  expect([await subjects('sun'), await subjects('li')]).toMatchObject([{ oneself: false, firmsOnly: true, others: [] }, { oneself: false, others: [{ id: firm.id, name, code: firm.code, guardian: false }] }])

  const clerk = await chosen('sun', [item])
  await chosen('gulan', ['special-hours'])
  const both = await Promise.all(['li', 'sun'].map(async (login) => (await begin(login, { item, subject: firm.id })).json<BeganApplication>()))
  expect(both[0]!.number).toBe(both[1]!.number)
  const { id, version } = both[0]!
  const asked = await city.done<{ version: number }>('sun', at(id, '/prefill'), { version, take: true })
  const his = await city.get<Application>('sun', at(id))
  expect(his).toMatchObject({ application: { forWhom: name, firm: { name, code: firm.code } }, values: { enterprise_name: name, credit_code: firm.code, legal_representative: '李晓梅', registered_capital: 200, name: '孙德福' } })
  expect((await city.get<Application>('li', at(id))).values).toMatchObject({ name: '孙*福' }) // what the city says of a colleague
  const paper = async () => [(await (await city.as('sun'))({ method: 'POST', url: '/application/papers', ...(await jpeg()) })).json<{ id: string }>().id]
  const typed = { premises_right: 'lease', premises_paper: await paper(), equipment: '电脑 4 台', dispatch_rules: await paper(), articles: await paper(), audit: await paper(), contact_phone: '15400001001' }
  const saved = (await city.call('sun', 'PUT', at(id, '/draft'), { version: asked.version, values: typed })).json<{ version: number }>()
  for (const [method, url] of [['GET', ''], ['POST', '/discard']] as const) expect((await city.call('gulan', method, at(id, url))).json()).toMatchObject({ status: 404, code: 'application.unknown' }) // her delegation covers another item
  await city.done('li', `/account/delegations/${clerk}/end`)
  for (const [method, url, body] of [['GET', '', undefined], ['POST', '/submit', { version: saved.version, values: typed }], ['PUT', '/draft', { version: saved.version, values: {} }]] as const) expect((await city.call('sun', method, at(id, url), body)).json(), url).toMatchObject({ status: 403, code: 'account.may_not_act' })
  expect((await city.get<OwnApplications>('sun', '/application/applications')).items.map((one) => one.id)).not.toContain(id)
  const second = await chosen('gulan', [item])
  expect((await city.get<OwnApplications>('gulan', '/application/applications')).items).toMatchObject([{ id, firm: { code: firm.code }, turn: 'you' }])
  const hers = (await city.call('gulan', 'PUT', at(id, '/draft'), { version: saved.version, values: typed })).json<{ version: number }>()
  expect((await city.get<Application>('gulan', at(id))).values).not.toHaveProperty('name') // she is not who was filled in
  const again = await city.done<{ version: number }>('li', at(id, '/prefill'), { version: hers.version, take: true })
  expect(await city.done<SubmittedApplication>('li', at(id, '/submit'), { version: again.version, values: typed })).toMatchObject({ state: 'received', faults: [] })

  expect(await seen(labour, id)).toMatchObject({ application: { person: name, firm: { name, code: firm.code }, proxy: '李*梅' }, wallet: [{ kind: 'business_licence' }], clauses: [{ clause: 'capital', outcome: 'met' }, { outcome: 'unknown' }, { outcome: 'unknown' }] })
  expect(JSON.stringify((await seen(labour, id)).parts.find(({ part }) => part === 'agent'))).toContain('李*梅')
  expect(await refused(labour, id, 'ask-missing', { materials: ['营业执照'], words: '' })).toMatchObject({ code: 'application.material_licence' })
  await city.done(labour, desk(id, '/accept'))
  expect(await city.done(labour, desk(id, '/approve'), { words: '场所和制度已核' })).toMatchObject({ state: 'delivered' })
  expect((await letterOf(id, 'approved')).to).toBe(name)
  expect((await city.get<OwnLicences>('li', '/licence/licences')).items.map(({ kind, holder }) => [kind.code, holder])).toEqual([['dispatch_permit', name], ['business_licence', name]])
  expect((await city.get<Application>('gulan', at(id))).licences).toMatchObject([{ kind: 'dispatch_permit' }])
  const [permit] = (await city.get<Application>('gulan', at(id))).licences
  expect((await city.call('gulan', 'GET', at(id, `/licences/${permit!.id}`))).statusCode).toBe(200)
  expect((await city.call('gulan', 'GET', `/licence/licences/${permit!.id}`)).statusCode).toBe(404) // the wallet is not hers
  expect(await city.sql(`select e.detail ->> 'firm' as firm, s.detail ->> 'for' as for, a.login from event.event e join matter.step s on s.matter_id::text = e.subject_id::text and s.action = 'submit' join access.account a on a.party_id::text = e.actor_id::text and a.party_id::text = s.actor_id::text where e.name = 'application.application.submitted' and e.subject_id::text = $1`, [id])).toEqual([{ firm: firm.id, for: firm.id, login: 'li' }])
  expect((await city.get<{ items: { title: string; href: string }[] }>('gulan', '/matters/own?limit=50')).items).toMatchObject([{ title: `${name}：劳务派遣经营许可`, href: `/applications/${id}` }])
  const { letters } = await city.get<Application>('gulan', at(id))
  await city.done('li', `/account/delegations/${second}/end`)
  for (const url of ['', `/letters/${letters[0]!.id}`, `/licences/${permit!.id}`]) expect((await city.call('gulan', 'GET', at(id, url))).statusCode, url).toBe(404)
})

test('a firm\'s licence is its head\'s to show and its clerks\' who may do everything for it; of others it is unknown, and so it is to a clerk the moment the delegation ends', async () => {
  const { id, firm } = (await city.get<OwnLicences>('li', '/licence/licences')).items.find(({ kind }) => kind.code === 'business_licence')!
  const clerk = async (items: string[] | null): Promise<string> => {
    const { code } = await city.done<ConsentCode>('li', '/account/consents', { items, untilOn: '2026-12-31', firm: firm!.id })
    return (await city.done<ConsentTaken>('sun', '/account/delegations', { code })).delegation!
  }
  const sees = async () => [(await city.get<OwnLicences>('sun', '/licence/licences')).items.map((one) => one.id), (await city.call('sun', 'GET', `/licence/licences/${id}`)).statusCode, (await city.call('sun', 'POST', `/licence/licences/${id}/show`, { facts: [] })).statusCode]
  expect(await sees()).toEqual([[], 404, 404])
  const some = await clerk(['labour-dispatch'])
  expect(await sees()).toEqual([[], 404, 404])
  const all = await clerk(null)
  expect(await sees()).toEqual([[expect.any(String), id], 200, 200])
  for (const delegation of [all, some]) await city.done('li', `/account/delegations/${delegation}/end`)
  expect(await sees()).toEqual([[], 404, 404])

  await drawDocuments(jobRun(city.city.database, 'licence.draw_documents', city.now()))
  expect((await city.call('li', 'GET', `/licence/licences/${id}/document`)).statusCode).toBe(200)
  const shown = await city.done<ShownLicence>('li', `/licence/licences/${id}/show`, { facts: ['code'] })
  const verified = (await city.anonymous({ method: 'POST', url: '/credentials/verify', payload: { code: shown.code } })).json<VerdictView>()
  expect(verified).toMatchObject({ verdict: 'valid', shown: { claims: [{ name: 'code', value: firm!.code }], holder: Buffer.from(holderMark(verified.shown!.id, firm!.id)).toString('hex') } })
  expect((await city.get<OneLicence>('li', `/licence/licences/${id}`)).looks.map(({ how, agent }) => [how, agent])).toEqual([['shown', '李*梅'], ['shown', '孙*福'], ['relied', null]])
  const registrar = staffAt('120103', '120103-market', 'licence.licence.issue', 'licence.licence.revoke')
  expect(await city.read((deed) => findDeskLicence(deed, id), { actor: registrar })).toMatchObject({ holder: '海河晨光商贸有限公司' })
  await city.deed((deed) => revokeLicence(deed, { id, reason: 'mistaken', words: '住所登记有误' }), { actor: registrar })
  expect((await city.get<{ items: { template: string }[] }>('li', '/notices')).items.map(({ template }) => template)).toEqual(expect.arrayContaining(['licence.notice.issued_to_firm', 'licence.notice.revoked_of_firm']))
  expect((await city.get<OneLicence>('li', `/licence/licences/${id}`)).state).toBe('revoked')
})

test('who says nothing in time has nothing to ask for and is told so; one department that does not agree refuses the whole, with its reason', async () => {
  city.setNow('2026-12-03T01:30:00Z')
  const { id } = await openCompany(city, 'li', await companyValues(city, 'li', { staff_soon: 0 }))
  expect((await seen(lead, id)).opinions.map(({ part }) => part)).toEqual(['公章刻制备案'])
  expect(await refused(lead, id, 'accept')).toMatchObject({ code: 'application.joint_looking' })
  city.setNow('2026-12-03T07:31:00Z')
  await tickShares(jobRun(city.city.database, 'matter.tick', city.now()))
  expect(await city.sql(`select detail->>'clock' as clock, detail->>'supporting' as unit from event.event where name = 'matter.escalated' and subject_id = $1 and (detail->>'at')::numeric < 1 and detail->>'clock' = 'share'`, [id])).toEqual([{ clock: 'share', unit: '120103-police' }])
  await city.done(lead, desk(id, '/accept'))
  expect(await city.done(police, desk(id, '/give-opinion'), { agrees: false, words: '法定代表人的身份证件已经挂失' })).toMatchObject({ state: 'reviewing' }) // the leading unit has still to say what else stands against it
  expect(await may(lead, id)).not.toContain('approve')
  expect(await refused(lead, id, 'approve', { words: '已核' })).toMatchObject({ code: 'application.joint_refuses' })
  expect((await seen(lead, id)).grounds.map(({ code }) => code)).toContain('unit.120103-police')
  await city.done(lead, desk(id, '/refuse'), { grounds: ['name'], words: '可以改名后重新申请' })
  expect((await letterOf(id, 'refused')).list).toEqual(['不符合“名称没有重名，也不违反规定”', '公章刻制备案：天津市公安局河西区分局不同意，法定代表人的身份证件已经挂失'])
})

test('what a department reported and nobody was told in time is asked for no more: it is accepted by law, and decided with that department all the same', async () => {
  city.setNow('2026-12-04T01:30:00Z')
  const { id } = await openCompany(city, 'li', await companyValues(city, 'li', { staff_soon: 0 }))
  await city.done(police, desk(id, '/report-missing'), { materials: ['登记申请书'], words: '没有选公章' })
  city.setNow('2026-12-14T01:30:00Z')
  await tickMatters(jobRun(city.city.database, 'matter.tick', city.now()))
  await city.deliver()
  expect((await queue(police, 'opinion')).map((row) => [row.id, row.state])).toEqual([[id, 'reviewing']])
  expect(await refused(lead, id, 'approve', { words: '已核' })).toMatchObject({ code: 'matter.supporting_open' })
  await city.done(lead, desk(id, '/answer-own'), { agrees: true, words: '名称、住所、任职都核对过', found: foundCompany('MA00000D') })
  expect(await city.done(police, desk(id, '/give-opinion'), { agrees: true, words: '公章可以后刻' })).toMatchObject({ state: 'approved' })
  expect((await letterOf(id, 'approved')).list).toContain('公章刻制备案：天津市公安局河西区分局同意')
})

test('a proof that somebody has no record is issued only after an officer has looked, and says what it is for; it lies in the wallet with the decision', async () => {
  const { id, version } = await city.done<BeganApplication>('sun', '/application/applications', { id: randomUUIDv7(), item: 'no-crime-record', division: '120103' })
  const byHand = await city.done<{ version: number }>('sun', at(id, '/prefill'), { version, take: false })
  const values = { used_for: 'permit', used_where: '小区物业', copies: 1, name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', contact_phone: '15400001002' }
  expect(await city.done<SubmittedApplication>('sun', at(id, '/submit'), { version: byHand.version, values })).toMatchObject({ state: 'received', faults: [] })
  await city.done(police, desk(id, '/accept'))
  expect((await seen(police, id)).clauses!.find(({ clause }) => clause === 'record')).toMatchObject({ outcome: 'unknown' })
  expect(await refused(police, id, 'approve')).toMatchObject({ code: 'application.say_how_known' })
  expect(await city.done(police, desk(id, '/approve'), { words: '已在系统查询，没有记录；身份证件已核对' })).toMatchObject({ state: 'delivered' })
  expect((await city.get<{ items: { fields: { value: string }[] }[] }>('sun', '/licence/licences')).items.map(({ fields }) => fields.map(({ value }) => value))).toEqual([[city.now().toISOString().slice(0, 10), '从业资格']])
})

test('what an approval issues says what the form, the register or whoever decides says: a pension record at once, another scheme and a disability as they were found; a changed certificate takes the place of the old one', async () => {
  const use = { purpose: '出具参保缴费证明', legalBasis: '《社会保险法》第七十四条', scenario: '参保缴费证明', usingSystem: '办件' }
  const number = '120199194809030056'
  await openRegister(city, { resource: '203076000003', fields: ['identity_number', 'insured', 'total_months', 'latest_month'], unit: '120103-labour', rows: [{ identity_number: number, name: '孙德福', insured: '是', scheme_kind: '11', total_months: '431', latest_month: '2008-09', updated_at: '2026-11-01 08:00:00' }], use })
  const apply = async (item: string, values: object, take: boolean): Promise<SubmittedApplication> => {
    const { id, version } = await city.done<BeganApplication>('sun', '/application/applications', { id: randomUUIDv7(), item, division: '120103' })
    const asked = await city.done<{ version: number }>('sun', at(id, '/prefill'), { version, take })
    return city.done<SubmittedApplication>('sun', at(id, '/submit'), { version: asked.version, values: { ...values } })
  }
  const held = async (code: string) => (await city.get<OwnLicences>('sun', '/licence/licences')).items.filter(({ kind }) => kind.code === code).map(({ state, fields }) => [state, ...fields.map(({ value }) => value)])
  const person = { name: '孙德福', identity_number: number }
  expect(await apply('insurance-record', { scheme: 'pension', copies: 1 }, true)).toMatchObject({ state: 'delivered', faults: [] })
  expect(await held('insurance_record')).toEqual([['in_force', '养老', '431', '2008-09-30']])
  const other = await apply('insurance-record', { scheme: 'unemployment', copies: 1, ...person }, false)
  await city.done(labour, desk(other.id, '/accept'))
  expect((await seen(labour, other.id)).asks.map(({ code, type }) => [code, type])).toEqual([['months', 'integer'], ['paid_to', 'date']])
  for (const found of [undefined, { months: 12 }, { months: 12, paid_to: '2026-11-31' }, { months: 12, paid_to: '2026-11-30', scheme: '养老' }]) expect(await refused(labour, other.id, 'approve', { words: '已查账', ...(found && { found }) }), JSON.stringify(found)).toMatchObject({ status: 422, code: 'application.say_what_was_found' })
  expect(await city.done(labour, desk(other.id, '/approve'), { words: '已查账', found: { months: 12, paid_to: '2026-11-30' } })).toMatchObject({ state: 'delivered' })
  expect((await held('insurance_record'))[0]).toEqual(['in_force', '失业', '12', '2026-11-30'])

  const reviewer = staffAt('120103', '120103-disabled-federation', 'application.application.read', 'application.application.review')
  const photo = async () => [(await (await city.as('sun'))({ method: 'POST', url: '/application/papers', ...(await jpeg()) })).json<{ id: string }>().id]
  const assessed = async (asks: string, found: Record<string, string | number>, more: object = {}) => {
    const values = { asks_for: asks, guardian_needed: false, photo: await photo(), ...person, birth_on: '1948-09-03', contact_phone: '15400001002', household_here: true, ...more }
    const { id, faults } = await apply('disability-certificate', values, false)
    expect(faults).toEqual([])
    await city.deed((deed) => acceptApplication(deed, id, {}), { actor: reviewer })
    return city.deed((deed) => approveApplication(deed, id, { words: '指定机构评定', found }), { actor: reviewer })
  }
  const ill = async () => ({ impairments: ['body'], cause: 'illness', since_month: '2020-01', home_visit: false, records: await photo() })
  await assessed('first', { category: '肢体', level: 3, assessed: '2026-12-01' }, await ill())
  await expect(assessed('first', { category: '肢体', level: 3, assessed: '2026-12-01' }, await ill())).rejects.toMatchObject({ code: 'licence.in_force_already' })
  expect(await assessed('change', { category: '肢体', level: 2, assessed: '2026-12-02' }, { ...(await ill()), disability_kind: 'body', disability_grade: 'grade_three' })).toMatchObject({ state: 'approved' }) // the card itself is still to be handed over
  expect(await held('disability_certificate')).toEqual([['in_force', '肢体', '2', '2026-12-02'], ['replaced', '肢体', '3', '2026-12-01']])
  await assessed('lost', { assessed: '2026-12-02' }, { disability_kind: 'body', disability_grade: 'grade_two' })
  expect((await held('disability_certificate')).map(([state, , level]) => [state, level])).toEqual([['in_force', '2'], ['replaced', '2'], ['replaced', '3']])
})
