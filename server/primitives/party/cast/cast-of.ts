import type { Deed } from '#base/deed'
import { postsHeldBy, type Post } from '../unit/find-posts.ts'
import { findUnits } from '../unit/find-unit.ts'
import { party } from '../tables.ts'

export type CastMember = {
  key: string, personId: string, name: string, account: string | null, resident: boolean, note: string | null
  posts: (Post & { departmentName: string })[]
}

/** The demo cast with their posts, in the file's order; nobody in production. 演示人员 */
export async function castOf(deed: Deed): Promise<CastMember[]> {
  const members = await party(deed.tx).selectFrom('party.cast_member').selectAll().orderBy('place').execute()
  const cast: CastMember[] = []
  for (const member of members) {
    const posts = await postsHeldBy(deed, member.person_id)
    const units = await findUnits(deed, posts.map((post) => post.departmentId))
    const { key, person_id: personId, name, account, resident, note } = member
    cast.push({ key, personId, name, account, resident, note, posts: posts.map((post) => ({ ...post, departmentName: units.get(post.departmentId)?.name ?? post.departmentId })) })
  }
  return cast
}
