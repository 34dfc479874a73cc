import { randomUUIDv7 } from 'node:crypto'
import { addDays, cityDay, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { forbidden, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { requireUnit } from '#primitives/party'
import { cityOf, requireDivision } from '#primitives/place'
import { requireScope } from '../scope.ts'
import { settings } from '../settings.ts'
import { access, type AccessTables } from '../tables.ts'
import { digestOf, newToken } from '../token.ts'
import { forKeys } from './key-limits.ts'

type Row = AccessTables['access.api_key']
export type NewKey = Readonly<{
  name: string; kind: Row['kind']; holderId: string; permissions: readonly string[]; division: string; departmentId?: string | null; rateClass: Row['rate_class']; days: number
}>

/** Issues a key to a device or a unit; it is shown once, and only its hash is kept. 发放接口密钥 */
export async function issueKey(deed: Deed, asked: NewKey, declared: readonly string[]): Promise<{ id: string; key: string }> {
  const division = await requireDivision(deed, asked.division)
  requireScope(deed, 'access.key.manage', division.path, { filter: true })
  if (asked.departmentId) await requireUnit(deed, asked.departmentId)
  const longest = (await settings(deed)).api_key.longest_days
  if (asked.days > longest) throw invalid('access.key_too_long', { days: longest })
  const grantable = new Set(forKeys(declared))
  const refused = asked.permissions.filter((permission) => !grantable.has(permission))
  if (refused.length > 0) throw forbidden('access.key_permission', { permissions: refused.join(', ') })
  return writeKey(deed, { ...asked, departmentId: asked.departmentId ?? null, divisionPath: division.path })
}

/** Writes a key that may be given, with its leaf. */
export async function writeKey(deed: Deed, asked: Omit<NewKey, 'division'> & Readonly<{ departmentId: string | null; divisionPath: string }>): Promise<{ id: string; key: string }> {
  const id = randomUUIDv7()
  const key = `hh_${newToken()}`
  const { zone } = await cityOf(deed)
  const expiresAt = new Date(instantOf(addDays(cityDay(deed.now, zone), asked.days), '24:00', zone).getTime() - 1) // a key dies at night, not in the middle of a working day
  const permissions = [...new Set(asked.permissions)].sort()
  await access(deed.tx).insertInto('access.api_key').values({
    id, digest: digestOf(key), hint: key.slice(-4), name: asked.name, kind: asked.kind, holder_id: asked.holderId, permissions, division_path: asked.divisionPath,
    department_id: asked.departmentId, rate_class: asked.rateClass, issued_by: deed.actor.id, issued_at: deed.now, expires_at: expiresAt, revoked_at: null, revoked_by: null, last_used_at: null,
  }).execute()
  await appendLeaf(deed, { kind: 'access.key_issued', subjects: [asked.holderId], payload: { keyId: id, holderId: asked.holderId, permissions, divisionPath: asked.divisionPath, expiresAt, by: deed.actor.id } })
  await record(deed, 'access.key_issued', id, { holderId: asked.holderId })
  return { id, key }
}
