import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { cityToday } from '#primitives/place'
import type { DecideArticle, ReviewArticle } from '../contract.ts'
import { hotline } from '../tables.ts'
import { requireOwnArticle } from './write-article.ts'

/** Approves a version, or sends it back; never by whoever wrote it. 知识审核 */
export async function decideArticle(deed: Deed, id: string, version: number, { approve, reason }: Static<typeof DecideArticle>): Promise<{ id: string; version: number }> {
  await requireOwnArticle(deed, id)
  if (!approve && !reason) throw invalid('hotline.reason_missing')
  const found = await hotline(deed.tx).selectFrom('hotline.article_version').selectAll().where('article_id', '=', id).where('version', '=', version).executeTakeFirst()
  if (!found) throw notFound('hotline.article_unknown')
  if (found.approved !== null) throw conflict('hotline.article_decided')
  if (found.written_by === deed.actor.id) throw forbidden('hotline.own_article')
  await hotline(deed.tx).updateTable('hotline.article_version').set({ approved: approve, decided_by: deed.actor.id, decided_at: deed.now, reason: reason ?? null }).where('article_id', '=', id).where('version', '=', version).execute()
  if (approve) await hotline(deed.tx).updateTable('hotline.article').set({ version, review_on: found.review_on, reminded_on: null, origin: 'desk', changed_at: deed.now }).where('id', '=', id).execute()
  await record(deed, approve ? 'hotline.article_approved' : 'hotline.article_sent_back', id, { version })
  return { id, version }
}

/** Says that an article was read again and still holds, until the next day of review. 知识复审 */
export async function reviewArticle(deed: Deed, id: string, { reviewOn }: Static<typeof ReviewArticle>): Promise<{ id: string; version: number }> {
  const article = await requireOwnArticle(deed, id)
  if (article.version === 0) throw conflict('hotline.article_not_in_use')
  if (reviewOn <= (await cityToday(deed))) throw invalid('hotline.review_in_the_past')
  await hotline(deed.tx).updateTable('hotline.article').set({ review_on: reviewOn, reminded_on: null, origin: 'desk', changed_at: deed.now }).where('id', '=', id).execute()
  await record(deed, 'hotline.article_reviewed', id, { reviewOn })
  return { id, version: article.version }
}
