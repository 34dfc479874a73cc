import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keys } from '#base/keys'
import { useContributions, type CredentialKind } from '#primitives/registry'
import { parts } from '../../main.ts'
import { ownKeys, type OwnKeys } from '../../../test/kit/own-keys.ts'
import { openTestCity, type TestCity } from '../../../test/kit/city.ts'
import { testActor } from '../../../test/kit/database.ts'
import type { VerdictView } from './contract.ts'
import { holderMark, issueCredential, revokeCredential, showCredential } from './index.ts'
import { machine } from './key-material.ts'
import { addSigningKey } from './signing-keys.ts'
import { openKeyList, openRevocationList, verify, type SignedList } from './verifier/door.ts'
import { fromBase45, toBase45 } from './verifier/base45.ts'

const card: CredentialKind = {
  kind: 'credential', id: 'clubs.elder_card', claims: { name: { number: 1, type: 'text' }, born: { number: 2, type: 'date' }, district: { number: 3, type: 'text' } },
  facts: { over_60: { number: 4, type: 'boolean', from: ({ born }, today) => Number(today.slice(0, 4)) - Number(String(born).slice(0, 4)) - (today.slice(5) < String(born).slice(5) ? 1 : 0) >= 60 } },
  days: 3650, issuedBy: 'civil_affairs',
}
const abroad: CredentialKind = { ...card, id: 'clubs.abroad', algorithm: 'ES256' }
const claims = { name: '林*栋', born: '1950-03-02', district: '河西区' }

