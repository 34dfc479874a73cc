import { randomUUIDv7 } from 'node:crypto'
import type { BeganApplication, SubmittedApplication } from '#contracts/application'
import { creditCheckDigit, organisationCheckDigit } from '#primitives/party'
import { jpeg } from '../journeys/pictures.ts'
import type { TestCity } from './city.ts'

/** What somebody fills in who opens a company with nobody's help: no seal of the company is chosen, and people are hired soon. */
export async function companyValues(city: TestCity, login: string, more: object = {}): Promise<Record<string, unknown>> {
  const client = await city.as(login)
  const paper = async (): Promise<string[]> => [(await client({ method: 'POST', url: '/application/papers', ...(await jpeg()) })).json<{ id: string }>().id]
  const [name, identity_number, phone] = ['李晓梅', '120199197904120029', '15400001001']
  return {
    wanted_names: [{ wanted_name: '海河晨光商贸有限公司' }], company_kind: 'limited', capital: 100_000, business: '日用品批发、零售', licence_first: false, premises_division: '120103009012', premises: '光明路1号', premises_right: 'lease', premises_paper: await paper(),
    shareholders: [{ holder_kind: 'person', holder: name, holder_code: identity_number, share: 100_000, share_by: '2031-11-01' }], firm_holder: false, legal_person: { name, identity_number, post: 'manager', phone }, finance_person: { name: '孙德福', identity_number: '120199194809030056', phone }, supervisor_needed: false,
    posts_paper: await paper(), articles: await paper(), seals: ['finance'], invoices: false, staff_soon: 3, name, identity_number, contact_phone: phone, ...more,
  }
}

/** An application to open a company, handed in with papers and without prefill. */
export async function openCompany(city: TestCity, login: string, values: Record<string, unknown>): Promise<SubmittedApplication> {
  const { id, version } = await city.done<BeganApplication>(login, '/application/applications', { id: randomUUIDv7(), item: 'open-company' })
  const refused = await city.done<{ version: number }>(login, `/application/applications/${id}/prefill`, { version, take: false })
  return city.done<SubmittedApplication>(login, `/application/applications/${id}/submit`, { version: refused.version, values })
}

/** What the leading unit finds of a new company: its name, and a code that nobody has. */
export function foundCompany(organisation: string, name = '海河晨光商贸有限公司'): { firm_name: string; credit_code: string } {
  const body = `91120103${organisation}${organisationCheckDigit(organisation)}`
  return { firm_name: name, credit_code: body + creditCheckDigit(body) }
}
