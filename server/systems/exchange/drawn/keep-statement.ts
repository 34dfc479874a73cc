import type { Deed } from '#base/deed'
import { notFound, stale } from '#base/errors'
import type { OutsideEntry } from '#primitives/registry'
import type { LookedAt } from '../contract.ts'
import { exchange } from '../tables.ts'
import { requireOutside } from './require-drawable.ts'

/** What the platform says is kept as it is now: for the draft that is made of it, and whenever a change was looked at. 留存平台陈述 */
export async function keepStatement(deed: Deed, code: string, { id, name, share, fields, hash, readAt }: OutsideEntry): Promise<void> {
  await exchange(deed.tx).insertInto('exchange.statement')
    .values({ resource_code: code, kept_at: deed.now, entry: id, said: JSON.stringify({ name, share, fields }) as never, hash, harvested_at: readAt, kept_by: `${deed.actor.kind}:${deed.actor.id}` }).onConflict((old) => old.doNothing()).execute()
}

/** The unit has looked at what the platform changed; the entry itself is changed, where it must be, by a change of the catalogue. 核对平台变化 */
export async function lookAtChange(deed: Deed, code: string, hash: string): Promise<LookedAt> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').select(['unit_id', 'drawn_from']).where('code', '=', code).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!row || row.drawn_from === null || row.unit_id !== deed.actor.departmentId) throw notFound('exchange.resource_unknown')
  const listed = await requireOutside(deed, row.drawn_from)
  if (listed.hash !== hash) throw stale('exchange.outside_moved_on')
  await keepStatement(deed, code, listed)
  return { code, hash }
}
