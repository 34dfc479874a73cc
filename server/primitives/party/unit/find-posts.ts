import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { party } from '../tables.ts'

export type Post = {
  id: string, code: string, departmentId: string, divisionCode: string, divisionPath: string, title: string, role: string, isHead: boolean
  /** Who holds it; null = vacant. Never shown to the public. */
  personId: string | null
}

const posts = (deed: Deed) => party(deed.tx).selectFrom('party.post').where('ended_at', 'is', null).orderBy('code').select([
  'id', 'code', 'department_id as departmentId', 'division_code as divisionCode', 'division_path as divisionPath', 'title', 'role', 'is_head as isHead', 'person_id as personId',
])

/** One post. 取岗位 */
export async function requirePost(deed: Deed, id: string): Promise<Post> {
  const post = await posts(deed).where('id', '=', id).executeTakeFirst()
  if (!post) throw notFound('party.post_unknown', { post: id })
  return post
}

/** Posts of a unit, of some role only where one is named. 单位岗位 */
export async function postsOf(deed: Deed, departmentId: string, role?: string): Promise<Post[]> {
  const query = posts(deed).where('department_id', '=', departmentId)
  return (role === undefined ? query : query.where('role', '=', role)).limit(2000).execute()
}

/** Posts that a person holds. 任职 */
export const postsHeldBy = (deed: Deed, personId: string): Promise<Post[]> => posts(deed).where('person_id', '=', personId).execute()

/** Posts with a role at exactly this division: the grid workers of a community, its 网络信息员. 区划岗位 */
export const postsAt = (deed: Deed, divisionPath: string, role: string): Promise<Post[]> => posts(deed).where('division_path', '=', divisionPath).where('role', '=', role).execute()

/** The head of a unit; null where the post is not named. 单位负责人 */
export const headOf = async (deed: Deed, departmentId: string): Promise<Post | null> =>
  (await posts(deed).where('department_id', '=', departmentId).where('is_head', '=', true).executeTakeFirst()) ?? null
