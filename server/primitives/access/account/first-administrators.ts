import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { appendLeaf } from '#primitives/ledger'
import { createPerson } from '#primitives/party'
import { administrators } from '../load-roles.ts'
import { hashPassword } from '../factor/password.ts'
import { access } from '../tables.ts'
import { firstPassword } from './create-account.ts'

export type FirstAdministrator = Readonly<{ role: string; login: string; name: string; password: string }>

/** 'login:name,login:name,login:name' of system, security and audit administrator. Three people: three logins and three names. */
export function readAdministrators(text: string): Omit<FirstAdministrator, 'password'>[] {
  const given = text.split(',').map((one) => one.trim().split(':').map((part) => part.trim()))
  const right = given.length === 3 && given.every(([login, name, more]) => /^[a-z][a-z0-9._-]{1,39}$/.test(login ?? '') && name && more === undefined)
  if (!right || new Set(given.map(([login]) => login)).size < 3 || new Set(given.map(([, name]) => name)).size < 3)
    throw new Error(`HAIHE_ADMINISTRATORS must name three people, for system, security and audit: 'login:name,login:name,login:name', not '${text}'`)
  return given.map(([login, name], at) => ({ role: administrators[at]!, login: login!, name: name! }))
}

/** Makes the three administrators of a city that has no staff account yet; each first password is told once. 首任三员 */
export async function makeFirstAdministrators(perform: <R>(work: (deed: Deed) => Promise<R>) => Promise<R>, text: string): Promise<FirstAdministrator[]> {
  const asked = readAdministrators(text).map((one) => ({ ...one, password: firstPassword() }))
  const hashes = await Promise.all(asked.map((one) => hashPassword(one.password)))
  return perform(async (deed) => {
    const staff = await access(deed.tx).selectFrom('access.account').select('id').where('kind', '=', 'staff').limit(1).executeTakeFirst()
    if (staff) return []
    for (const [at, one] of asked.entries()) await makeOne(deed, one, hashes[at]!)
    return asked
  })
}

async function makeOne(deed: Deed, one: Omit<FirstAdministrator, 'password'>, hash: string): Promise<void> {
  const { id: partyId } = await createPerson(deed, { name: one.name })
  const [id, grantId] = [randomUUIDv7(), randomUUIDv7()]
  await access(deed.tx).insertInto('access.account').values({
    id, kind: 'staff', login: one.login, party_id: partyId, name: one.name, post_id: null, department_id: null, division_path: '', created_at: deed.now, created_by: deed.actor.id, disabled_at: null,
  }).execute()
  await access(deed.tx).insertInto('access.password').values({ account_id: id, hash, set_at: deed.now, must_change: true }).execute()
  await access(deed.tx).insertInto('access.grant').values({
    id: grantId, account_id: id, role: one.role, division_path: '', department_id: null, from_at: deed.now, until_at: null, reason: '首任三员', granted_by: deed.actor.id, granted_at: deed.now,
    revoked_at: null, revoked_by: null,
  }).execute()
  await appendLeaf(deed, { kind: 'access.granted', subjects: [partyId], payload: { grantId, accountId: id, partyId, role: one.role, divisionPath: '', departmentId: null, by: deed.actor.id } })
}
