import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { record } from '#primitives/event'
import { cityToday } from '#primitives/place'
import { assuranceOf } from '../proof/assurance-of.ts'
import { accountSettings } from '../account-settings.ts'
import { account } from '../tables.ts'

/** Whether who acts may do this item for somebody else: for oneself always; for another person or a firm under a delegation that covers the item, up to the end of its last day in the city. 能否代办 */
export const mayActFor = async (deed: Deed, subject: string, item: string | null): Promise<boolean> => subject === deed.actor.id || (await delegationFor(deed, subject, item)) !== null

/** The deed as one for somebody else (`deed.subject`), or a refusal; whoever gave the delegation sees what it was used for. `about`: the number of the application, booking or matter. 代办 */
export async function actFor(deed: Deed, subject: string, item: string | null, about: string): Promise<Deed> {
  if (subject === deed.actor.id) return deed
  const delegation = await delegationFor(deed, subject, item)
  if (delegation === null) throw forbidden('account.may_not_act')
  await account(deed.tx).insertInto('account.act').values({ id: randomUUIDv7(), delegation_id: delegation, item, about, at: deed.now }).execute()
  await record(deed, 'account.acted_for', delegation, { item, about })
  return { ...deed, subject }
}

async function delegationFor(deed: Deed, subject: string, item: string | null): Promise<string | null> {
  if (deed.actor.kind !== 'person' && deed.actor.kind !== 'staff') return null
  const today = await cityToday(deed)
  const rows = await account(deed.tx).selectFrom('account.delegation').select(['id', 'items', 'kind', 'granted_by']).where('agent_id', '=', deed.actor.id).where('principal_id', '=', subject)
    .where('ended_at', 'is', null).where('until_on', '>=', today).orderBy('id', 'desc').execute()
  const covers = rows.filter(({ items }) => items === null || (item !== null && items.includes(item)))
  const heads = covers.some(({ kind }) => kind === 'firm_clerk') ? await headsOf(deed, subject, today) : new Set<string>()
  const found = covers.find(({ kind, granted_by: by }) => kind !== 'firm_clerk' || (by !== null && heads.has(by)))
  if (!found || (await assuranceOf(deed)) < (await accountSettings(deed)).delegation.least_level) return null
  return found.id
}

/** Who represents a firm now: a clerk acts while whoever chose them still does. */
async function headsOf(deed: Deed, firmId: string, today: string): Promise<Set<string>> {
  const rows = await account(deed.tx).selectFrom('account.delegation').select('agent_id').where('kind', '=', 'firm_head').where('principal_id', '=', firmId).where('ended_at', 'is', null).where('until_on', '>=', today).execute()
  return new Set(rows.map((row) => row.agent_id))
}
