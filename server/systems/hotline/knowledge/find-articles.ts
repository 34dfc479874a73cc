import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { findUnits } from '#primitives/party'
import { cityToday } from '#primitives/place'
import type { ArticleDetail, ArticleRow, ArticleSearch } from '../contract.ts'
import { hotline, type HotlineTables } from '../tables.ts'
import { heldArticles } from './held-articles.ts'
import { rankArticles } from './rank-articles.ts'

type Version = HotlineTables['hotline.article_version']

/** The knowledge base: by words, one's own department's, what waits for approval, what is overdue for review. 知识库 */
export async function findArticles(deed: Deed, { q, view = 'all', owner, limit = 100 }: ArticleSearch): Promise<{ items: ArticleRow[]; overdue: number }> {
  const today = await cityToday(deed)
  const rows = await articleRows(deed, today)
  const own = (row: ArticleRow): boolean => row.owner.unitId === deed.actor.departmentId
  const fits = rows.filter((row) => (owner === undefined || row.owner.unitId === owner) && (row.version > 0 || own(row))
    && (view === 'all' || (view === 'own' && own(row)) || (view === 'waiting' && own(row) && row.waiting !== null) || (view === 'overdue' && row.overdue)))
  const text = q?.trim() ?? ''
  const found = text === '' ? fits : rankArticles((await heldArticles(deed, true)).index, text, 50).flatMap(({ id }) => fits.find((row) => row.id === id) ?? [])
  return { items: found.slice(0, limit), overdue: rows.filter((row) => row.overdue).length }
}

/** One article with every text it ever had. 知识详情 */
export async function showArticle(deed: Deed, id: string): Promise<ArticleDetail> {
  const article = (await articleRows(deed, await cityToday(deed), id))[0]
  const own = article?.owner.unitId === deed.actor.departmentId
  if (!article || (article.version === 0 && !own)) throw notFound('hotline.article_unknown')
  const versions = await hotline(deed.tx).selectFrom('hotline.article_version').selectAll().where('article_id', '=', id).orderBy('version', 'desc').limit(200).execute()
  const waiting = versions.find((one) => one.approved === null)
  return {
    article, versions: (own ? versions : versions.filter((one) => one.approved)).map(shown),
    may: own ? [
      ...(may(deed.actor, 'hotline.knowledge.edit') ? ['review', ...(waiting ? [] : ['write'])] : []),
      ...(waiting && waiting.written_by !== deed.actor.id && may(deed.actor, 'hotline.knowledge.approve') ? ['decide'] : []),
    ] : [],
  }
}

const shown = (one: Version) => ({
  version: one.version, title: one.title, words: one.words, answer: one.answer, source: one.source, items: one.items, reviewOn: one.review_on, writtenAt: one.written_at.toISOString(),
  approved: one.approved, decidedAt: one.decided_at?.toISOString() ?? null, reason: one.reason,
})

async function articleRows(deed: Deed, today: string, id?: string): Promise<ArticleRow[]> {
  let query = hotline(deed.tx).selectFrom('hotline.article').selectAll().where('withdrawn_at', 'is', null).orderBy('review_on').orderBy('id')
  if (id !== undefined) query = query.where('id', '=', id)
  const articles = await query.execute()
  if (articles.length === 0) return []
  const versions = await hotline(deed.tx).selectFrom('hotline.article_version').selectAll().where('article_id', 'in', articles.map((one) => one.id)).orderBy('version').execute()
  const units = await findUnits(deed, articles.map((one) => one.owner_id))
  return articles.map((one) => {
    const mine = versions.filter((version) => version.article_id === one.id)
    const waiting = mine.find((version) => version.approved === null)
    const text = mine.find((version) => version.version === one.version) ?? mine.at(-1)!
    return {
      id: one.id, title: text.title, answer: text.answer, owner: { unitId: one.owner_id, unitName: units.get(one.owner_id)?.shortName ?? one.owner_id }, version: one.version, reviewOn: one.review_on,
      overdue: one.version > 0 && one.review_on < today, waiting: waiting?.version ?? null, source: text.source, words: text.words, items: text.items,
    }
  })
}
