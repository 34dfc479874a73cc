import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { record } from '#primitives/event'
import { requirePost, type Post } from './find-posts.ts'
import { maskedPerson } from '../person/masked-person.ts'
import { party } from '../tables.ts'
import { mayManageAt } from './unit-scope.ts'

/** Names who holds a post, or leaves it vacant (null). What the holder may do is access's to grant. 任免 */
export async function fillPost(deed: Deed, postId: string, personId: string | null): Promise<Post> {
  const post = await requirePost(deed, postId)
  if (!mayManageAt(deed, post.divisionPath)) throw notFound('party.post_unknown', { post: postId })
  await party(deed.tx).selectFrom('party.post').select('id').where('id', '=', postId).forUpdate().execute()
  if (personId !== null) await maskedPerson(deed, personId) // refused when there is no such person in reach
  if (post.personId === personId) throw conflict('party.post_unchanged')
  await party(deed.tx).updateTable('party.post').set({ person_id: personId, changed_at: deed.now }).where('id', '=', postId).execute()
  const persons = [post.personId, personId].filter((id) => id !== null)
  await appendLeaf(deed, { kind: 'party.post_filled', subjects: persons, payload: { post: post.code, vacant: personId === null } })
  await record(deed, 'party.post_filled', postId, { vacant: personId === null })
  return { ...post, personId }
}
