import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { requireUnit } from '#primitives/party'
import type { MapDepartment, MappedDepartment } from './contract.ts'
import { front } from './tables.ts'

/** The authority says which unit here a department of the existing platform is; said anew, it is the new one. 部门对应 */
export async function mapDepartment(deed: Deed, { code, unitId }: MapDepartment): Promise<MappedDepartment> {
  const unit = await requireUnit(deed, unitId)
  await front(deed.tx).insertInto('front.department').values({ code, unit_id: unit.id }).onConflict((old) => old.column('code').doUpdateSet({ unit_id: unit.id })).execute()
  await record(deed, 'front.department_mapped', code, { unit: unit.id })
  return { code, unit: { id: unit.id, name: unit.name } }
}
