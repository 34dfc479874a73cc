import { createHash, randomUUIDv7 } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobActor, jobRun } from '#base/jobs'
import type { VerdictView } from '#contracts/credential'
import type { DeskKinds, DeskLicence, DeskLicencePage, DocumentVerdict, LicenceLeaks, OneDeskLicence, OneLicence, OwnLicences, ShownLicence } from '#contracts/licence'
import { zipNames } from '#base/zip'
import { addSealKey } from '#primitives/credential'
import { held, issueLicence } from '#systems/licence'
import { addSigningKey } from '../../server/primitives/credential/signing-keys.ts'
import { ofdMakerFake } from '../../server/connectors/ofd-maker-fake.ts'
import { drawDocuments } from '../../server/systems/licence/draw-documents.ts'
import { makeOfds } from '../../server/systems/licence/ofd/make-ofd.ts'
import { useOfdMaker } from '../../server/systems/licence/ofd/ofd-maker.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { ownKeys, type OwnKeys } from '../kit/own-keys.ts'

let city: TestCity
let own: OwnKeys | undefined
let sun = ''
const number = '120199194809030056' // 孙德福, 78
beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' })
  own = ownKeys()
  sun = (await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'sun'`))[0]!.party_id
})
afterAll(async () => { own?.end(); await city?.close() })

const issue = (more: object = {}) => city.call('geng', 'POST', '/licence/desk/licences', { id: randomUUIDv7(), kind: 'elder_card', number, values: {}, ...more })
const show = (login: string, id: string, facts: string[]) => city.call(login, 'POST', `/licence/licences/${id}/show`, { facts })
const verify = async (code: string) => (await city.anonymous({ method: 'POST', url: '/credentials/verify', payload: { code } })).json() as VerdictView
const ask = async (sha256: string) => (await city.anonymous({ method: 'POST', url: '/licence/documents/verify', payload: { sha256 } })).json() as DocumentVerdict
const draw = () => drawDocuments(jobRun(city.city.database, 'licence.draw_documents', city.now()))
const wallet = async (login = 'sun') => (await city.get<OwnLicences>(login, '/licence/licences')).items
const asJob = <T>(work: Parameters<typeof city.deed<T>>[0]) => city.deed(work, { actor: jobActor('test.issues') })

test('who issues what is data: not another unit, not another kind, not to nobody, not with a wrong value, and not twice', async () => {
  expect((await city.get<DeskKinds>('geng', '/licence/desk/kinds')).items.map(({ code }) => code)).toEqual(['allowance_decision', 'elder_card'])
  expect((await issue({ kind: 'residence_permit', values: { district: '河西区', address: '光明里' } })).json()).toMatchObject({ status: 403, code: 'licence.not_the_issuer' })
  for (const [other, status, code] of [['120199194809030099', 404, 'licence.holder_unknown'], ['120199194809030091', 400, 'party.number_check_digit']] as const) expect((await issue({ number: other })).json()).toMatchObject({ status, code })
  expect((await issue({ values: { more: 1 } })).json()).toMatchObject({ status: 422, code: 'licence.value_wrong' })
  expect((await issue({ kind: 'allowance_decision', values: { since: '2026-02-30', standard: '80 至 89 周岁' } })).json()).toMatchObject({ code: 'licence.value_wrong' })
  for (const login of ['jin', 'sun']) expect((await city.call(login, 'POST', '/licence/desk/licences', { id: randomUUIDv7(), kind: 'elder_card', number, values: {} })).statusCode).toBe(403)

  const id = randomUUIDv7()
  const [taps, rivals] = await Promise.all([Promise.all([1, 2, 3].map(() => issue({ id }))), Promise.all([1, 2].map(() => issue()))])
  const made = [...taps, ...rivals].filter((one) => one.statusCode === 201).map((one) => (one.json() as DeskLicence).id)
  expect(new Set(made).size).toBe(1) // whoever came first, there is one card
  for (const one of [...taps, ...rivals]) if (one.statusCode !== 201) expect(one.json()).toMatchObject({ status: 409, code: 'licence.in_force_already' })
  expect(await wallet()).toMatchObject([{ number: 'YD1200002026000001', state: 'in_force', unit: '天津市民政局', holder: '孙德福', from: '2026-11-25', until: null, document: null }])
  expect(await city.sql('select count(*)::int as n from credential.credential')).toEqual([{ n: 1 }])

  // a job issues for a unit on an application: the same basis is the same licence, another's basis is refused
  const record = { kind: 'insurance_record', holderId: sun, values: { scheme: '养老', months: 200, paid_to: '2026-10-31' }, basis: 'application:1', unitId: 'city-labour' }
  const [first, again] = [await asJob((deed) => issueLicence(deed, record)), await asJob((deed) => issueLicence(deed, record))]
  expect([first.number, again.id]).toEqual(['CB1200002026000001', first.id])
  const [li] = await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'li'`)
  await expect(asJob((deed) => issueLicence(deed, { ...record, holderId: li!.party_id }))).rejects.toMatchObject({ code: 'licence.basis_used' })
  await expect(asJob((deed) => issueLicence(deed, { ...record, basis: 'application:2', unitId: 'city-police' }))).rejects.toMatchObject({ code: 'licence.not_the_issuer' })
})

