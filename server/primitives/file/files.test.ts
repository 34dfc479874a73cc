import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import piexif from 'piexifjs'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#base/deed'
import { jobRun } from '#base/jobs'
import { openTestCity, type TestCity } from '../../../test/kit/city.ts'
import { attachFiles, removeFiles } from './attach-files.ts'
import { useFiles } from './files-here.ts'
import { drawDue } from './draw-due.ts'
import { copyOf, fileFor, filesOf } from './find-files.ts'
import { keepFile } from './keep-file.ts'
import { makePublicCopy, publishFile, withdrawFile } from './publish-file.ts'
import { openCopy, storeImage } from './store-image.ts'
import { sweepFiles } from './sweep-files.ts'
import { unlockOriginal } from './unlock-original.ts'

let city: TestCity
let folder: string
const person = (): Actor => ({ kind: 'person', id: randomUUID(), postId: null, departmentId: null, divisionPath: null, grants: [] })
const jpeg = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#336699' } }).jpeg().toBuffer()
const withPlace = Buffer.from(piexif.insert(piexif.dump({ '0th': { [piexif.ImageIFD.Model!]: 'SecretModel' }, GPS: { [piexif.GPSIFD.GPSLatitudeRef!]: 'N' } }), jpeg.toString('latin1')), 'latin1')
const place = (subjectId = randomUUID()) => ({ home: 'governance', subjectId, use: 'before' })
const upload = async (bytes: Buffer, filename = 'photo.jpg', query = '') => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), filename)
  const body = new Response(form)
  return await city.anonymous({ method: 'POST', url: `/files${query}`, headers: { 'content-type': body.headers.get('content-type')! }, payload: Buffer.from(await body.arrayBuffer()) })
}
const keep = async (actor: Actor) => { const stored = await storeImage(jpeg); return (await city.deed((deed) => keepFile(deed, stored), { actor })).id }

beforeAll(async () => {
  city = await openTestCity({})
  folder = mkdtempSync(join(tmpdir(), 'haihe-files-'))
  useFiles(folder)
}, 120_000)
afterAll(async () => { await city?.close(); rmSync(folder, { recursive: true, force: true }) })

test('an upload that is no picture is refused with a reason in the reader\'s language', async () => {
  for (const [bytes, code, words] of [
    [Buffer.from('<html>'), 'file.not_an_image', 'JPEG'], [Buffer.alloc(0), 'file.empty', '没有收到'],
    [Buffer.from('\0\0\0\x18ftypheic0000000000000000'), 'file.heic_not_taken', 'HEIC'], [jpeg.subarray(0, 3000), 'file.damaged', '损坏'],
  ] as const) {
    const answer = await upload(bytes)
    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
    expect(answer.json().title).toContain(words)
  }
  const none = await city.anonymous({ method: 'POST', url: '/files', payload: { file: 'x' } })
  expect([none.statusCode, none.json().code]).toEqual([400, 'file.not_a_form'])
})

test('a form that is none, or holds more than a picture, is refused', async () => {
  const send = (type: string, payload: string) => city.anonymous({ method: 'POST', url: '/files', headers: { 'content-type': type }, payload })
  const field = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
  for (const [type, payload] of [['multipart/form-data', ''], ['multipart/form-data; boundary=', 'x'], ['multipart/form-data; boundary=x', ''], ['multipart/form-data; boundary=x', '--x\r\nhalf'], ['multipart/form-data; boundary=x', field]] as const) {
    const { statusCode } = await send(type, payload)
    expect([type, payload, statusCode >= 400 && statusCode < 500]).toEqual([type, payload, true])
  }
})

test('an upload above the limit is refused', async () => {
  const answer = await upload(Buffer.concat([jpeg, Buffer.alloc(21 * 1024 * 1024)]))
  expect(answer.statusCode).toBe(413)
})

