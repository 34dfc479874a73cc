import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { requireMatter } from '#primitives/matter'
import { requireApplication } from './find-application.ts'
import { judged } from './review/judged.ts'
import { application } from './tables.ts'

/** What a licence is made from: whom it is about and the values that were approved. */
export type Approved = Readonly<{ number: string; item: string; personId: string; unitId: string; values: Readonly<Record<string, unknown>> }>

/** The values of an approved application, for whoever issues what was approved: asked after `application.application.approved`, which carries none of them. 准予的内容 */
export async function approvedValues(deed: Deed, id: string): Promise<Approved> {
  await sql`set local haihe.application = ${sql.lit(id)}`.execute(application(deed.tx)) // the policy lets this one row through
  const row = await requireApplication(deed, id)
  const { state } = await requireMatter(deed, id)
  if (state !== 'approved' && state !== 'delivered') throw conflict('application.not_approved')
  const { values } = await judged(deed, row)
  await sql`set local haihe.application = ''`.execute(application(deed.tx))
  return { number: row.number, item: row.item_code, personId: row.person_id, unitId: row.unit_id, values }
}
