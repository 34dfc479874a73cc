import type { Deed } from '#base/deed'
import type { ResourceField } from '../contract.ts'
import { grantInForce } from '../row/grant-in-force.ts'

/** What whoever puts a whole copy somewhere must know of its grant: the fields that are shown, and the keys, none where not all of them are shown as they are. */
export type DeliveryGrant = Readonly<{ resource: string; fields: readonly Readonly<{ field: string; name: string; type: ResourceField['type'] | 'text' }>[]; keys: readonly string[] }>

/** A grant for whole copies of one's own unit, in force now. 交付授权 */
export async function deliveryGrant(deed: Deed, id: string): Promise<DeliveryGrant> {
  const grant = await grantInForce(deed, id, 'delivery')
  const shown = grant.masks.filter(({ mask }) => mask !== 'never' && mask !== 'compare')
  const keys = grant.resourceFields.filter(({ key }) => key).map(({ field }) => field)
  const whole = keys.every((field) => shown.some((one) => one.field === field && one.mask === 'full'))
  // a masked day is no day any more
  return { resource: grant.resource_code, fields: shown.map(({ field, mask }) => { const { name, type } = grant.resourceFields.find((one) => one.field === field)!; return { field, name, type: mask === 'full' ? type : 'text' } }), keys: whole ? keys : [] }
}
