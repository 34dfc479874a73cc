import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { requireDivision } from '#primitives/place'
import { changePerson } from '../person/change-person.ts'
import { createPerson } from '../person/create-person.ts'
import { requireUnit } from '../unit/find-unit.ts'
import { party } from '../tables.ts'

type CastPost = { code?: string, unit: string, division: string, title: string, role: string, head?: boolean }
type CastMember = {
  key: string, name: string, number?: string, phone?: string, home?: string, address?: string, posts?: CastPost[], login?: { account: string, resident?: boolean, note?: string }
}

/** Takes the demo cast in: persons, and the posts that they hold. Accounts are access's to make, by castOf. 演示人员入库 */
export async function loadPeople(deed: Deed, content: unknown): Promise<void> {
  for (const [place, member] of (content as { people: CastMember[] }).people.entries()) {
    const known = await party(deed.tx).selectFrom('party.cast_member').select('person_id').where('key', '=', member.key).executeTakeFirst()
    const told = { name: member.name, phone: member.phone, address: member.address, divisionCode: member.home }
    const personId = known?.person_id ?? (await createPerson(deed, { ...told, number: member.number })).id
    if (known) await changePerson(deed, personId, told)
    const row = { person_id: personId, name: member.name, account: member.login?.account ?? null, resident: member.login?.resident ?? false, note: member.login?.note ?? null, place }
    await party(deed.tx).insertInto('party.cast_member').values({ key: member.key, ...row }).onConflict((of) => of.column('key').doUpdateSet(row)).execute()
    for (const post of member.posts ?? []) await fillPost(deed, member.key, personId, post)
  }
}

/** Puts them into the vacant post that is there already (a community's 网络信息员), or makes one. */
async function fillPost(deed: Deed, key: string, personId: string, post: CastPost): Promise<void> {
  const division = await requireDivision(deed, post.division)
  await requireUnit(deed, post.unit)
  const code = post.code ?? `${post.unit}-${post.role.replaceAll('_', '-')}-${key}`
  const holds = await party(deed.tx).selectFrom('party.post').select('id').where('person_id', '=', personId).where('department_id', '=', post.unit)
    .where('division_path', '=', division.path).where('role', '=', post.role).executeTakeFirst()
  if (holds) return
  const vacant = await party(deed.tx).selectFrom('party.post').select('id').where('department_id', '=', post.unit).where('division_path', '=', division.path)
    .where('role', '=', post.role).where('person_id', 'is', null).orderBy('code').executeTakeFirst()
  const changes = { title: post.title, is_head: post.head ?? false, person_id: personId, changed_at: deed.now }
  if (vacant) await party(deed.tx).updateTable('party.post').set(changes).where('id', '=', vacant.id).execute()
  else await party(deed.tx).insertInto('party.post').values({
    id: randomUUIDv7(), code, department_id: post.unit, division_code: post.division, division_path: division.path, role: post.role, ended_at: null, ...changes,
  }).onConflict((of) => of.column('code').doUpdateSet(changes)).execute()
}
