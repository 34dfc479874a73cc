import type { Deed } from '#base/deed'
import { searchUnits } from '#primitives/party'
import { districtPath } from '#primitives/place'

/** Departments that a street may call, by name: its district's and the city's, never another street's. 可叫部门 */
export async function findDepartments(deed: Deed, text: string): Promise<{ items: { unitId: string; name: string; fullName: string }[] }> {
  const district = districtPath(deed.actor.divisionPath ?? '') ?? ''
  const near = district === '' ? [] : await searchUnits(deed, { text, level: 'district', limit: 10, scopes: [district] })
  const above = await searchUnits(deed, { text, level: 'city', limit: 10, scopes: [''] })
  return { items: [...near, ...above].slice(0, 12).map(({ id, shortName, name }) => ({ unitId: id, name: shortName, fullName: name })) }
}
