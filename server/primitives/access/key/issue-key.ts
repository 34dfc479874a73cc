import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { forbidden, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { requireUnit } from '#primitives/party'
import { requireDivision } from '#primitives/place'
import { requireScope } from '../scope.ts'
import { settings } from '../settings.ts'
import { access, type AccessTables } from '../tables.ts'
import { digestOf, newToken } from '../token.ts'

type Row = AccessTables['access.api_key']
export type NewKey = Readonly<{
  name: string; kind: Row['kind']; holderId: string; permissions: readonly string[]; division: string; departmentId?: string | null; rateClass: Row['rate_class']; days: number
}>

/** No key gives or takes rights: what a stolen one can do stays bounded. */
const never = /^(access|ledger|base)\./

/** Issues a key to a device or a unit; it is shown once, and only its hash is kept. 发放接口密钥 */
export async function issueKey(deed: Deed, asked: NewKey): Promise<{ id: string; key: string }> {
  const division = await requireDivision(deed, asked.division)
  requireScope(deed, 'access.key.manage', division.path, { filter: true })
  if (asked.departmentId) await requireUnit(deed, asked.departmentId)
  const longest = (await settings(deed)).api_key.longest_days
  if (asked.days > longest) throw invalid('access.key_too_long', { days: longest })
  const refused = asked.permissions.filter((permission) => never.test(permission))
  if (refused.length > 0) throw forbidden('access.key_permission', { permissions: refused })
  const id = randomUUIDv7()
  const key = `hh_${newToken()}`
  const expiresAt = new Date(deed.now.getTime() + asked.days * 86_400_000)
  const permissions = [...new Set(asked.permissions)].sort()
  await access(deed.tx).insertInto('access.api_key').values({
    id, digest: digestOf(key), hint: key.slice(-4), name: asked.name, kind: asked.kind, holder_id: asked.holderId, permissions, division_path: division.path,
    department_id: asked.departmentId ?? null, rate_class: asked.rateClass, issued_by: deed.actor.id, issued_at: deed.now, expires_at: expiresAt, revoked_at: null, revoked_by: null, last_used_at: null,
  }).execute()
  await appendLeaf(deed, { kind: 'access.key_issued', subjects: [asked.holderId], payload: { keyId: id, holderId: asked.holderId, permissions, divisionPath: division.path, expiresAt, by: deed.actor.id } })
  await record(deed, 'access.key_issued', id, { holderId: asked.holderId })
  return { id, key }
}
