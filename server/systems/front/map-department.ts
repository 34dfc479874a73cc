import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { requireUnit } from '#primitives/party'
import { drawnEntries } from '#systems/exchange'
import type { MapDepartment, MappedDepartment } from './contract.ts'
import { front } from './tables.ts'

/** The authority says which unit here a department of the existing platform is; said anew, it is the new one, and what another unit drew already stays that unit's. 部门对应 */
export async function mapDepartment(deed: Deed, { code, unitId }: MapDepartment): Promise<MappedDepartment> {
  const unit = await requireUnit(deed, unitId)
  await front(deed.tx).insertInto('front.department').values({ code, unit_id: unit.id }).onConflict((old) => old.column('code').doUpdateSet({ unit_id: unit.id })).execute()
  await record(deed, 'front.department_mapped', code, { unit: unit.id })
  const ids = (await front(deed.tx).selectFrom('front.entry').select('id').where('department_code', '=', code).where('gone_at', 'is', null).execute()).map(({ id }) => id)
  const staying = [...(await drawnEntries(deed, ids)).values()].filter(({ unitId: drawer }) => drawer !== unit.id).length
  return { code, unit: { id: unit.id, name: unit.name }, entries: ids.length, staying }
}
