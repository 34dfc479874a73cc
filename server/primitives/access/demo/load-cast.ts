import { randomUUIDv7 } from 'node:crypto'
import { sha256 } from '#base/crypto'
import type { Deed } from '#base/deed'
import { appendLeaf } from '#primitives/ledger'
import { castOf, type CastMember } from '#primitives/party'
import { createResident } from '../account/create-resident.ts'
import { hashPassword } from '../factor/password.ts'
import { apartFrom } from '../grant/apart.ts'
import { asLogin, sealSecret } from '../secrets.ts'
import { access } from '../tables.ts'

/** Everyone in the cast logs in with it; the demo's login page shows it. */
export const demoPassword = 'demo-9-rivers-1-sea'
/** The same secret at every start, so that an authenticator app keeps working. */
export const demoTotpSecret = (login: string): Buffer => sha256(`haihe demo cast ${login}`).subarray(0, 20)
/** Long ago, so that a demo whose clock is set back still has its cast. */
const since = new Date('2020-01-01T00:00:00Z')

/** Gives the demo cast accounts, factors, and the grants of the posts that they hold. 演示账号 */
export async function loadCast(deed: Deed, content: unknown): Promise<void> {
  const phones = new Map((content as { people: { key: string; phone?: string }[] }).people.map((person) => [person.key, person.phone]))
  const members = (await castOf(deed)).filter((member) => member.account !== null)
  const known = new Set((await access(deed.tx).selectFrom('access.account').select('login').execute()).map(({ login }) => login))
  const fresh = members.filter((member) => !known.has(member.account))
  const hashes = await Promise.all(fresh.map((member) => hashPassword(demoPassword, sha256(member.key).subarray(0, 16)))) // side by side in the thread pool
  await asLogin(deed)
  for (const [at, member] of fresh.entries()) await createMember(deed, member, hashes[at]!, phones.get(member.key))
  for (const member of members) await grantPosts(deed, member)
}

async function createMember(deed: Deed, member: CastMember, hash: string, phone: string | undefined): Promise<void> {
  const login = member.account!
  const resident = member.resident && phone ? await createResident(deed, phone, { partyId: member.personId, name: member.name, login, since }) : null
  const id = resident?.id ?? randomUUIDv7()
  const post = member.posts[0]
  if (!resident)
    await access(deed.tx).insertInto('access.account').values({
      id, kind: 'staff', login, party_id: member.personId, name: member.name, post_id: post?.id ?? null, department_id: post?.departmentId ?? null,
      division_path: post?.divisionPath ?? null, created_at: deed.now, created_by: 'access.seed', disabled_at: null,
    }).execute()
  await access(deed.tx).insertInto('access.password').values({ account_id: id, hash, set_at: deed.now, must_change: false }).execute()
  if (resident) return
  await access(deed.tx).insertInto('access.totp').values({ account_id: id, confirmed_at: deed.now }).execute()
  await sealSecret(deed, { id, partyId: member.personId }, 'totp', demoTotpSecret(login))
}

async function grantPosts(deed: Deed, member: CastMember): Promise<void> {
  if (member.posts.length === 0) return
  const account = await access(deed.tx).selectFrom('access.account').select('id').where('login', '=', member.account).executeTakeFirstOrThrow()
  const roles = await access(deed.tx).selectFrom('access.role').select(['code', 'bound', 'apart']).where('code', 'in', member.posts.map((post) => post.role)).execute()
  const held = roles.map((role) => ({ role: role.code, apart: role.apart, fromAt: deed.now, untilAt: null }))
  for (const post of member.posts) {
    const role = roles.find(({ code }) => code === post.role)
    if (!role) throw new Error(`people.yaml: ${member.key} has a post of the role ${post.role}, which roles.yaml does not know`)
    const clash = apartFrom({ role: role.code, apart: role.apart, fromAt: deed.now, untilAt: null }, held)
    if (clash) throw new Error(`people.yaml: ${member.key} may not be ${role.code} and ${clash} at once`)
    const row = { account_id: account.id, role: role.code, division_path: post.divisionPath, department_id: role.bound ? post.departmentId : null }
    const made = await access(deed.tx).insertInto('access.grant').values({
      id: randomUUIDv7(), ...row, from_at: since, until_at: null, reason: post.title, granted_by: 'access.seed', granted_at: since, revoked_at: null, revoked_by: null,
    }).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()
    if (made) await appendLeaf(deed, { kind: 'access.granted', subjects: [member.personId], payload: { grantId: made.id, ...row, partyId: member.personId, by: 'access.seed' } })
  }
}
