import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { record } from '#primitives/event'
import { requireDivision } from '#primitives/place'
import { checkCreditCode } from './number/credit-code.ts'
import { party } from './tables.ts'

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
  return row ? { id: row.id, creditCode: row.credit_code, name: row.name, divisionPath: row.division_path } : null
}
