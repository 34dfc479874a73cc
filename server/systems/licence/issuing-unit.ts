import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { mayAt } from '#primitives/access'
import { requireUnit, type Unit } from '#primitives/party'
import type { LicenceKind } from './licence-kinds.ts'

export const ISSUE = 'licence.licence.issue'

/** The unit that issues: the post's own, or the one that a job names; its role and level must be those of the kind. 颁发机构 */
export async function issuingUnit(deed: Deed, kind: LicenceKind, unitId: string | null): Promise<Unit> {
  const id = deed.actor.kind === 'job' ? unitId : deed.actor.departmentId
  if (id === null) throw forbidden('licence.no_unit')
  const unit = await requireUnit(deed, id)
  if (!issues(kind, unit)) throw forbidden('licence.not_the_issuer', { unit: unit.name, licence: kind.name })
  if (!mayAt(deed, ISSUE, unit.divisionPath, unit.id)) throw forbidden('licence.not_the_issuer', { unit: unit.name, licence: kind.name })
  return unit
}

export const issues = (kind: LicenceKind, unit: Unit): boolean => unit.role === kind.issued_by.role && kind.issued_by.levels.includes(unit.level)
