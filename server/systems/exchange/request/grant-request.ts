import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { cityToday } from '#primitives/place'
import { exchange } from '../tables.ts'
import { requireRequest, type RequestRow } from './require-request.ts'

const DAY = 86_400_000
/** Days that a grant runs, its last one with it. */
const daysTo = (today: string, untilOn: string): number => Math.max(1, Math.round((Date.parse(untilOn) - Date.parse(today)) / DAY) + 1)

/** The source agrees: the step, the grant and its leaf are one transaction, so that what is approved may be used and nothing else. 同意共享并授权 */
export async function grantRequest(deed: Deed, id: string, version?: number): Promise<Matter> {
  await requireRequest(deed, id)
  return grantTo(deed, id, version)
}

/** The same by whoever may already: the platform itself, where an entry is shared without conditions; whoever settles a dispute for the asker, who orders it though it was refused. */
export async function grantTo(deed: Deed, id: string, version?: number, ordered = false): Promise<Matter> {
  const asked = await exchange(deed.tx).selectFrom('exchange.request').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const { version: entry } = await exchange(deed.tx).selectFrom('exchange.resource').select('version').where('code', '=', asked.resource_code).executeTakeFirstOrThrow()
  const days = daysTo(await cityToday(deed), asked.until_on)
  const matter = await advance(deed, id, ordered ? 'order_grant' : 'grant', { ...(version ? { version } : {}), ...(ordered ? { assignTo: { unitId: asked.source_id } } : {}), limits: { use: { amount: days, unit: 'days' } } })
  const { resource_code, unit_id, purpose, fields, mode, until_on, rows_a_day } = asked
  await exchange(deed.tx).insertInto('exchange.grant').values({ id, resource_code, unit_id, version: entry, purpose, fields, mode, until_on, rows_a_day, granted_at: deed.now, granted_by: `${deed.actor.kind}:${deed.actor.id}` }).execute()
  await appendLeaf(deed, { kind: 'exchange.granted', payload: { request: id, resource: resource_code, version: entry, unit: unit_id, purpose, fields, mode, until: until_on, rowsADay: rows_a_day } })
  await record(deed, 'exchange.granted', id, { resource: resource_code, unit: unit_id })
  await answered(deed, asked, 'exchange.request.granted', matter.number)
  return matter
}

/** The source refuses, and says which condition of the entry is not met: nobody may add conditions of their own. 不予共享 */
export async function refuseRequest(deed: Deed, id: string, { condition, reason, version }: { condition: string; reason: string; version?: number }): Promise<Matter> {
  const asked = await requireRequest(deed, id)
  const { share_condition } = await exchange(deed.tx).selectFrom('exchange.resource').select('share_condition').where('code', '=', asked.resource_code).executeTakeFirstOrThrow()
  const conditions = conditionsOf(share_condition)
  if (!conditions.includes(condition)) throw invalid('exchange.condition_not_listed', { conditions: conditions.join('；') })
  const matter = await advance(deed, id, 'refuse', { reason, note: condition, ...(version ? { version } : {}) })
  await exchange(deed.tx).updateTable('exchange.request').set({ condition }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'exchange.refused', payload: { request: id, resource: asked.resource_code, unit: asked.unit_id, condition, reason } })
  await answered(deed, asked, 'exchange.request.refused', matter.number)
  return matter
}

/** The conditions of an entry, one by one. */
export const conditionsOf = (text: string): string[] => text.split(/[；;]/).map((one) => one.trim()).filter((one) => one !== '')

const answered = (deed: Deed, asked: RequestRow, template: string, number: string): Promise<void> =>
  tell(deed, { to: { unit: asked.unit_id }, template, facts: { number }, link: `/desk/data-requests?id=${asked.id}` })
