import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { cityNames } from './cast.ts'

describe.each(cityNames)('what a grid worker complains of in %s', (name) => {
  let city: TestCity
  const post = async (login: string, path: string, payload: object) => (await city.as(login))({ method: 'POST', url: `/governance/complaints${path}`, payload })
  const list = async (login: string, path = '') => (await (await city.as(login))({ url: `/governance/complaints${path}` })).json().items as { id: string; words: string; state: string }[]
  const complain = async () => {
    const id = randomUUIDv7()
    const answer = await post('wang', '', { id, words: '连续三周没有休息日' })
    expect(answer.statusCode, answer.body).toBe(201)
    return id
  }
  beforeAll(async () => { city = await openTestCity({ city: name }) })
  afterAll(() => city.close())

  test('goes past the own street to the unit that the city named, is answered, disputed, answered again and settled by the worker', async () => {
    const id = await complain()
    expect((await list('cui')).map((one) => one.id)).toContain(id)
    expect((await post('cui', `/${id}/answer`, { note: '已与街道协商' })).statusCode).toBe(200)
    expect((await post('wang', `/${id}/dispute`, { reason: '班次没有变' })).json().state).toBe('assigned')
    await post('cui', `/${id}/answer`, { note: '下周起轮休' })
    expect((await post('wang', `/${id}/settle`, {})).json().state).toBe('closed')
  })

  test('is seen by nobody else: not the street, not a colleague, not another unit, not its trace', async () => {
    const id = await complain()
    expect((await (await city.as('zhao'))({ url: '/governance/complaints' })).statusCode).toBe(403)
    expect((await list('he', '/mine')).map((one) => one.id)).not.toContain(id)
    expect((await list('liu')).map((one) => one.id)).not.toContain(id)
    expect((await post('liu', `/${id}/answer`, { note: '不归我' })).json()).toMatchObject({ code: 'governance.complaint_unknown' })
    for (const login of ['zhao', 'chen', 'liu']) expect([403, 404]).toContain((await (await city.as(login))({ url: `/matters/${id}/trace` })).statusCode)
    expect((await post('zhao', `/${id}/settle`, {})).statusCode).toBe(403)
  })

  test('sent twice is there once, and a third dispute is refused', async () => {
    const id = randomUUIDv7()
    for (let i = 0; i < 2; i++) expect((await post('wang', '', { id, words: '没有雨衣' })).statusCode).toBe(201)
    expect((await list('wang', '/mine')).filter((one) => one.id === id)).toHaveLength(1)
    for (let i = 0; i < 2; i++) {
      await post('cui', `/${id}/answer`, { note: '已采购' })
      expect((await post('wang', `/${id}/dispute`, { reason: '没有收到' })).statusCode).toBe(200)
    }
    await post('cui', `/${id}/answer`, { note: '已发放' })
    expect((await post('wang', `/${id}/dispute`, { reason: '还是没有' })).statusCode).toBe(409)
  })
})
