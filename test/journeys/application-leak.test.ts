/** What slips through of applications: each mesh finds what it is for and lets the rest go, and nobody sees more of it than is theirs. */
import { createHash, randomUUIDv7 } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobActor, jobRun } from '#base/jobs'
import type { Application, ArchivedApplications, ApplicationLeakCounts, ApplicationLeaks, LeakedApplication } from '#contracts/application'
import { advance } from '#primitives/matter'
import { issueLicence } from '#systems/licence'
import { archiveClosed } from '../../server/systems/application/archive/archive-closed.ts'
import { findApplication } from '../../server/systems/application/find-application.ts'
import { drawLetters } from '../../server/systems/application/letter/draw-letters.ts'
import { writeLetter } from '../../server/systems/application/letter/write-letter.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

let city: TestCity
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) }) // a Wednesday, 10:00 there
afterAll(() => city?.close())

const counts = async (login: string): Promise<Record<string, number>> => Object.fromEntries((await city.get<ApplicationLeakCounts>(login, '/application/leaks')).kinds.map(({ kind, count }) => [kind, count]))
const rows = async (login: string, kind: string, query = '') => (await city.get<ApplicationLeaks>(login, `/application/leaks/${kind}${query}`)).items
const none = { unanswered: 0, unlettered: 0, undelivered: 0, no_licence: 0, late: 0, unacknowledged: 0, silent: 0, unheeded: 0 }
const values = { allowance_account: '6217000010001234569', living: 'home', contact_phone: '15400001002', name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', household_here: true, allowance_now: false }

test('an application is followed from mesh to mesh: not answered, without its letter, not decided in the promised days', async () => {
  const id = randomUUIDv7()
  const { number } = await city.done<{ number: string }>('sun', '/application/applications', { id, item: 'old-age-allowance', division: '120103' })
  const { version } = await city.done<{ version: number }>('sun', `/application/applications/${id}/prefill`, { version: 1, take: false })
  expect(await city.done('sun', `/application/applications/${id}/submit`, { version, values })).toMatchObject({ state: 'received' })
  expect(await counts('fangjin')).toEqual(none) // handed in just now, its receipt is being drawn
  city.setNow('2026-11-25T02:11:00Z')
  expect(await rows('fangjin', 'unlettered')).toMatchObject([{ id, number, stateName: '已收件，待受理' }])
  await city.tick()
  expect(await counts('fangjin')).toEqual(none)

  city.setNow('2026-12-03T02:00:00Z') // the sixth working day, and the clock did not run
  expect(await rows('fangjin', 'unanswered')).toMatchObject([{ id, item: { code: 'old-age-allowance' }, unit: { code: '120103-civil-affairs' }, since: '2026-12-02T10:00:00.000Z' }])
  await city.tick()
  expect(await rows('fangjin', 'unanswered')).toMatchObject([{ id, stateName: '审查中' }]) // accepted because nobody answered: no less a leak
  city.setNow('2027-02-25T02:00:00Z')
  await city.tick()
  expect(await rows('fangjin', 'late')).toMatchObject([{ id }])
  expect(await rows('fangjin', 'late', '?item=newborn')).toEqual([])
  const { units, items } = await city.get<ApplicationLeakCounts>('shao', '/application/leaks?kind=late')
  expect([units, items]).toMatchObject([[{ code: '120103-civil-affairs', count: 1 }], [{ code: 'old-age-allowance', name: '高龄津贴发放', count: 1 }]])

  await city.deed((deed) => advance(deed, id, 'refuse', { reason: '不符合条件', note: '未满 80 周岁' }), { actor: jobActor('bench') }) // a decision by a path that forgets the letter
  await city.deliver()
  city.setNow('2027-02-25T02:11:00Z')
  expect(await counts('fangjin')).toEqual({ ...none, unlettered: 1 })
  expect(await rows('shao', 'unlettered')).toMatchObject([{ id, stateName: '不予批准' }])
})

test('approved and not delivered, and a licence whose document nobody has, are two leaks of one application', async () => {
  const id = randomUUIDv7()
  const { number } = await city.done<{ number: string }>('sun', '/application/applications', { id, item: 'elder-card', division: '120103' })
  await city.deed(async (deed) => {
    for (const action of ['submit', 'accept', 'approve']) await advance(deed, id, action, action === 'submit' ? { assignTo: { unitId: '120103-civil-affairs' } } : {})
  }, { actor: jobActor('bench') })
  const [holder] = await city.sql<{ person_id: string }>('select person_id from application.application where id = $1', [id])
  await city.deed((deed) => issueLicence(deed, { kind: 'elder_card', holderId: holder!.person_id, values: {}, basis: `application:${number}`, unitId: '120103-civil-affairs' }), { actor: jobActor('application.deliver_letter') })
  city.setNow('2027-02-25T02:30:00Z')
  expect(await rows('fangjin', 'no_licence')).toMatchObject([{ id, number }])
  await city.tick()
  expect(await rows('fangjin', 'no_licence')).toEqual([])
  city.setNow('2027-03-25T02:00:00Z')
  expect(await rows('fangjin', 'undelivered')).toMatchObject([{ id }])
})

test('a unit sees its own, the authority of a place what lies there, and neither whom it is about nor what posts wrote', async () => {
  const [one] = await rows('bian', 'undelivered')
  expect((await counts('shao')).undelivered).toBe(1)
  expect(JSON.stringify(await rows('shao', 'unlettered'))).not.toContain('孙')
  const seen = await city.get<LeakedApplication>('shao', `/application/leaked/${one!.id}`)
  expect(seen.own).toBe(false)
  expect(seen.steps.map(({ name }) => name)).toEqual(['开始填写', '提交', '受理', '准予'])
  const [refused] = await rows('fangjin', 'unlettered')
  expect(JSON.stringify(await city.get<LeakedApplication>('fangjin', `/application/leaked/${refused!.id}`))).not.toContain('未满 80 周岁')
  expect((await city.call('mo', 'GET', '/application/leaks')).statusCode).toBe(403)
  expect((await city.call('jiangyu', 'GET', '/application/leaks')).statusCode).toBe(403)
  await city.sql(`update matter.matter set division_path = '120104', unit_id = '120104-civil-affairs' where id = $1`, [one!.id]) // as if it were another district's
  expect([await rows('bian', 'undelivered'), await rows('fangjin', 'undelivered')]).toEqual([[], []])
  expect((await city.call('bian', 'GET', `/application/leaked/${one!.id}`)).statusCode).toBe(404)
  expect((await rows('shao', 'undelivered')).map(({ id }) => id)).toEqual([one!.id])
})

test('what is closed is filed after a day: one package with each step, value and file, numbered without a gap, opened by its unit for a reason that its person sees', async () => {
  const [refused] = await rows('fangjin', 'unlettered')
  const file = () => archiveClosed(jobRun(city.city.database, 'application.archive', city.now()))
  const kept = () => city.get<ArchivedApplications>('fangjin', '/application/archive')
  await file()
  expect(await kept()).toMatchObject({ items: [], waiting: 1 }) // its decision has no letter: no whole file
  await city.deed(async (deed) => writeLetter(deed, (await findApplication(deed, refused!.id))!, 'refused', { reason: '未满 80 周岁' }), { actor: jobActor('application.follow') })
  await drawLetters(jobRun(city.city.database, 'application.draw_letters', city.now()))
  await Promise.all([file(), file()]) // two machines
  await file()
  const { items: [one], waiting } = await kept()
  expect([one, waiting]).toMatchObject([{ archiveNumber: '2027-D30-00001', keep: 'years_30', item: { code: 'old-age-allowance' } }, 0])
  const at = `/application/archive/${one!.id}/package`
  expect((await city.call('mo', 'GET', `${at}?use=review`)).statusCode).toBe(403)
  expect((await city.call('fangjin', 'GET', `${at}?use=curious`)).json()).toMatchObject({ code: 'application.no_such_use' })
  const answer = await city.call('fangjin', 'GET', `${at}?use=review`)
  expect([answer.statusCode, createHash('sha256').update(answer.rawPayload).digest('hex')]).toEqual([200, one!.sha256])
  const parts = await unzipped(answer.rawPayload)
  const read = (path: string) => JSON.parse(parts.get(path)!.toString())
  const manifest = read('manifest.json') as { path: string; sha256: string }[]
  expect(manifest.map(({ path, sha256 }) => [path, sha256])).toEqual([...parts].filter(([path]) => path !== 'manifest.json').map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]))
  expect(manifest.map(({ path }) => path)).toEqual(['form.json', 'metadata.json', 'letters/01.pdf', 'letters/02.pdf', 'letters/03.pdf'])
  expect(parts.get('letters/01.pdf')!.subarray(0, 5).toString()).toBe('%PDF-')
  expect(read('metadata.json')).toMatchObject({ number: one!.number, state: '不予批准', applicant: { name: '孙德福' }, steps: [{ action: 'opened' }, { action: 'submit' }, { action: 'escalated' }, { action: 'deem_accept' }, { action: 'escalated' }, { action: 'refuse', note: '未满 80 周岁' }] })
  expect(read('form.json')).toContainEqual(expect.objectContaining({ field: 'birth_on', value: values.birth_on, from: 'person' }))
  expect((await city.get<Application>('sun', `/application/applications/${one!.id}`)).archived).toMatchObject({ number: '2027-D30-00001', keep: 'years_30' })
  const seen = (await city.get<{ items: { kind: string }[] }>('sun', '/ledger/mine')).items.map(({ kind }) => kind)
  expect([seen.filter((kind) => kind === 'application.archived'), seen.filter((kind) => kind === 'application.archive_opened')].map((some) => some.length)).toEqual([1, 1])
})

async function unzipped(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes)
  const parts = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return parts
}
