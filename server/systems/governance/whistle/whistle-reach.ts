import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt } from '#primitives/access'
import type { Gate } from '#primitives/matter'
import { governance, type GovernanceTables } from '../tables.ts'
import { isOurs } from '../incident/require-reach.ts'

export type Whistle = GovernanceTables['governance.whistle']

/** The whistle, when the actor's grant reaches its place or the actor's unit was called; otherwise as unknown as one that is not there. 可及哨 */
export async function requireWhistle(deed: Deed, permission: string, id: string): Promise<Whistle> {
  const whistle = await governance(deed.tx).selectFrom('governance.whistle').selectAll().where('id', '=', id).executeTakeFirst()
  if (whistle && (mayAt(deed, permission, whistle.division_path, '') || (await isOurs(deed, id)))) return whistle
  throw notFound('governance.whistle_unknown')
}

export const whistleGate = (deed: Deed, permission: string): Gate => ({ unknown: 'governance.whistle_unknown', async check(matter) { await requireWhistle(deed, permission, matter.id) } })