test('the document is drawn and sealed at once, is the holder\'s and its unit\'s, and is known by its hash; a new seal leaves the old one good', async () => {
  const card = (await wallet()).find(({ kind }) => kind.code === 'elder_card')
  expect((await (await city.as('sun'))({ method: 'GET', url: `/licence/licences/${card!.id}/document` })).json()).toMatchObject({ status: 409, code: 'licence.being_drawn' })
  await draw()
  const document = await (await city.as('sun'))({ method: 'GET', url: `/licence/licences/${card!.id}/document` })
  expect([document.statusCode, document.headers['content-type'], document.rawPayload.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
  const sha256 = createHash('sha256').update(document.rawPayload).digest('hex')
  expect((await wallet()).find(({ kind }) => kind.code === 'elder_card')!.document).toBe(sha256)
  const verdict = await ask(sha256)
  expect(verdict).toMatchObject({ known: true, licence: { name: '老年人优待证', number: card!.number, unit: '天津市民政局', state: 'in_force', sealHolds: true } })
  const { key, words, signature } = verdict.licence!.seal // whoever does not believe us checks it by themselves
  expect(words).toContain(sha256)
  expect(sm2.doVerifySignature(Uint8Array.from(Buffer.from(words)), Buffer.from(signature, 'base64').toString('hex'), Buffer.from(key, 'base64').toString('hex'), { hash: true, userId: '1234567812345678' })).toBe(true)
  expect(await ask(sha256.replace(/^./, (one) => (one === '0' ? '1' : '0')))).toEqual({ known: false, licence: null })
  for (const what of ['', '/document']) expect((await (await city.as('li'))({ method: 'GET', url: `/licence/licences/${card!.id}${what}` })).json()).toMatchObject({ status: 404, code: 'licence.unknown' })

  addSealKey('city-civil-affairs', 'SM2', new Date(city.now().getTime() - 1000), 30)
  const renewed = (await city.call('geng', 'POST', `/licence/desk/licences/${card!.id}/replace`, { id: randomUUIDv7(), why: 'renewed', words: '换新版' })).json() as DeskLicence
  await draw()
  const [old, fresh] = [await ask(sha256), await ask((await city.get<OneLicence>('sun', `/licence/licences/${renewed.id}`)).document!)]
  expect(old.licence).toMatchObject({ state: 'replaced', sealHolds: true })
  expect(fresh.licence).toMatchObject({ state: 'in_force', sealHolds: true, number: 'YD1200002026000002' })
  expect(fresh.licence!.seal.key).not.toBe(old.licence!.seal.key)
  expect(await city.get<OneLicence>('sun', `/licence/licences/${card!.id}`)).toMatchObject({ state: 'replaced', replacedBy: { id: renewed.id }, replaces: null })
  expect(await city.get<OneDeskLicence>('geng', `/licence/desk/licences/${renewed.id}`)).toMatchObject({ replaces: { id: card!.id, number: 'YD1200002026000001' }, holder: '孙*福' })
  expect((await city.sql<{ kind: string }>(`select kind from ledger.entry where kind like 'licence.%' or kind = 'credential.seal_made' order by id`)).map(({ kind }) => kind).filter((kind, at, all) => all.indexOf(kind) === at)).toEqual(['licence.issued', 'credential.seal_made', 'licence.sealed', 'licence.revoked'])
})

test('the holder shows what they choose and no more; a key that rotates does not stop it; what is revoked while it is shown is believed no more', async () => {
  const card = (await wallet()).find(({ kind, state }) => kind.code === 'elder_card' && state === 'in_force')!
  expect(card.facts).toMatchObject([{ name: 'over_60', value: true, first: true }, { name: 'over_65', value: true }, { name: 'over_70', value: true }, { name: 'over_80', value: false }, { name: 'holder', value: '孙*福', first: true }, { name: 'born', value: '1948-09-03' }])
  expect((await show('li', card.id, ['over_60'])).json()).toMatchObject({ status: 404, code: 'licence.unknown' })
  expect((await show('sun', card.id, ['over_60', 'over_65', 'over_70', 'holder'])).statusCode).toBe(400)
  expect((await show('sun', card.id, ['months'])).json()).toMatchObject({ status: 422, code: 'licence.fact_unknown' })
  const shown = (await show('sun', card.id, ['over_60'])).json() as ShownLicence
  expect(shown.qr).toMatch(/^<svg/)
  expect(await verify(shown.code)).toMatchObject({ verdict: 'valid', shown: { title: '老年人优待证', issuer: '天津市民政局', claims: [{ label: '满 60 周岁', value: true }] } })
  addSigningKey('SM2', new Date(city.now().getTime() - 1000), 30)
  const next = (await show('sun', card.id, ['over_60'])).json() as ShownLicence
  expect([(await verify(shown.code)).verdict, (await verify(next.code)).verdict]).toEqual(['valid', 'valid'])
  expect((await city.call('geng', 'POST', `/licence/desk/licences/${card.id}/document`)).headers['content-type']).toBe('application/pdf')
  expect((await city.get<OneLicence>('sun', `/licence/licences/${card.id}`)).looks).toMatchObject([{ how: 'opened', unit: '天津市民政局', times: 1 }, { how: 'shown', about: 'over_60', times: 2 }])

  expect((await city.get<OneDeskLicence>('geng', `/licence/desk/licences/${card.id}`)).looks.map(({ how }) => how)).toEqual(['opened'])

  expect((await city.call('jin', 'POST', `/licence/desk/licences/${card.id}/revoke`, { reason: 'ended', words: '迁出' })).statusCode).toBe(403)
  const both = await Promise.all([1, 2].map(() => city.call('geng', 'POST', `/licence/desk/licences/${card.id}/revoke`, { reason: 'ended', words: '户籍迁出本市' })))
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  const verdict = await verify(next.code)
  expect([verdict.verdict, verdict.reasons.find(({ code }) => code === 'revoked')?.says]).toEqual(['invalid', expect.stringContaining('不再符合条件')])
  expect((await show('sun', card.id, ['over_60'])).json()).toMatchObject({ status: 409, code: 'licence.not_shown_revoked' })
  expect((await ask(card.document!)).licence!.state).toBe('revoked')
  expect(await city.get<OneLicence>('sun', `/licence/licences/${card.id}`)).toMatchObject({ state: 'revoked', revoked: { reason: 'ended', words: '户籍迁出本市' } })
  const notices = (await city.get<{ items: { template: string; text: string; link: string }[] }>('sun', '/notices')).items
  expect(notices.find(({ template }) => template === 'licence.notice.revoked')).toMatchObject({ text: expect.stringMatching(/户籍迁出本市.*行政复议/), link: `/licences/${card.id}` })
})

test('what a person holds stands for the paper while it is in force, and the holder sees who relied on it; what expired or was revoked stands for nothing', async () => {
  const ask = (relied?: { unitId: string; about: string }) => city.deed((deed) => held(deed, sun, ['insurance_record', 'elder_card'], relied))
  expect(await ask({ unitId: 'city-housing-fund', about: '20261125000017' })).toMatchObject([{ kind: 'insurance_record', number: 'CB1200002026000001', unit: '天津市人力资源和社会保障局', until: '2027-02-22', documentSha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  const record = (await wallet()).find(({ kind }) => kind.code === 'insurance_record')!
  expect((await city.get<OneLicence>('sun', `/licence/licences/${record.id}`)).looks).toMatchObject([{ how: 'relied', unit: '天津市住房公积金管理中心', about: '20261125000017' }])
  city.setNow('2027-02-22T15:59:00Z') // the last minute of its last day
  expect(await ask()).toHaveLength(1)
  city.setNow('2027-02-22T16:00:00Z')
  expect(await ask()).toEqual([])
  expect((await show('sun', record.id, ['holder'])).json()).toMatchObject({ code: 'licence.not_shown_expired' })
  expect((await wallet()).map(({ state }) => state)).toEqual(['revoked', 'expired', 'replaced'])
})

test('a licence without its document is a leak of its unit; a revoked one of a single kind makes room for another', async () => {
  city.setNow('2027-03-01T02:00:00Z')
  const made = (await issue()).json() as DeskLicence
  expect(made.number).toBe('YD1200002027000001')
  const leaks = async () => (await city.get<LicenceLeaks>('geng', '/licence/desk/leaks')).items.map(({ number: one }) => one)
  expect(await leaks()).toEqual([])
  city.setNow('2027-03-01T02:11:00Z')
  expect(await leaks()).toEqual([made.number])
  await draw()
  expect(await leaks()).toEqual([])
  expect((await city.get<DeskLicencePage>('geng', `/licence/desk/licences?number=${made.number.toLowerCase()}`)).items).toMatchObject([{ id: made.id, holder: '孙*福', state: 'in_force' }])
})

test('where the city has a seal system a licence is an OFD too, known by its hash; a system that is away, or answers something else, costs nobody the PDF', async () => {
  const seals = ofdMakerFake()
  let garbled = false
  useOfdMaker({ make: async (asked) => (garbled ? asked.pdf : seals.make(asked)) })
  try {
    const gulan = (await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'gulan'`))[0]!.party_id
    const { id } = await city.deed((deed) => issueLicence(deed, { kind: 'elder_card', holderId: gulan, values: {}, basis: 'application:ofd', unitId: 'city-civil-affairs' }), { actor: jobActor('application.deliver_letter') })
    const make = async (at: string) => { city.setNow(at); await makeOfds(jobRun(city.city.database, 'licence.make_ofds', city.now())); return city.get<OneLicence>('gulan', `/licence/licences/${id}`) }
    const file = (login: string) => city.call(login, 'GET', `/licence/licences/${id}/ofd`)
    await draw()
    seals.cut(true)
    expect(await make('2027-06-01T02:00:00Z')).toMatchObject({ ofd: false, document: expect.stringMatching(/^[0-9a-f]{64}$/) })
    seals.cut(false)
    garbled = true
    expect((await make('2027-06-01T02:01:00Z')).ofd).toBe(false)
    expect((await file('gulan')).json()).toMatchObject({ status: 404, code: 'licence.no_ofd' })
    garbled = false
    expect((await make('2027-06-01T02:02:00Z')).ofd).toBe(true)
    const answer = await file('gulan')
    expect([answer.headers['content-type'], answer.headers['content-disposition'], await zipNames(answer.rawPayload)]).toEqual(['application/ofd', expect.stringMatching(/^attachment; filename=".+\.ofd"$/), expect.arrayContaining(['OFD.xml', 'Doc_0/Document.xml'])])
    expect(await ask(createHash('sha256').update(answer.rawPayload).digest('hex'))).toMatchObject({ known: true, licence: { sealHolds: true, state: 'in_force' } })
    expect((await file('li')).statusCode).toBe(404)
  } finally { useOfdMaker(null) }
})
