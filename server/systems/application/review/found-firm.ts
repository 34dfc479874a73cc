import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import type { Values } from '#base/form'
import { appendLeaf } from '#primitives/ledger'
import { checkCreditCode, findFirm, maskName, registerFirm, type Firm } from '#primitives/party'
import { becomeHead } from '#systems/account'
import type { LicenceField } from '#systems/licence'
import { openApplicant } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import type { Found } from './found-values.ts'
import type { Issued } from './result-values.ts'

export type Founds = NonNullable<Issued['issue']['founds']>
const [NAME, CODE] = ['firm_name', 'credit_code'] as const

/** Of a firm that comes into being whoever decides says which of the names it gets, and its code. 新设企业的名称和代码 */
export function askedOfFirm({ name, code }: Founds, values: Values): LicenceField[] {
  const wanted = Array.isArray(values[name.field]) ? (values[name.field] as Record<string, unknown>[]) : []
  return [{ code: NAME, label: name.label, type: 'choice', options: [...new Set(wanted.map((row) => String(row[name.column] ?? '').trim()).filter((one) => one !== ''))] }, { code: CODE, label: code.label, type: 'text', most: 18 }]
}

/** A code of the standard that no firm has. */
export async function requireNewCode(deed: Deed, found: Found): Promise<void> {
  const checked = checkCreditCode(String(found[CODE]))
  if ('fault' in checked) throw invalid(`party.${checked.fault}`)
  const known = await findFirm(deed, checked.code)
  if (known) throw conflict('application.firm_registered_already', { name: known.name })
}

/** The approval brings a firm into being: it is registered, and whoever applied represents it where the form says so. 登记新设企业 */
export async function foundFirm(deed: Deed, row: ApplicationRow, { representative }: Founds, { values, found }: Readonly<{ values: Values; found: Found }>): Promise<{ firm: Firm; headed: boolean }> {
  await requireNewCode(deed, found)
  const divisionCode = row.division_path.split('/').at(-1)
  const firm = await registerFirm(deed, { creditCode: String(found[CODE]), name: String(found[NAME]), ...(divisionCode ? { divisionCode } : {}) })
  await appendLeaf(deed, { kind: 'application.firm_founded', subjects: [row.person_id, firm.id], payload: { application: row.id, number: row.number, firm: firm.id, creditCode: firm.creditCode, name: firm.name } })
  const { name, number } = openApplicant(row)
  const said = values[representative] as { identity_number?: unknown } | undefined
  const headed = number !== null && typeof said?.identity_number === 'string' && said.identity_number.toUpperCase() === number.toUpperCase()
  if (headed) await becomeHead(deed, firm, { id: row.person_id, name: maskName(name) }, { source: 'founding' })
  return { firm, headed }
}

/** The firm that an approval brought into being; undefined = none, or none yet. 由办件设立的企业 */
export const foundedFirm = async (deed: Deed, found: Found): Promise<Firm | undefined> => (found[CODE] === undefined ? undefined : ((await findFirm(deed, String(found[CODE]))) ?? undefined))
