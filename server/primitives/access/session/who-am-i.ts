import { byKey } from '#base/database'
import type { Deed } from '#base/deed'
import { findUnit, postsHeldBy } from '#primitives/party'
import { cityOf, divisionAt } from '#primitives/place'
import { narrowest } from '../scope.ts'
import { access } from '../tables.ts'
import type { Who } from '../contract.ts'

/** Who the session's owner is, in what roles and where: what a screen needs to choose its menu. 当前身份 */
export async function whoAmI(deed: Deed): Promise<Who | null> {
  const { actor } = deed
  if (!actor.accountId || !actor.sessionId) return null
  const db = access(deed.tx)
  const [account, passkeys, roles] = await Promise.all([ // every page asks this: one round trip
    db.selectFrom('access.account as a').modifyFront(byKey).leftJoin('access.totp as t', 't.account_id', 'a.id').leftJoin('access.password as p', 'p.account_id', 'a.id')
      .innerJoin('access.session as s', 's.account_id', 'a.id').where('s.id', '=', actor.sessionId)
      .select(['a.name', 'a.login', 'a.locale', 'a.elder', 't.confirmed_at', 'p.must_change', 's.stage', 's.expires_at', 's.idle_seconds']).executeTakeFirstOrThrow(),
    db.selectFrom('access.passkey').modifyFront(byKey).select(['id', 'name', 'created_at', 'last_used_at']).where('account_id', '=', actor.accountId).orderBy('created_at').execute(),
    db.selectFrom('access.grant as g').modifyFront(byKey).innerJoin('access.role as r', 'r.code', 'g.role')
      .select(['r.code', 'r.title', 'g.division_path', 'g.department_id']).where('g.account_id', '=', actor.accountId).where('g.revoked_at', 'is', null)
      .where('g.from_at', '<=', deed.now).where((eb) => eb.or([eb('g.until_at', 'is', null), eb('g.until_at', '>', deed.now)])).orderBy('r.code').execute(),
  ])
  const scopes = narrowest(actor.grants.map((grant) => grant.divisionPath))
  return {
    id: actor.id, accountId: actor.accountId, sessionId: actor.sessionId, kind: actor.kind === 'staff' ? 'staff' : 'person', name: account.name, login: account.login, locale: account.locale,
    elder: account.elder, stage: account.stage, expiresAt: account.expires_at.toISOString(), idleSeconds: account.idle_seconds, mustChangePassword: account.must_change ?? false, totp: account.confirmed_at !== null,
    passkeys: passkeys.map((key) => ({ id: key.id, name: key.name, createdAt: key.created_at.toISOString(), lastUsedAt: key.last_used_at?.toISOString() ?? null })),
    postId: actor.postId, postTitle: actor.postId ? (await postsHeldBy(deed, actor.id)).find(({ id }) => id === actor.postId)?.title ?? null : null,
    departmentId: actor.departmentId, departmentName: actor.departmentId ? (await findUnit(deed, actor.departmentId))?.name ?? null : null, divisionPath: actor.divisionPath,
    roles: roles.map((role) => ({ code: role.code, title: role.title, divisionPath: role.division_path, departmentId: role.department_id })),
    permissions: [...new Set(actor.grants.flatMap((grant) => [...grant.permissions]))].sort(), scopes,
    divisions: await Promise.all(scopes.map((path) => placeAt(deed, path))),
  }
}

async function placeAt(deed: Deed, path: string): Promise<{ code: string; name: string; path: string }> {
  const division = await divisionAt(deed, path)
  if (division) return { code: division.code, name: division.name, path }
  const city = await cityOf(deed)
  return path === '' ? { code: city.code, name: city.name, path } : { code: path.split('/').at(-1)!, name: path, path }
}
