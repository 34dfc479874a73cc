import { randomUUIDv7 } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import { jpeg } from '../../../../test/journeys/pictures.ts'

let city: TestCity
beforeAll(async () => { city = await openTestCity() })
afterAll(() => city.close())

const report = async (more: object = {}): Promise<string> => {
  const id = randomUUIDv7()
  const answer = await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '路灯整排不亮，3 号楼 2 单元门口', divisionCode: '120103009012', itemCode: 'E51002', ...more } })
  expect(answer.statusCode, answer.body).toBe(201)
  return id
}
const waiting = async (login: string, view = 'waiting') => (await (await city.as(login))({ url: `/governance/publication-reviews?view=${view}` })).json().items as { incident: { id: string }; photos: { fileId: string; published: boolean }[] }[]
const send = async (login: string, path: string, payload: object) => (await city.as(login))({ method: 'POST', url: `/governance/incidents/${path}`, payload })

test('what is reported waits for its own street’s desk, and for no other; words with a door are refused', async () => {
  const id = await report()
  expect((await waiting('zhao')).map(({ incident }) => incident.id)).toContain(id)
  expect((await waiting('xu')).map(({ incident }) => incident.id)).not.toContain(id)
  expect((await (await city.as('wang'))({ url: '/governance/publication-reviews' })).statusCode).toBe(403)
  expect((await send('zhao', `${id}/publication`, { description: '3 号楼 2 单元门口路灯不亮' })).json()).toMatchObject({ code: 'governance.words_personal' })
  expect((await send('xu', `${id}/publication/decline`, { reason: '不归我' })).statusCode).toBe(404)
})

test('looked at, it is public or it is not, and waits no more', async () => {
  const [shown, kept] = [await report(), await report()]
  expect((await send('zhao', `${shown}/publication`, { description: '路灯整排不亮' })).statusCode).toBe(200)
  expect((await send('zhao', `${shown}/publication/decline`, { reason: '改主意' })).json()).toMatchObject({ code: 'governance.public_already' })
  expect((await send('zhao', `${kept}/publication/decline`, { reason: '照片拍到家里' })).statusCode).toBe(200)
  const left = (await waiting('zhao')).map(({ incident }) => incident.id)
  expect([left.includes(shown), left.includes(kept)]).toEqual([false, false])
  expect((await waiting('zhao', 'published')).map(({ incident }) => incident.id)).toEqual([shown])
})

test('a picture is public only as it was blurred: inside the box nothing of it is left, outside it is', async () => {
  const photo = (await (await city.as('li'))({ method: 'POST', url: '/files', ...(await jpeg()) })).json().id as string
  const id = await report({ photos: [photo] })
  expect((await city.anonymous({ url: `/files/${photo}` })).statusCode).toBe(404)
  expect((await send('zhao', `${id}/photos/${photo}/publication`, { boxes: [{ x: 0, y: 0, w: 0.5, h: 1 }] })).statusCode).toBe(200)
  const open = await city.anonymous({ url: `/files/${photo}` })
  expect(open.statusCode).toBe(200)
  const spread = async (bytes: Buffer, left: number) => {
    const { width, height } = await sharp(bytes).metadata()
    const { channels } = await sharp(await sharp(bytes).extract({ left: Math.floor(width * left), top: 0, width: Math.floor(width / 2), height }).toBuffer()).stats()
    return channels[0]!.stdev
  }
  const work = await (await city.as('zhao'))({ url: `/governance/incidents/${id}/photos/${photo}` })
  expect(open.rawPayload.equals(work.rawPayload)).toBe(false)
  expect(open.rawPayload.toString('latin1')).not.toMatch(/Exif|GPS/)
  expect(await spread(open.rawPayload, 0)).toBeLessThan((await spread(work.rawPayload, 0)) * 0.7)
  expect(await spread(open.rawPayload, 0.5)).toBeGreaterThan((await spread(work.rawPayload, 0.5)) * 0.7)
})

test('withdrawn or declined, its pictures cannot be reached by their address either, and it may be looked at again', async () => {
  const photo = (await (await city.as('li'))({ method: 'POST', url: '/files', ...(await jpeg()) })).json().id as string
  const id = await report({ photos: [photo] })
  const seen = async () => (await city.anonymous({ url: `/files/${photo}` })).statusCode
  const blur = () => send('zhao', `${id}/photos/${photo}/publication`, { boxes: [] })
  await send('zhao', `${id}/publication`, { description: '路灯整排不亮' })
  await blur()
  expect(await seen()).toBe(200)
  expect((await (await city.as('zhao'))({ method: 'DELETE', url: `/governance/incidents/${id}/publication` })).statusCode).toBe(200)
  expect(await seen()).toBe(404)
  expect((await waiting('zhao')).map(({ incident }) => incident.id)).toContain(id)
  await blur()
  expect((await send('zhao', `${id}/publication/decline`, { reason: '拍到家里' })).statusCode).toBe(200)
  expect(await seen()).toBe(404)
})

test('of what is never public no picture can be published', async () => {
  const photo = (await (await city.as('li'))({ method: 'POST', url: '/files', ...(await jpeg()) })).json().id as string
  const id = await report({ photos: [photo] })
  await city.sql('update governance.incident set publishable = false where id = $1', [id])
  expect((await send('zhao', `${id}/photos/${photo}/publication`, { boxes: [] })).json()).toMatchObject({ code: 'governance.never_public' })
  expect((await city.anonymous({ url: `/files/${photo}` })).statusCode).toBe(404)
})
