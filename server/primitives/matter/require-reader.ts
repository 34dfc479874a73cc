import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt } from '#primitives/access'
import { kindVersion } from './kind/kinds-in-force.ts'
import { matter } from './tables.ts'

/** Refuses staff to whose place or unit the matter does not belong; the same answer as for one that is not there. 可读范围 */
export async function requireReader(deed: Deed, matterId: string, fallback = 'matter.trace.read'): Promise<void> {
  const row = await matter(deed.tx).selectFrom('matter.matter').select(['kind', 'kind_version', 'kind_hash', 'division_path', 'unit_id', 'supporting']).where('id', '=', matterId).executeTakeFirst()
  if (!row) throw notFound('matter.not_found')
  const { kind } = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const permission = kind.read ?? fallback
  if (mayAt(deed, permission, row.division_path, null)) return
  if (row.unit_id !== null && mayAt(deed, permission, row.division_path, row.unit_id)) return
  const units = row.supporting === 0 ? [] : await matter(deed.tx).selectFrom('matter.assignment').select('unit_id').where('matter_id', '=', matterId).where('id', '>=', matterId).where('ended_at', 'is', null).execute()
  if (!units.some(({ unit_id }) => mayAt(deed, permission, row.division_path, unit_id))) throw notFound('matter.not_found')
}
