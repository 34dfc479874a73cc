import { randomUUIDv7 } from 'node:crypto'
import type { BeganApplication, SubmittedApplication } from '#contracts/application'
import { jpeg } from '../journeys/pictures.ts'
import type { TestCity } from './city.ts'

/** A paper that somebody brings. */
export const bringPaper = async (city: TestCity, login: string): Promise<string[]> => [(await (await city.as(login))({ method: 'POST', url: '/application/papers', ...(await jpeg()) })).json<{ id: string }>().id]

/** An injury that is to be recognised as one of work, handed in with papers, and without prefill unless `take`: what a department's own system decides. */
export async function handInInjury(city: TestCity, login: string, more: object = {}, take = false): Promise<SubmittedApplication & { values: object }> {
  const paper = (): Promise<string[]> => bringPaper(city, login)
  const values = { accident_on: '2026-11-02', accident_place: '大沽南路工地', cause: 'commute', how: '骑车被汽车撞倒', diagnosis: await paper(), contract_paper: await paper(), accident_paper: await paper(), name: '李晓梅', identity_number: '120199197904120029', birth_on: '1979-04-12', employer: '海河建筑公司', contact_phone: '15400001001', ...more }
  const { id, version } = await city.done<BeganApplication>(login, '/application/applications', { id: randomUUIDv7(), item: 'work-injury' })
  const asked = await city.done<{ version: number }>(login, `/application/applications/${id}/prefill`, { version, take })
  return { ...(await city.done<SubmittedApplication>(login, `/application/applications/${id}/submit`, { version: asked.version, values })), values }
}
