import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { cityToday } from '#primitives/place'
import { requireItem } from '#systems/governance'
import type { NewArticle, WriteArticle } from '../contract.ts'
import { hotline } from '../tables.ts'

/** Begins an article of one's own department; operators see it once somebody else there has approved it. 新建知识 */
export async function newArticle(deed: Deed, { id, ...text }: Static<typeof NewArticle>): Promise<{ id: string; version: number }> {
  const { departmentId } = deed.actor
  if (departmentId === null) throw forbidden('hotline.no_unit')
  const made = await hotline(deed.tx).insertInto('hotline.article')
    .values({ id, owner_id: departmentId, version: 0, review_on: text.reviewOn, reminded_on: null, origin: 'desk', withdrawn_at: null, changed_at: deed.now })
    .onConflict((of) => of.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('hotline.article_exists')
  return keepVersion(deed, id, text)
}

/** Writes a new version of an article that one's department owns; the approved one stays in use until this is approved. 修改知识 */
export async function writeArticle(deed: Deed, id: string, text: Static<typeof WriteArticle>): Promise<{ id: string; version: number }> {
  await requireOwnArticle(deed, id)
  return keepVersion(deed, id, text)
}

/** The article, locked, where it is one's own department's; another's may be read and not changed. */
export async function requireOwnArticle(deed: Deed, id: string) {
  const article = await hotline(deed.tx).selectFrom('hotline.article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!article) throw notFound('hotline.article_unknown')
  if (article.owner_id !== deed.actor.departmentId) throw forbidden('hotline.article_of_other_unit')
  return article
}

async function keepVersion(deed: Deed, id: string, text: Static<typeof WriteArticle>): Promise<{ id: string; version: number }> {
  if (text.reviewOn <= (await cityToday(deed))) throw invalid('hotline.review_in_the_past')
  for (const code of text.items ?? []) await requireItem(deed, code)
  const db = hotline(deed.tx)
  const waiting = await db.selectFrom('hotline.article_version').select('version').where('article_id', '=', id).where('approved', 'is', null).executeTakeFirst()
  if (waiting) throw conflict('hotline.article_waits')
  const { max } = await db.selectFrom('hotline.article_version').select((of) => of.fn.max('version').as('max')).where('article_id', '=', id).executeTakeFirstOrThrow()
  const version = Number(max ?? 0) + 1
  await db.insertInto('hotline.article_version').values({
    article_id: id, version, title: text.title, words: [...text.words], answer: text.answer, source: text.source, items: [...(text.items ?? [])], review_on: text.reviewOn,
    written_by: deed.actor.id, written_at: deed.now, decided_by: null, decided_at: null, approved: null, reason: null,
  }).execute()
  await record(deed, 'hotline.article_written', id, { version })
  return { id, version }
}
