import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { forbidden, invalid, notFound } from '#base/errors'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'
import { writeKey } from './issue-key.ts'
import { endKey } from './revoke-key.ts'

export type UnitKey = Readonly<{ id: string; name: string; hint: string; issuedAt: string; expiresAt: string; revokedAt: string | null; lastUsedAt: string | null }>
const MOST = 20
const exactly = (permissions: readonly string[]) => sql<boolean>`permissions = ${[...permissions].sort()}::text[]`

/** A key that a unit gives itself, without the security administrator. The caller answers for it that these permissions reach nothing real. 本单位自助密钥 */
export async function issueUnitKey(deed: Deed, asked: Readonly<{ name: string; permissions: readonly string[]; days: number }>): Promise<{ id: string; key: string }> {
  const unit = requireOwnUnit(deed)
  const longest = (await settings(deed)).api_key.longest_days
  if (asked.days > longest) throw invalid('access.key_too_long', { days: longest })
  await sql`select pg_advisory_xact_lock(hashtext(${`access.unit_key ${unit}`}))`.execute(access(deed.tx)) // of many at once each counts those before it
  const open = (await unitKeys(deed, asked.permissions)).filter((one) => one.revokedAt === null && Date.parse(one.expiresAt) > deed.now.getTime())
  if (open.length >= MOST) throw forbidden('access.keys_enough', { most: MOST })
  return writeKey(deed, { ...asked, kind: 'unit', holderId: unit, departmentId: unit, divisionPath: deed.actor.divisionPath ?? '', rateClass: 'low' })
}

/** The keys of the actor's unit that hold exactly these permissions, the newest first. 本单位自助密钥列表 */
export async function unitKeys(deed: Deed, permissions: readonly string[]): Promise<UnitKey[]> {
  const rows = await access(deed.tx).selectFrom('access.api_key').selectAll().where('department_id', '=', requireOwnUnit(deed)).where(exactly(permissions)).orderBy('id', 'desc').limit(100).execute()
  return rows.map((row) => ({
    id: row.id, name: row.name, hint: row.hint, issuedAt: row.issued_at.toISOString(), expiresAt: row.expires_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null, lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }))
}

/** Ends such a key of the actor's unit; another's is as unknown as none. 吊销自助密钥 */
export async function revokeUnitKey(deed: Deed, id: string, permissions: readonly string[], reason: string): Promise<void> {
  const found = await access(deed.tx).selectFrom('access.api_key').select(['digest', 'holder_id', 'revoked_at']).where('id', '=', id).where('department_id', '=', requireOwnUnit(deed)).where(exactly(permissions)).forUpdate().executeTakeFirst()
  if (!found) throw notFound('access.key_not_found')
  await endKey(deed, id, found, reason)
}

function requireOwnUnit(deed: Deed): string {
  const { departmentId } = deed.actor
  if (departmentId === null) throw forbidden('access.no_unit')
  return departmentId
}
