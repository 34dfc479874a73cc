import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import { findMatter } from '#primitives/matter'
import { hotline } from '../tables.ts'

/** Lets the units that have an order now read what was said, and no others. 内容可见范围 */
export async function shareWords(deed: Deed, orderId: string, units: readonly string[]): Promise<void> {
  await hotline(deed.tx).updateTable('hotline.order_words').set({ units: [...units] }).where('order_id', '=', orderId).execute()
}

/** A unit that gave an order back reads it no longer. 退回后不可见 */
export async function withdrawWords(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  if ((await findMatter(deed, subjectId))?.unitId === null) await shareWords(deed, subjectId, [])
}

/** Units that were asked to support read it too. 协办可见 */
export async function widenWords(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const row = await hotline(deed.tx).selectFrom('hotline.order_words').select('units').where('order_id', '=', subjectId).executeTakeFirst()
  if (row) await shareWords(deed, subjectId, [...new Set([...row.units, ...(detail.units as string[])])])
}
