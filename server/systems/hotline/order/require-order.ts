import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt } from '#primitives/access'
import { findMatter, findMatters } from '#primitives/matter'
import { hotline, type HotlineTables } from '../tables.ts'

export type Order = HotlineTables['hotline.order']

/** True for a post of the hotline body, which sees every order in its scope. 热线本部岗位 */
export const isHotline = (deed: Deed, order: Pick<Order, 'division_path' | 'department_id'>): boolean =>
  deed.actor.kind === 'job' || (deed.actor.departmentId === order.department_id && mayAt(deed, 'hotline.order.read_all', order.division_path))

/** The order, for the hotline body or for a unit that leads or supports it; otherwise as unknown as one that is not there. 可及工单 */
export async function requireOrder(deed: Deed, id: string): Promise<Order> {
  const order = await hotline(deed.tx).selectFrom('hotline.order').selectAll().where('id', '=', id).executeTakeFirst()
  if (order && (isHotline(deed, order) || (await isOurs(deed, id)))) return order
  throw notFound('hotline.order_unknown')
}

async function isOurs(deed: Deed, id: string): Promise<boolean> {
  const { departmentId } = deed.actor
  if (departmentId === null) return false
  if ((await findMatter(deed, id))?.unitId === departmentId) return true
  return (await findMatters(deed, { ids: [id], supporting: departmentId }, { limit: 1 })).items.length > 0
}