test('no name that a sender gives reaches the disk', async () => {
  for (const name of ['../../../../tmp/evil.jpg', '/etc/passwd', 'a\\..\\b.php', `${'x'.repeat(5000)}.jpg`]) expect((await upload(jpeg, name)).statusCode).toBe(201)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(names.filter((name) => !/^[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(name))).toEqual([])
})

test('no byte on disk and none served tells where a photo was taken or by what', async () => {
  const { id } = (await upload(withPlace)).json()
  const kept = await city.read((deed) => fileFor(deed, id))
  for (const copy of kept.copies) {
    const { bytes } = await openCopy(copy)
    expect(bytes.includes('SecretModel') || bytes.includes('Exif') || bytes.includes('GPS')).toBe(false)
    const lying = readFileSync(join(folder, copy.sha256.slice(0, 2), copy.sha256))
    expect(lying.includes(bytes.subarray(0, 32))).toBe(false) // sealed
  }
})

test('the same upload twice under the client\'s id is one file; another person cannot take that id', async () => {
  const id = randomUUIDv7()
  const first = await upload(jpeg, 'a.jpg', `?id=${id}`)
  const second = await upload(jpeg, 'a.jpg', `?id=${id}`)
  expect([first.json(), second.json()]).toEqual([{ id }, { id }])
  const stored = await storeImage(jpeg)
  await expect(city.deed((deed) => keepFile(deed, stored, id), { actor: person() })).rejects.toMatchObject({ code: 'file.id_taken' })
})

test('nobody attaches what another brought, what does not exist, or what is in use elsewhere', async () => {
  const actor = person()
  const id = await keep(actor)
  await expect(city.deed((deed) => attachFiles(deed, place(), [id]), { actor: person() })).rejects.toMatchObject({ code: 'file.not_found' })
  await expect(city.deed((deed) => attachFiles(deed, place(), [id, randomUUIDv7()]), { actor })).rejects.toMatchObject({ code: 'file.not_found' })
  const here = place()
  await city.deed((deed) => attachFiles(deed, here, [id]), { actor })
  await city.deed((deed) => attachFiles(deed, here, [id]), { actor })
  await expect(city.deed((deed) => attachFiles(deed, place(), [id]), { actor })).rejects.toMatchObject({ code: 'file.attached_elsewhere' })
  expect((await city.read((deed) => filesOf(deed, 'governance', [here.subjectId]))).get(here.subjectId)?.map((one) => one.id)).toEqual([id])
})

test('what somebody uploaded before they signed in is theirs to attach', async () => {
  const { id } = (await upload(jpeg)).json()
  await city.deed((deed) => attachFiles(deed, place(), [id]), { actor: person() })
})

test('a subject holds no more than so many', async () => {
  const actor = person()
  const ids = [await keep(actor), await keep(actor), await keep(actor)]
  await expect(city.deed((deed) => attachFiles(deed, place(), ids, { atMost: 2 }), { actor })).rejects.toMatchObject({ code: 'file.too_many', detail: { limit: 2 } })
})

test('the original needs a purpose, and opening it leaves a leaf', async () => {
  const id = await keep(person())
  await expect(city.deed((deed) => unlockOriginal(deed, id))).rejects.toMatchObject({ code: 'file.purpose_required' })
  await city.deed((deed) => unlockOriginal(deed, id), { purpose: 'verify_handling' })
  expect(await city.sql(`select count(*)::int from ledger.entry where kind = 'file.original_opened'`)).toEqual([{ count: 1 }])
})

test('a picture is public only after somebody blurred it, and can be taken back', async () => {
  const actor = person()
  const id = await keep(actor)
  const get = () => city.anonymous({ method: 'GET', url: `/files/${id}` })
  expect((await get()).statusCode).toBe(404)
  const boxes = [{ x: 0.1, y: 0.1, w: 0.2, h: 0.2 }]
  const kept = await city.read((deed) => fileFor(deed, id))
  const copy = await makePublicCopy(kept, boxes)
  await expect(city.deed((deed) => publishFile(deed, id, copy, boxes))).rejects.toMatchObject({ code: 'file.not_attached' })
  await city.deed((deed) => attachFiles(deed, place(), [id]), { actor })
  await city.deed((deed) => publishFile(deed, id, copy, boxes), { actor })
  const answer = await get()
  expect([answer.statusCode, answer.headers['content-type'], answer.headers['x-content-type-options']]).toEqual([200, 'image/webp', 'nosniff'])
  expect((await sharp(answer.rawPayload).metadata()).width).toBe(900)
  await city.deed((deed) => withdrawFile(deed, id), { actor })
  expect((await get()).statusCode).toBe(404)
  await expect(city.deed((deed) => withdrawFile(deed, id), { actor })).rejects.toMatchObject({ status: 404 })
})

test('what nothing refers to for a day goes, rows and bytes; what is attached stays', async () => {
  const actor = person()
  const [loose, attached, purged] = [await keep(actor), await keep(actor), await keep(actor)]
  const [here, gone] = [place(), place()]
  await city.deed((deed) => attachFiles(deed, here, [attached]), { actor })
  await city.deed((deed) => attachFiles(deed, gone, [purged]), { actor })
  const paths = async (id: string) => (await city.sql('select sha256 from file.copy where file_id = $1', [id])).map(({ sha256 }) => join(folder, sha256.slice(0, 2), sha256))
  const [looseBytes, attachedBytes, purgedBytes] = [await paths(loose), await paths(attached), await paths(purged)]
  const orphan = (await storeImage(jpeg)).copies.map(({ sha256 }) => join(folder, sha256.slice(0, 2), sha256)) // its transaction never came
  await sweepFiles(jobRun(city.city.database, 'file.sweep', new Date()))
  expect([...looseBytes, ...orphan].every(existsSync)).toBe(true)
  expect(await city.deed((deed) => removeFiles(deed, gone))).toBe(1)
  const old = Date.now() / 1000 - 90_000
  for (const path of [...looseBytes, ...attachedBytes, ...purgedBytes, ...orphan]) utimesSync(path, old, old)
  await city.sql(`update file.file set uploaded_at = uploaded_at - interval '25 hours'`)
  await sweepFiles(jobRun(city.city.database, 'file.sweep', new Date()))
  expect([...looseBytes, ...purgedBytes, ...orphan].some(existsSync)).toBe(false)
  expect(attachedBytes.every(existsSync)).toBe(true)
  const kept = await city.read((deed) => fileFor(deed, attached))
  expect((await openCopy(copyOf(kept, 'thumbnail'))).type).toBe('image/webp')
  await expect(city.read((deed) => fileFor(deed, loose))).rejects.toMatchObject({ status: 404 })
})

test('what cannot be drawn is tried again after ever longer waits, and what stands behind it is drawn meanwhile', async () => {
  const [bad, good] = [randomUUID(), randomUUID()]
  const [tried, kept]: [string[], string[]] = [[], []]
  const drawAt = async (seconds: number): Promise<string[]> => {
    tried.length = 0
    const run = jobRun(city.city.database, 'file.test', new Date(1_800_000_000_000 + seconds * 1000))
    await drawDue(run, {
      of: 'paper', due: async (_, but) => [bad, good].filter((id) => !but.includes(id) && !kept.includes(id)).slice(0, 1).map((id) => ({ id })),
      draw: async ({ id }) => { tried.push(id); if (id === bad) throw new Error('no paper'); return Buffer.from('%PDF-1.7 a paper') },
      keep: async (_, { id }, { keepAt }) => { await keepAt({ home: 'governance', subjectId: id, use: 'paper' }); kept.push(id) },
    })
    return [...tried]
  }
  expect([await drawAt(0), await drawAt(5), await drawAt(9), await drawAt(10), await drawAt(29), await drawAt(30)]).toEqual([[bad], [good], [], [bad], [], [bad]])
  expect(kept).toEqual([good])
})