let city: TestCity
let own: OwnKeys | undefined
let holder: string
let unit: string
beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:24:00Z' })
  own = ownKeys()
  useContributions([...parts.homes, { name: 'clubs', chinese: '社团', contributions: [card, abroad] }])
  const [li] = await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'li'`)
  const [department] = await city.sql<{ id: string }>(`select id from party.department where role = 'civil_affairs' and level = 'city'`)
  holder = li!.party_id
  unit = department!.id
})
afterAll(async () => { own?.end(); await city?.close() })

const issue = (more: object = {}) => city.deed((deed) => issueCredential(deed, { kind: card.id, holderId: holder, departmentId: unit, claims, ...more }))

const show = (id: string, facts: string[], as = holder) => city.deed((deed) => showCredential(deed, { id, facts }), { actor: testActor({ kind: 'person', id: as }) })
const ask = async (code: string, at?: string): Promise<VerdictView> => (await city.anonymous({ method: 'POST', url: '/credentials/verify', payload: at ? { code, at } : { code } })).json<VerdictView>()
const verdict = async (code: string, at?: string) => { const { verdict: word, reasons } = await ask(code, at); return [word, ...reasons.filter(({ holds }) => holds !== true).map(({ code: reason }) => reason)] }
const list = async (name: string): Promise<SignedList> => (await city.anonymous({ url: `/credentials/${name}` })).json<SignedList>()

test('what is no licence of this kind, not of this unit, or more than a code holds is not issued', async () => {
  await expect(issue({ kind: 'clubs.nothing' })).rejects.toMatchObject({ code: 'credential.kind_unknown' })
  await expect(issue({ departmentId: 'city-government' })).rejects.toMatchObject({ code: 'credential.not_the_issuer' })
  await expect(issue({ claims: { ...claims, born: '1950-02-30' } })).rejects.toMatchObject({ code: 'credential.claim_wrong' })
  await expect(issue({ claims: { ...claims, over_60: true } })).rejects.toMatchObject({ code: 'credential.claim_unknown' })
  await expect(issue({ claims: { ...claims, name: '海河之畔人民政府民政局老年人优待证持证人姓名很长' } })).rejects.toMatchObject({ code: 'credential.too_large' })
  await expect(issue({ from: '2026-11-25', until: '2026-11-24' })).rejects.toMatchObject({ code: 'credential.period_wrong' })
})

test('only the holder, or who acts for them, shows a licence: what was chosen and no more, for a minute', async () => {
  const { id, code } = await issue()
  const [other] = await city.sql<{ id: string }>('select id from party.person where id <> $1 limit 1', [holder])
  await expect(show(id, ['over_60'], other!.id)).rejects.toMatchObject({ code: 'credential.not_found' })
  await expect(show(id, ['name', 'born', 'district', 'over_60'])).rejects.toMatchObject({ code: 'credential.too_many_facts' })
  await expect(show(id, ['toString'])).rejects.toMatchObject({ code: 'credential.claim_unknown' })
  expect(await ask(code)).toMatchObject({ verdict: 'valid', shown: { id, shown: false, claims: [{ name: 'name', value: '林*栋' }, { name: 'born', value: '1950-03-02' }, { name: 'district', value: '河西区' }] } })
  const shown = await city.deed((deed) => showCredential(deed, { id, facts: ['over_60'] }), { actor: testActor({ kind: 'person', id: other!.id }), subject: holder })
  expect(await ask(shown.code)).toMatchObject({ verdict: 'valid', shown: { id, shown: true, holder: Buffer.from(holderMark(id, holder)).toString('hex'), claims: [{ name: 'over_60', value: true }] } })
  expect(await verdict(shown.code, new Date(shown.until.getTime() - 1).toISOString())).toEqual(['valid'])
  expect(await verdict(shown.code, shown.until.toISOString())).toEqual(['stale', 'code_stale'])
  expect(await verdict((await issue({ from: '2026-12-01' })).code)).toEqual(['invalid', 'not_yet_valid'])
  expect(await verdict(code, '2026-11-25T02:20:00Z')).toEqual(['invalid', 'key_not_yet', 'not_yet_valid'])
  expect(await verdict(code, '2096-01-01T00:00:00Z')).toEqual(['invalid', 'key_expired', 'expired'])
  expect((await ask(code)).reasons.map(({ says }) => says)).toEqual(['签名是真的，一个字没改；密钥有效到 2029-11-24', '在有效期内，到 2036-11-21', '没有被注销'])
})

test('one altered byte anywhere, another prefix or half a code is refused with its reason', async () => {
  const { code } = await issue({ kind: abroad.id })
  expect(code.length).toBeLessThanOrEqual(311)
  const packed = fromBase45(code, 4)!
  for (let at = 0; at < packed.length; at += 1) {
    const changed = packed.slice()
    changed[at]! ^= 1
    expect([at, (await verdict(`HH1:${toBase45(changed)}`))[0]]).toEqual([at, 'invalid'])
  }
  expect(await verdict(code.replace('HH1:', 'HC2:'))).toEqual(['invalid', 'not_a_code'])
  expect(await verdict(`${code.slice(0, -1)}a`)).toEqual(['invalid', 'not_base45'])
  expect((await verdict(code.slice(0, -30)))[0]).toBe('invalid')
})

test('a code of another city is told apart from one that is false', async () => {
  const { code } = await issue()
  const held = JSON.parse((await list('keys')).list)
  const elsewhere = { keys: { ...held, city: '999999', keys: [] }, revocations: null }
  expect((await verify(code, city.now(), elsewhere, machine)).reasons.map((one) => one.code)).toEqual(['other_city'])
  expect((await verify(code, city.now(), { keys: { ...held, keys: [] }, revocations: null }, machine)).reasons.map((one) => one.code)).toEqual(['unknown_key'])
  const [stranger] = held.keys
  expect((await verify(code, city.now(), { keys: { ...held, keys: [{ ...stranger, key: Buffer.from(held.keys[0].key, 'base64').fill(4, 1).toString('base64') }] }, revocations: null }, machine)).verdict).toBe('invalid')
  expect((await verify(code, city.now(), { keys: { ...held, kinds: [] }, revocations: null, exactly: async () => null }, machine)).reasons.filter(({ holds }) => holds === null).map((one) => one.code)).toEqual(['unknown_kind'])
})

test('who took a licence back, takes every code of it back: at once where the register is asked, with the next list where nobody can ask', async () => {
  const [good, bad] = [await issue(), await issue()]
  const shown = await show(bad.id, ['over_60'])
  const before = await list('revocations')
  await expect(city.deed((deed) => revokeCredential(deed, { id: bad.id, reason: 'mistaken' }), { actor: testActor({ kind: 'staff', departmentId: 'city-government' }) })).rejects.toMatchObject({ code: 'credential.not_found' })
  await city.deed((deed) => revokeCredential(deed, { id: bad.id, reason: 'mistaken', words: '年龄算错了' }), { actor: testActor({ kind: 'staff', departmentId: unit }) })
  await expect(city.deed((deed) => revokeCredential(deed, { id: bad.id, reason: 'lost' }))).rejects.toMatchObject({ code: 'credential.revoked' })
  await expect(show(bad.id, [])).rejects.toMatchObject({ code: 'credential.revoked' })
  for (const code of [bad.code, shown.code]) expect(await verdict(code)).toEqual(['invalid', 'revoked'])
  expect((await ask(bad.code)).reasons.find(({ code }) => code === 'revoked')!.says).toMatch(/^2026-11-25 10:\d\d 已注销：发错了$/)

  const answer = await city.anonymous({ url: '/credentials/revocations' })
  expect(answer.headers['cache-control']).toBe('public, max-age=300')
  expect((await city.anonymous({ url: '/credentials/revocations', headers: { 'if-none-match': answer.headers.etag as string } })).statusCode).toBe(304)
  const held = (await openKeyList(await list('keys'), null, machine))!
  const after = (await openRevocationList(answer.json<SignedList>(), held, 0, machine))!
  expect(await openRevocationList(before, held, after.version, machine)).toBeNull() // an old list cannot be slipped in
  expect(await openRevocationList({ ...answer.json<SignedList>(), list: answer.json<SignedList>().list.replace('"count":1', '"count":0') }, held, 0, machine)).toBeNull()
  const offline = async (code: string) => (await verify(code, city.now(), { keys: held, revocations: after }, machine)).verdict
  expect([await offline(good.code), await offline(bad.code), await offline(shown.code)]).toEqual(['valid', 'unsure', 'unsure'])
})

test('a new key signs and the old one still verifies; a verifier that holds the old list believes the new one, not a stranger\'s; an ended key ends its codes', async () => {
  const { code: old } = await issue()
  const held = (await openKeyList(await list('keys'), null, machine))!
  const before = readdirSync(keys().folder)
  addSigningKey('SM2', new Date(city.now().getTime() - 1000), 30)
  expect(readdirSync(keys().folder).length).toBe(before.length + 1)
  const { code: fresh } = await issue()
  const renewed = (await openKeyList(await list('keys'), held, machine))!
  expect(renewed.keys.length).toBe(held.keys.length + 1)
  expect([await verdict(old), await verdict(fresh)]).toEqual([['valid'], ['valid']])
  expect((await verify(fresh, city.now(), { keys: held, revocations: null }, machine)).reasons[0]!.code).toBe('unknown_key')
  const stranger = { ...held, keys: held.keys.map((key) => ({ ...key, id: '0000000000000000' })) }
  expect(await openKeyList(await list('keys'), stranger, machine)).toBeNull()
  expect(await openKeyList(await list('keys'), renewed, machine)).not.toBeNull()
  expect(await verdict(fresh, new Date(city.now().getTime() + 31 * 86_400_000).toISOString())).toEqual(['invalid', 'key_expired']) // the code itself says ten years
  expect(await verdict(old, new Date(city.now().getTime() + 31 * 86_400_000).toISOString())).toEqual(['valid'])
})

test('issuing and revoking leave a leaf each and an event each; showing leaves none', async () => {
  const tally = async () => Object.fromEntries((await city.sql<{ kind: string; n: number }>(`select kind, count(*)::int as n from ledger.entry where kind like 'credential.%' group by kind`)).map(({ kind, n }) => [kind, n]))
  const [one, events] = [await tally(), await city.sql(`select name from event.event where name like 'credential.%'`)]
  expect(one['credential.issued']! + one['credential.revoked']!).toBe(events.length)
  const { id } = await issue()
  await show(id, ['over_60'])
  expect((await tally())['credential.issued']).toBe(one['credential.issued']! + 1)
  expect(Object.keys(await tally()).sort()).toEqual(['credential.issued', 'credential.revoked'])
})
