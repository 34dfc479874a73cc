import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { requireDivision } from '#primitives/place'
import { checkCreditCode } from './number/credit-code.ts'
import { party, type PartyTables } from './tables.ts'

export type Firm = { id: string, creditCode: string, name: string, divisionPath: string | null }

/** Registers a firm under its credit code, or brings its name up to date. 登记法人 */
export async function registerFirm(deed: Deed, firm: { creditCode: string, name: string, divisionCode?: string }): Promise<Firm> {
  const checked = checkCreditCode(firm.creditCode)
  if ('fault' in checked) throw invalid(`party.${checked.fault}`)
  const path = firm.divisionCode === undefined ? null : (await requireDivision(deed, firm.divisionCode)).path
  const row = await party(deed.tx).insertInto('party.firm')
    .values({ credit_code: checked.code, id: randomUUIDv7(), name: firm.name, division_path: path, valid_to: null, changed_at: deed.now })
    .onConflict((of) => of.column('credit_code').doUpdateSet({ name: firm.name, changed_at: deed.now, ...(path !== null && { division_path: path }) }))
    .returning(['id', 'division_path']).executeTakeFirstOrThrow()
  await record(deed, 'party.firm_registered', row.id, { creditCode: checked.code })
  return { id: row.id, creditCode: checked.code, name: firm.name, divisionPath: row.division_path }
}

/** The firm with this credit code; null where there is none. 查法人 */
export async function findFirm(deed: Deed, creditCode: string): Promise<Firm | null> {
  const row = await party(deed.tx).selectFrom('party.firm').selectAll().where('credit_code', '=', creditCode.trim().toUpperCase()).executeTakeFirst()
  return row ? firmOf(row) : null
}

/** Firms by their ids. 法人 */
export async function findFirms(deed: Deed, ids: readonly string[]): Promise<Map<string, Firm>> {
  const rows = ids.length === 0 ? [] : await party(deed.tx).selectFrom('party.firm').selectAll().where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, firmOf(row)]))
}

/** Whom a document of record names, where that is a firm. 持证企业 */
export async function firmOfRecord(deed: Deed, id: string): Promise<Firm> {
  const firm = (await findFirms(deed, [id])).get(id)
  if (!firm) throw notFound('party.firm_unknown')
  return firm
}

const firmOf = (row: Pick<PartyTables['party.firm'], 'id' | 'credit_code' | 'name' | 'division_path'>): Firm => ({ id: row.id, creditCode: row.credit_code, name: row.name, divisionPath: row.division_path })
