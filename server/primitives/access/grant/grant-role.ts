import { randomUUIDv7 } from 'node:crypto'
import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { requireDivision } from '#primitives/place'
import { forgetAll } from '../authenticate.ts'
import { requireScope } from '../scope.ts'
import { access } from '../tables.ts'
import { apartFrom } from './apart.ts'

export type NewGrant = Readonly<{ accountId: string; role: string; division: string; departmentId?: string | null; fromAt?: string; untilAt?: string | null; reason: string }>

/** Gives an account a role at a division. Nobody gives to themselves, and roles that are held apart stay apart over all accounts of a person. 授权 */
export async function grantRole(deed: Deed, asked: NewGrant): Promise<{ id: string }> {
  const division = await requireDivision(deed, asked.division)
  requireScope(deed, 'access.grant.manage', division.path, { filter: true })
  const account = await access(deed.tx).selectFrom('access.account').select(['id', 'kind', 'party_id', 'disabled_at']).where('id', '=', asked.accountId).executeTakeFirst()
  if (!account || account.kind !== 'staff') throw notFound('access.account_not_found')
  if (account.disabled_at) throw conflict('access.account_disabled')
  if (account.party_id === deed.actor.id) throw forbidden('access.grant_to_self')
  const role = await access(deed.tx).selectFrom('access.role').select(['code', 'level', 'bound', 'apart']).where('code', '=', asked.role).executeTakeFirst()
  if (!role || role.level === 'none') throw notFound('access.role_unknown')
  if (role.level !== 'any' && role.level !== division.level) throw invalid('access.grant_level', { level: role.level })
  if (role.bound && !asked.departmentId) throw invalid('access.grant_needs_department')
  const fromAt = asked.fromAt ? new Date(asked.fromAt) : deed.now
  const untilAt = asked.untilAt ? new Date(asked.untilAt) : null
  if (untilAt && (untilAt <= fromAt || untilAt <= deed.now)) throw invalid('access.grant_times')

  const own = await access(deed.tx).selectFrom('access.account').select('id').where('party_id', '=', account.party_id).orderBy('id').forUpdate().execute() // two administrators at once
  const held = await access(deed.tx).selectFrom('access.grant as g').innerJoin('access.role as r', 'r.code', 'g.role').select(['g.role', 'r.apart', 'g.from_at', 'g.until_at'])
    .where('g.account_id', 'in', own.map(({ id }) => id)).where('g.revoked_at', 'is', null).execute()
  const clash = apartFrom({ role: role.code, apart: role.apart, fromAt, untilAt }, held.map((one) => ({ role: one.role, apart: one.apart, fromAt: one.from_at, untilAt: one.until_at })))
  if (clash) throw conflict('access.roles_apart', { role: clash })

  const id = randomUUIDv7()
  const departmentId = asked.departmentId ?? null
  await closeEnded(deed, asked.accountId)
  const made = await access(deed.tx).insertInto('access.grant').values({
    id, account_id: asked.accountId, role: role.code, division_path: division.path, department_id: departmentId, from_at: fromAt, until_at: untilAt, reason: asked.reason,
    granted_by: deed.actor.id, granted_at: deed.now, revoked_at: null, revoked_by: null,
  }).onConflict((conflicting) => conflicting.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('access.grant_exists')
  const payload = { grantId: id, accountId: asked.accountId, partyId: account.party_id, role: role.code, divisionPath: division.path, departmentId, fromAt, untilAt, reason: asked.reason, by: deed.actor.id }
  await appendLeaf(deed, { kind: 'access.granted', subjects: [account.party_id], payload })
  await record(deed, 'access.granted', asked.accountId, { grantId: id, role: role.code, divisionPath: division.path, departmentId })
  afterCommit(deed.tx, forgetAll)
  return { id }
}

/** A grant whose time is over makes room for a new one of the same kind. */
async function closeEnded(deed: Deed, accountId: string): Promise<void> {
  await access(deed.tx).updateTable('access.grant').set((eb) => ({ revoked_at: eb.ref('until_at'), revoked_by: 'access' }))
    .where('account_id', '=', accountId).where('revoked_at', 'is', null).where('until_at', '<=', deed.now).execute()
}
