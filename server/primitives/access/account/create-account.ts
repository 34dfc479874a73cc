import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { createPerson, requirePost } from '#primitives/party'
import { requireDivision } from '#primitives/place'
import { requireScope } from '../scope.ts'
import { loginName } from '../session/log-in.ts'
import { access } from '../tables.ts'

/** For a post: its unit, its division, and whoever holds it. Without one, a division must be named. */
export type NewAccount = Readonly<{ login: string; name: string; division?: string; postId?: string; locale?: string }>

const letters = 'abcdefghjkmnpqrstuvwxyz23456789' // none that look alike
/** A first password that is read out or copied once: 4 × 4 characters, 78 bits. */
export const firstPassword = (): string => [...randomBytes(16)].map((byte, at) => (at > 0 && at % 4 === 0 ? '-' : '') + letters[byte % letters.length]).join('')

/** Makes a staff account. Its first password is good for one login, which must set an own one and a second factor. 新建账号 */
export async function createAccount(deed: Deed, asked: NewAccount, passwordHash: string): Promise<{ id: string }> {
  const post = asked.postId === undefined ? null : await requirePost(deed, asked.postId)
  if (!post && asked.division === undefined) throw invalid('access.account_where')
  const divisionPath = post?.divisionPath ?? (await requireDivision(deed, asked.division!)).path
  requireScope(deed, 'access.account.manage', divisionPath, { filter: true })
  const id = randomUUIDv7()
  const partyId = post?.personId ?? (await createPerson(deed, { name: asked.name })).id
  const made = await access(deed.tx).insertInto('access.account').values({
    id, kind: 'staff', login: loginName(asked.login), party_id: partyId, name: asked.name, post_id: post?.id ?? null, department_id: post?.departmentId ?? null,
    division_path: divisionPath, locale: asked.locale ?? 'zh-CN', created_at: deed.now, created_by: deed.actor.id, disabled_at: null,
  }).onConflict((conflicting) => conflicting.column('login').doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('access.login_taken')
  await access(deed.tx).insertInto('access.password').values({ account_id: id, hash: passwordHash, set_at: deed.now, must_change: true }).execute()
  await appendLeaf(deed, { kind: 'access.account_made', subjects: [partyId], payload: { accountId: id, partyId, login: loginName(asked.login), divisionPath, by: deed.actor.id } })
  await record(deed, 'access.account_made', id, { divisionPath })
  return { id }
}
